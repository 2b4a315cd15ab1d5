"""The part of the walk where others put papers in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.browser.walk_papers import Stop
from tests.live import Live
from tests.people.giver import Giver
from tests.people.holder import Holder


def receive(holder: Holder, served: Live, folder: Path) -> Iterator[Stop]:
    holder.taps("[data-go=add]")
    holder.taps("main [data-go=mailboxes]")
    yield "screen-mailboxes", "none"
    holder.page.fill("#mailbox-name", "OCMW")
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    holder.taps("main [data-ref=digits]")
    holder.waits_for("[data-ref=digits-box]")
    yield "screen-mailbox", "digits"
    address = holder.page.text_content("main [data-text=address]") or ""
    put_in(holder, served, address, folder)
    holder.taps("main [data-ref=trusted]")
    holder.waits_for("main [data-ref=is-trusted]")
    yield "screen-mailbox", "trusted"
    holder.taps("main [data-back]")
    holder.taps("main [data-ref=close]")
    yield "sheet-mailbox-close", ""
    holder.taps("dialog [data-answer=no]")
    holder.is_at_the_list()
    holder.finishes()
    holder.unlocks()
    holder.waits_for("main [data-ref=look]")
    yield "screen-papers", "arrived"
    holder.taps("main [data-ref=look]")
    yield "screen-arrived", ""
    holder.taps("main [data-ref=clear]")
    yield "sheet-remove-all", ""
    holder.taps("dialog [data-answer=no]")
    holder.taps("[data-slot=rows] li:nth-child(1) button")
    holder.waits_for("main [data-look], main [data-ref=broken]:not([hidden])")
    yield "screen-arrived-one", ""
    holder.taps("main [data-ref=report]")
    yield "screen-report", ""
    holder.page.fill("#report-words", "advertising")
    holder.taps("main form button.primary")
    holder.waits_for("#live.shown")
    holder.is_at_the_list()
    holder.mailboxes.look()
    holder.mailboxes.refuse()
    yield from show_to_oneself(holder, address, folder)


def show_to_oneself(holder: Holder, address: str, folder: Path) -> Iterator[Stop]:
    """What is put into one's own mailbox comes back like anybody's."""
    holder.shares.show("card")
    holder.taps("main [data-ref=send]")
    yield "screen-send", "none"
    holder.taps("main [data-ref=directory]")
    yield "screen-directory", "none"
    holder.taps("main [data-back]")
    holder.waits_for("#contact-address")
    holder.page.fill("#contact-address", address)
    holder.taps("main form button")
    yield "screen-contact", ""
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    holder.is_at_the_list()
    yield from put_into_it(holder, folder)
    holder.finishes()
    holder.unlocks()
    holder.taps("main [data-ref=see]")
    yield "screen-shown", ""
    holder.is_at_the_list()
    holder.mailboxes.look()
    holder.mailboxes.refuse()
    holder.settings.look_at("log")
    yield "screen-log", ""
    holder.taps("main [data-ref=erase]")
    yield "sheet-log-erase", ""
    holder.taps("dialog [data-answer=no]")
    holder.is_at_the_list()


def put_into_it(holder: Holder, folder: Path) -> Iterator[Stop]:
    """A copy, into the mailbox that is known by now."""
    holder.taps("[data-go=add]")
    holder.taps("main [data-go=mailboxes]")
    holder.taps("main [data-go=put]")
    holder.waits_for("#put-address")
    yield "screen-put", "known"
    holder.taps("[data-slot=contacts] button")
    holder.taps("main [data-ref=send]")
    holder.waits_for("main [data-ref=trouble-box]")
    yield "screen-put-what", "wrong"
    (folder / "copy.txt").write_text("a copy")
    holder.page.set_input_files("main [data-ref=file]", str(folder / "copy.txt"))
    holder.taps("main [data-ref=send]")
    holder.waits_for("main [data-ref=done]")
    yield "screen-put-done", ""
    holder.taps("main [data-ref=done]")


def put_in(holder: Holder, served: Live, address: str, folder: Path) -> None:
    """Two papers, by somebody else."""
    browser = holder.context.browser
    assert browser
    giver = Giver(browser, served.origin, holder.lang)
    giver.opens_address(address)
    for number in (1, 2):
        note = folder / f"put-in-{number}.txt"
        note.write_text(f"put in {number}")
        giver.puts_in(note, "Verslag", "OCMW Brussel")
        giver.taps("main [data-ref=more]")
    giver.gets_up()
