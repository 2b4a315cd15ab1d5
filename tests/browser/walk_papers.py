"""The part of the walk where papers come in and are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import FilePayload

from tests.browser.media import photo, wav
from tests.browser.papers import pdf, picture
from tests.live import Live
from tests.people.holder import Holder

Stop = tuple[str, str]
FILES = {
    "letter.pdf": pdf(),
    "card.jpg": picture(),
    "voice.wav": wav(),
    "page.html": b"<p>Hello</p>",
}


def bring_papers(holder: Holder, served: Live, folder: Path) -> Iterator[Stop]:
    holder.taps("[data-go=add]")
    yield "screen-add", ""
    holder.taps("main [data-go=camera]")
    holder.waits_for("[data-ref=capture]:not([disabled])")
    yield "screen-camera", ""
    holder.taps("[data-ref=capture]")
    yield "screen-photo", ""
    holder.taps("main [data-ref=again]")
    holder.waits_for("[data-ref=capture]:not([disabled])")
    holder.taps("main [data-back]")
    holder.taps("main [data-go=record]")
    yield "screen-record", ""
    holder.taps("main [data-ref=start]")
    holder.waits_for("[data-text=time]:has-text('0:01')")
    holder.taps("main [data-ref=stop]")
    holder.waits_for("main audio")
    yield "screen-recorded", ""
    holder.taps("main [data-back]")
    yield "sheet-unsaved", ""
    holder.taps("dialog [data-answer=yes]")
    holder.is_at_the_list()
    yield from send_papers(holder, served, folder)


def send_papers(holder: Holder, served: Live, folder: Path) -> Iterator[Stop]:
    holder.taps("[data-go=add]")
    holder.taps("main [data-go=note]")
    yield "screen-note", ""
    held = served.edge.hold("PUT", "/v1/blob")
    holder.page.fill("#note-text", "A note\nof two lines")
    holder.taps("main form button.primary")
    holder.waits_for(".upload progress")
    yield "screen-papers", "sending"
    held.let_go.set()
    holder.papers.wait_for(1)
    served.edge.answer("PUT", "/v1/blob", "507 Insufficient Storage", b'{"code": "store_full"}')
    holder.papers.begin_to_write("Too much")
    holder.uploads.said()
    yield "screen-papers", "stopped"
    holder.uploads.try_again()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    holder.papers.add(*(folder / name for name in FILES))
    yield "screen-papers", "full"


def see_papers(holder: Holder) -> Iterator[Stop]:
    for title in ("letter", "card", "voice", "page", "A note"):
        holder.papers.open(title)
        yield "screen-paper", title
        holder.is_at_the_list()
    holder.taps("[data-go=show-choose]")
    yield "screen-show-choose", ""
    holder.is_at_the_list()
    holder.papers.open("card")
    half = FilePayload(name="half.jpg", mimeType="image/jpeg", buffer=photo((30, 20))[:-40])
    holder.page.set_input_files("main [data-ref=file]", [half])
    yield "sheet-cut-off", ""
    holder.taps("dialog [data-answer=no]")
    holder.taps("main [data-ref=details]")
    yield "screen-details", ""
    holder.page.fill("#detail-group", "Lila")
    holder.taps("main [data-ref=kind]")
    yield "screen-kinds", "sections"
    holder.taps("[data-slot=kinds] button")
    holder.page.locator("[data-slot=kinds] li").nth(20).wait_for(state="detached")
    yield "screen-kinds", "kinds"
    holder.taps("[data-slot=kinds] button")
    holder.taps("main form button.primary")
    yield "screen-paper", "labelled"
    holder.is_at_the_list()
    yield "screen-papers", "groups"
    holder.papers.throw_away("page")
    holder.taps("[data-go=bin]")
    yield "screen-bin", "full"
    holder.taps("main [data-ref=remove]")
    yield "sheet-remove", ""
    holder.taps("dialog [data-answer=no]")
    holder.taps("main [data-ref=restore]")
    yield "screen-bin", "empty"
    holder.is_at_the_list()
