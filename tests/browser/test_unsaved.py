"""Back and Finish ask before something is lost that is not kept or not sent; quick exit never does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Playwright, expect

from tests.browser.papers import picture
from tests.live import Live
from tests.people.giver import Giver
from tests.people.holder import LISTED, UNSAVED, Holder
from tests.people.seat import Seat

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("served", ["embedded"], indirect=True)]
BACK = "main [data-back]"
STAY = f"{UNSAVED} [data-answer=no]"
GO = f"{UNSAVED} [data-answer=yes]"


@pytest.fixture
def filmon(browser: Browser, served: Live) -> Iterator[Holder]:
    filmon = Holder(browser, served.origin, "fr")
    filmon.makes_a_wallet()
    yield filmon
    filmon.gets_up()
    assert [one for one in filmon.complaints if "net::ERR" not in one] == []


def writes(holder: Holder, text: str) -> None:
    """A note, not kept yet; from the list."""
    holder.taps("[data-go=add]")
    holder.taps("[data-go=note]")
    holder.page.fill("#note-text", text)


def test_back_out_of_a_note_asks_and_loses_nothing_unasked(filmon: Holder) -> None:
    writes(filmon, "une longue histoire")
    filmon.taps(BACK)
    filmon.taps(STAY)
    filmon.page.go_back()
    filmon.waits_for(UNSAVED)
    filmon.page.go_back()
    expect(filmon.page.locator(UNSAVED)).to_have_count(0)
    assert filmon.page.input_value("#note-text") == "une longue histoire"
    filmon.taps(BACK)
    filmon.taps(GO)
    filmon.waits_for("[data-go=note]")


def test_where_nothing_would_be_lost_nothing_is_asked(filmon: Holder) -> None:
    writes(filmon, "x")
    filmon.page.fill("#note-text", "")
    filmon.taps(BACK)
    filmon.taps("[data-go=note]")
    filmon.page.fill("#note-text", "décision")
    filmon.taps("main form button.primary")
    filmon.papers.wait_for(1)
    filmon.page.fill("[data-ref=search]", "déc")
    filmon.finishes()


def details(holder: Holder) -> None:
    """A kind is chosen, on a screen of its own, and nothing is typed."""
    holder.papers.open("carte")
    holder.taps("main [data-ref=details]")
    holder.taps("main [data-ref=kind]")
    for _ in range(2):
        holder.waits_for("[data-slot=kinds] button").click()
    holder.waits_for("#detail-name")


def ticks(holder: Holder) -> None:
    holder.taps("[data-go=share-choose]")
    holder.lifts_the_veil()
    holder.page.locator("label.row input").first.check()


def mailbox(holder: Holder) -> None:
    holder.taps("[data-go=add]")
    holder.taps("[data-go=mailboxes]")
    holder.page.fill("#mailbox-name", "école")


@pytest.mark.parametrize("begin", [details, ticks, mailbox])
def test_what_was_typed_or_chosen_is_asked_about(filmon: Holder, begin: object) -> None:
    filmon.papers.write("carte")
    assert callable(begin)
    begin(filmon)
    filmon.taps(BACK)
    filmon.taps(GO)
    expect(filmon.page.locator(UNSAVED)).to_have_count(0)
    filmon.is_at_the_list()


def asked_by_the_browser(seat: Seat) -> list[str]:
    """What it asks about from now on; the person stays."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    seat.page.on("dialog", stay)
    return asked


def reloads(seat: Seat) -> None:
    """Until the browser has asked."""
    with seat.page.expect_event("dialog"):
        seat.page.evaluate("setTimeout(() => location.reload())")


def test_finish_asks_while_papers_are_sent_and_quick_exit_does_not(filmon: Holder, served: Live) -> None:
    asked = asked_by_the_browser(filmon)
    held = served.edge.hold("PUT", "/v1/blob")
    filmon.papers.begin_to_write("décision")
    filmon.taps("[data-ref=finish]")
    filmon.taps(STAY)
    filmon.waits_for(LISTED)
    reloads(filmon)
    held.let_go.set()
    filmon.papers.wait_for(1)
    served.edge.hold("PUT", "/v1/blob")
    filmon.papers.begin_to_write("carte")
    filmon.waits_for(".upload [data-ref=cancel]")
    filmon.leaves_by_quick_exit()
    assert asked == ["beforeunload"]


def test_an_upload_that_failed_counts_and_one_that_was_stopped_does_not(filmon: Holder, served: Live) -> None:
    cut = served.edge.cut("PUT", "/v1/blob")
    filmon.papers.begin_to_write("décision")
    filmon.uploads.said()
    filmon.taps("[data-ref=finish]")
    filmon.taps(STAY)
    cut.lift()
    held = served.edge.hold("PUT", "/v1/blob")
    filmon.taps(".upload [data-ref=retry]")
    filmon.uploads.stop()
    filmon.uploads.said()
    held.let_go.set()
    filmon.finishes()


def test_a_photo_and_a_recording_are_asked_about(playwright: Playwright, served: Live) -> None:
    devices = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    phone = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", *devices]
    )
    amal = Holder(phone, served.origin, "nl")
    amal.makes_a_wallet()
    amal.media.open_camera()
    amal.taps("[data-ref=capture]:not([disabled])")
    amal.waits_for("main [data-ref=turn]")
    amal.taps(BACK)
    amal.taps(GO)
    amal.waits_for("[data-ref=capture]:not([disabled])")
    amal.is_at_the_list()
    amal.media.record()
    amal.taps(BACK)
    amal.taps(STAY)
    amal.taps("main [data-ref=again]")
    amal.taps(GO)
    amal.waits_for("main [data-ref=start]")
    phone.close()


def test_a_giver_is_asked_before_a_chosen_file_is_lost(
    filmon: Holder, browser: Browser, served: Live, tmp_path: Path
) -> None:
    address = filmon.mailboxes.make("école")
    paper = tmp_path / "verslag.jpg"
    paper.write_bytes(picture())
    sofie = Giver(browser, served.origin)
    asked = asked_by_the_browser(sofie)
    sofie.opens_address(address)
    sofie.fills_in(paper)
    sofie.page.locator("#drop-name").click()  # a page that nobody has touched is not asked about
    reloads(sofie)
    sofie.taps("main [data-ref=send]")
    sofie.waits_for("main [data-ref=more]")
    sofie.page.reload()
    assert asked == ["beforeunload"]
    sofie.gets_up()
