"""The part of the walk with people one trusts, their help when all else is lost, and closing for good."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from tests.browser.walk_papers import Stop
from tests.live import Live
from tests.people.holder import Holder
from tests.people.trusted import Part


def trust(holder: Holder, served: Live) -> Iterator[Stop]:
    holder.settings.make_card("pocket", "with people")
    holder.pocket = False
    holder.settings.look_at("people")
    yield "screen-people", "none"
    holder.taps("main [data-go=people-new]:visible")
    holder.taps("main form button.primary")
    holder.waits_for("main [data-ref=trouble]")
    yield "screen-people-new", "wrong"
    holder.is_at_the_list()
    parts = yield from choose(holder, "Bilal", "Sofie", "x")
    yield "screen-people", "three"
    yield from try_one(holder, parts[0])
    holder.is_at_the_list()
    yield from close_and_stay(holder)
    holder.finishes()
    served.clock.forward(days=7, seconds=1)
    yield from get_help(holder, served, parts)


def choose(holder: Holder, *names: str) -> Generator[Stop, None, list[Part]]:
    holder.trusted.begin_to_choose(*names)
    yield "screen-part", ""
    parts = []
    for name in names:
        holder.waits_for(f"[data-screen=screen-part] h1:has-text('{name}')")
        parts.append(holder.reads(".paper-groups .number"))
        holder.taps("main [data-ref=next]")
    holder.waits_for("main [data-ref=end]")
    return parts


def try_one(holder: Holder, part: Part) -> Iterator[Stop]:
    holder.taps("main [data-ref=end]")
    yield "sheet-people-end", ""
    holder.taps("dialog [data-answer=no]")
    holder.taps("main [data-go=people-try]")
    holder.page.locator(".group input").first.fill("12345")
    yield "screen-part-typed", "wrong"
    holder.trusted.give(part)
    yield "screen-people-try", ""


def close_and_stay(holder: Holder) -> Iterator[Stop]:
    holder.taps("[data-go=settings]")
    holder.taps("main [data-go=closing]")
    yield "screen-closing", ""
    holder.taps("main [data-ref=close]")
    yield "sheet-closing", ""
    holder.taps("dialog [data-answer=no]")
    holder.is_at_the_list()
    holder.settings.look_at("cards")
    holder.taps("main [data-ref=again]:visible")
    holder.entry.give()
    yield "screen-card", "again"
    holder.taps("main [data-ref=next]")
    holder.waits_for("[data-go=card-new]")
    holder.is_at_the_list()


def get_help(holder: Holder, served: Live, parts: list[Part]) -> Iterator[Stop]:
    holder.trusted.look_for_help()
    yield "screen-recover", ""
    holder.taps("main [data-go=recover-card]")
    yield "screen-recover-card", ""
    holder.trusted.help_as_two(parts[0], parts[1])
    yield "screen-recover-wait", ""
    holder.finishes()
    holder.unlocks()
    holder.waits_for("main .notice [data-ref=stop]")
    yield "screen-papers", "waiting"
    holder.finishes()
    holder.trusted.help_with_card(parts[2])
    yield "screen-recovered", ""
    holder.trusted.make_all_anew()
