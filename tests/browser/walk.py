"""A walk through every screen of the wallet page. Each stop: the screen or sheet, and the state it is in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from tests.browser.walk_leaving import take_along
from tests.browser.walk_mandates import be_helped
from tests.browser.walk_papers import FILES, Stop, bring_papers, see_papers
from tests.browser.walk_pressed import close_the_rest, make_another_secret
from tests.browser.walk_received import receive
from tests.browser.walk_trusted import trust
from tests.browser.walk_work import work
from tests.live import Live
from tests.people.holder import Holder
from wallet.models import Vault


def walk(holder: Holder, served: Live, folder: Path) -> Iterator[Stop]:
    """From the first visit to a damaged list; whoever follows looks at the page at each stop."""
    yield from sign_up(holder, served)
    yield from bring_papers(holder, served, folder)
    yield from see_papers(holder)
    yield from take_along(holder, served, folder)
    yield from receive(holder, served, folder)
    yield from show_papers(holder)
    yield from be_helped(holder)
    yield from work(holder, served)
    yield from settle(holder)
    yield from close_the_rest(holder)
    yield from trust(holder, served)
    yield from make_another_secret(holder)
    yield from come_back(holder, served)


def walk_first(holder: Holder, served: Live, folder: Path) -> Iterator[Stop]:
    """From the first visit to a paper that is shown."""
    yield from sign_up(holder, served)
    for name in ("card.jpg", "letter.pdf"):
        (folder / name).write_bytes(FILES[name])
    holder.papers.add(folder / "card.jpg", folder / "letter.pdf")
    yield from show_papers(holder)


def sign_up(holder: Holder, served: Live) -> Iterator[Stop]:
    holder.goes_to("open")
    yield "screen-welcome", ""
    holder.taps("[data-go=before]")
    yield "screen-before", ""
    holder.taps("[data-go=signup]")
    yield "screen-make-row", ""
    holder.taps("main [data-ref=own]")
    holder.page.fill("#own-text", " ... ")
    holder.taps("main form button.primary")
    holder.waits_for("main [data-ref=trouble]")
    yield "screen-own-words", "empty"
    holder.page.fill("#own-text", "five green trains sleep under water")
    holder.taps("main form button.primary")
    yield "screen-make-five", ""
    holder.goes_to("open")
    holder.taps("[data-go=before]")
    holder.taps("[data-go=signup]")
    holder.entry.choose()
    yield "screen-practise", ""
    holder.taps("main [data-ref=next]")
    holder.taps(".picture")
    holder.taps("main [data-ref=show]")
    yield "screen-entry", "practise"
    holder.taps("main [data-ref=undo]")
    holder.entry.give()
    yield from take_the_card(holder, served)


def take_the_card(holder: Holder, served: Live) -> Iterator[Stop]:
    yield "screen-card", "pocket"
    holder.taps("main [data-ref=other]")
    holder.page.locator("main [data-ref=pictures]").wait_for(state="hidden")
    yield "screen-card", "safe"
    holder.groups, holder.pocket = holder.reads(".paper-groups .number"), False
    holder.taps("main [data-ref=next]")
    holder.taps("main form button.primary")
    holder.waits_for("main [data-ref=trouble]")
    yield "screen-card-proof", "wrong"
    holder.taps("main [data-back]")
    held = served.edge.hold("POST", "/v1/oprf")
    holder.card.prove()
    yield "screen-working", ""
    held.let_go.set()
    yield "screen-papers", "empty"


def show_papers(holder: Holder) -> Iterator[Stop]:
    holder.shares.tick("card")
    holder.taps("main [data-ref=cover]")
    holder.taps("main [data-ref=add]")
    yield "screen-cover", ""
    holder.taps("main [data-back]")
    holder.taps("dialog [data-answer=yes]")
    holder.waits_for("input[name=until]")
    holder.is_at_the_list()
    holder.taps("[data-go=share-choose]")
    yield "screen-share-choose", ""
    for tick in holder.page.locator("label.row input").all()[:2]:
        tick.check()
    holder.taps("main [data-ref=next]")
    yield "screen-share-terms", ""
    holder.taps("main [data-ref=look]")
    holder.waits_for("main [data-look]")
    yield "screen-look", ""
    holder.taps("main [data-back]")
    holder.waits_for("input[name=until]")
    holder.taps("details.more summary")
    holder.page.check("[name=until][value=other]")
    holder.page.fill("[data-ref=until]", "2001-01-01T10:00")
    holder.page.check("[data-ref=later]")
    holder.taps("main form button.primary")
    holder.waits_for("main [data-ref=trouble]")
    yield "screen-share-terms", "wrong"
    holder.page.check("[name=until][value='1800']")
    holder.page.uncheck("[data-ref=later]")
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    yield "screen-share-out", ""
    holder.shares.digits()
    yield "screen-share-out", "digits"
    holder.is_at_the_list()
    holder.taps("[data-go=shares]")
    yield "screen-shares", "running"
    holder.taps(".showing-row [data-ref=end]")
    holder.waits_for("[data-ref=past-box]")
    yield "screen-shares", "past"
    holder.taps(".showing-row [data-ref=same]")
    yield "screen-share-choose", "again"
    holder.taps("main [data-ref=next]")
    yield "screen-share-terms", "again"
    holder.is_at_the_list()


def settle(holder: Holder) -> Iterator[Stop]:
    holder.taps("[data-go=settings]")
    yield "screen-settings", ""
    for opening, sheet in (("a[data-closes]", "sheet-closes"), ("[data-ref=others]", "sheet-others")):
        holder.taps(f"main {opening}")
        yield sheet, ""
        holder.taps("dialog [data-answer=no]")
    holder.taps("main [data-go=secret-change]")
    yield "screen-secret-change", ""
    holder.taps("main [data-back]")
    holder.taps("main [data-go=cards]")
    yield "screen-cards", ""
    holder.taps("main [data-ref=remove]")
    yield "sheet-card-remove", "last"
    holder.taps("dialog [data-answer=no]")
    holder.taps("main [data-go=card-new]")
    yield "screen-card-new", ""
    holder.taps("main [data-back]")
    holder.page.locator("[data-screen=screen-card-new]").wait_for(state="detached")
    holder.taps("main [data-back]")
    holder.taps("main [data-go=everywhere]")
    yield "screen-everywhere", ""
    holder.taps("main [data-back]")
    holder.taps("main [data-go=earlier]")
    yield "screen-earlier", ""
    holder.taps("[data-slot=days] button")
    yield "screen-earlier-day", ""
    holder.is_at_the_list()
    holder.settings.close_everywhere_until_done()
    yield "screen-everywhere-done", ""
    holder.taps("main [data-go=papers]")
    holder.finishes()


def come_back(holder: Holder, served: Live) -> Iterator[Stop]:
    holder.goes_to("open")
    holder.taps("[data-go=unlock]")
    yield "screen-entry", "pictures"
    holder.taps("main [data-ref=switch]")
    yield "screen-entry", "words"
    holder.taps("main [data-ref=card]")
    holder.page.locator(".group input").first.fill("12345")
    yield "screen-unlock-card", "wrong"
    holder.taps("main [data-ref=scan]")
    yield "screen-scan", ""
    kept, holder.pictures = holder.pictures, holder.pictures[::-1]
    holder.unlocks_in_vain()
    yield "sheet-problem", "nothing opens"
    holder.pictures = kept
    holder.unlocks()
    holder.papers.write("of today")
    holder.finishes()
    spoil_the_list(served)
    holder.goes_to("open")
    holder.tries_to_unlock()
    yield "screen-list-damaged", ""
    holder.taps("main [data-ref=look]")
    yield "screen-list-found", ""
    yield from rest(holder)


def rest(holder: Holder) -> Iterator[Stop]:
    """Nobody touches the page for nine minutes."""
    holder.page.clock.install()
    holder.goes_to("open")
    holder.taps("[data-go=before]")
    holder.taps("[data-go=signup]")
    holder.waits_for(".drawn-one")
    holder.page.clock.run_for(545_000)
    yield "sheet-idle", ""


def spoil_the_list(served: Live) -> None:
    """As a broken disk would: same length, other bytes."""
    with served.parts.database.write() as session:
        for vault in session.scalars(select(Vault)):
            vault.catalogue = vault.catalogue[:100] + bytes(100) + vault.catalogue[200:]
