"""The part of the walk where the rest is closed until a time, and where another secret is made."""

from __future__ import annotations

from collections.abc import Iterator

from tests.browser.walk_papers import Stop
from tests.people.holder import Holder
from tests.people.known import Known


def close_the_rest(holder: Holder) -> Iterator[Stop]:
    holder.unlocks()
    holder.taps("[data-go=settings]")
    holder.taps("main [data-go=lock]")
    yield "screen-lock", ""
    holder.page.locator("label.row input").first.check()
    holder.taps("main [data-ref=next]")
    yield "screen-lock-terms", ""
    holder.page.check("[name=until][value=other]")
    holder.page.fill("[data-ref=until]", "2001-01-01T10:00")
    holder.taps("main form button.primary")
    holder.waits_for("main [data-ref=trouble]")
    yield "screen-lock-terms", "wrong"
    holder.page.check("[name=until][value='3600']")
    holder.taps("main form button.primary")
    yield "sheet-lock", ""
    holder.taps("dialog [data-answer=no]")
    holder.is_at_the_list()
    holder.settings.make_card("safe", "at the desk")
    holder.lock.close_the_rest(holder.papers.titles()[0], safe_card=True)
    holder.taps("[data-go=settings]")
    holder.taps("main [data-go=lock]")
    holder.taps("main [data-go=lock-end]")
    yield "screen-lock-end", ""
    holder.is_at_the_list()
    holder.lock.type_card(holder.groups)
    yield "screen-lock-ended", ""
    holder.taps("main [data-ref=finish]")
    holder.page.wait_for_url(f"**/{holder.lang}/")
    holder.unlocks()
    holder.papers.open(holder.papers.titles()[0])
    holder.taps("main [data-ref=alone]")
    holder.waits_for("[data-screen=screen-show-one] [data-look]")
    yield "screen-show-one", ""
    holder.taps("main [data-ref=leave]")
    holder.unlocks()
    holder.settings.take_away_card("at the desk")


def make_another_secret(holder: Holder) -> Iterator[Stop]:
    known = holder.tells()
    holder.settings.make_card("pocket", "new")
    pocket = list(holder.groups)
    holder.taps("[data-go=settings]")
    holder.taps("main [data-go=another]")
    yield "screen-another", ""
    holder.taps("main [data-ref=begin]")
    holder.entry.choose_anew()
    yield "screen-another-done", ""
    other = Known(list(holder.pictures), None, pocket, True)
    holder.taps("main [data-go=papers]")
    holder.finishes()
    yield from live_with_it(holder, known, other)


def live_with_it(holder: Holder, known: Known, other: Known) -> Iterator[Stop]:
    holder.learns(other)
    holder.unlocks()
    yield "screen-papers", "beside"
    holder.papers.open(holder.papers.titles()[0])
    holder.taps("main [data-ref=move]")
    yield "sheet-move", ""
    holder.taps("dialog [data-answer=no]")
    holder.is_at_the_list()
    holder.taps("[data-go=add]")
    yield "screen-add", "beside"
    holder.is_at_the_list()
    holder.settings.look_at("cards")
    yield "screen-cards", "beside"
    holder.is_at_the_list()
    holder.secrets.begin_to_close_both()
    yield "screen-everywhere-next", ""
    first, second = holder.secrets.go_on_closing_both()
    holder.finishes()
    holder.learns(first)
    holder.unlocks()
    holder.settings.close_everywhere()
    holder.finishes()
    last = holder.tells()
    holder.learns(second)
    holder.unlocks()
    yield "screen-papers", "absent"
    holder.finishes()
    holder.learns(last)
