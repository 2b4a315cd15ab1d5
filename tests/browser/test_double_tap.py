"""A second tap on a button that is at work makes, sends and keeps nothing twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.live import Live
from tests.people.holder import Holder

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("served", ["embedded"], indirect=True)]
KEEP = "main form button.primary"
ROWS = "[data-slot=papers] > li"
UPLOADS = "[data-slot=uploads] > li"


@pytest.fixture
def filmon(browser: Browser, served: Live) -> Iterator[Holder]:
    filmon = Holder(browser, served.origin, "fr")
    filmon.makes_a_wallet()
    yield filmon
    filmon.gets_up()
    assert filmon.complaints == []


def taps_twice(holder: Holder, selector: str) -> None:
    """Both before anything can come of the first."""
    holder.waits_for(selector).evaluate("button => [1, 2].forEach(() => button.click())")


def test_a_note_is_kept_once_and_another_one_as_well(filmon: Holder) -> None:
    filmon.taps("[data-go=add]")
    filmon.taps("[data-go=note]")
    filmon.page.fill("#note-text", "carte médicale")
    taps_twice(filmon, KEEP)
    filmon.waits_for(UPLOADS)
    filmon.papers.write("décision")
    expect(filmon.page.locator(ROWS)).to_have_count(2)
    expect(filmon.page.locator(UPLOADS)).to_have_count(2)


def test_papers_are_shown_and_a_report_is_sent_once(filmon: Holder, served: Live) -> None:
    filmon.papers.write("carte médicale")
    filmon.shares.tick("carte médicale")
    taps_twice(filmon, KEEP)
    filmon.waits_for("canvas.qr")
    assert asked(served, "/v1/share") == 1
    filmon.goes_to("say")
    filmon.page.fill("#say-words", "les boutons sont grands")
    taps_twice(filmon, "[data-say] button")
    filmon.waits_for("[data-say-done]")
    filmon.page.fill("#say-words", "et clairs")
    filmon.taps("[data-say] button")
    filmon.page.wait_for_function("() => document.querySelector('#say-words').value === ''")
    assert asked(served, "/v1/feedback") == 2


def test_what_fails_can_be_tapped_again(filmon: Holder, served: Live) -> None:
    filmon.papers.write("carte médicale")
    filmon.papers.open("carte médicale")
    cut = served.edge.cut("PUT", "/v1/vault")
    filmon.taps("main [data-ref=bin]")
    filmon.waits_for("dialog [data-answer]")
    cut.lift()
    filmon.taps("dialog [data-answer]")
    filmon.taps("main [data-ref=bin]")
    filmon.waits_for_the_list()
    expect(filmon.page.locator(ROWS)).to_have_count(0)


def asked(served: Live, path: str) -> int:
    """How often the server was asked for exactly this."""
    return sum(one.path == path for one in served.recorder.sent)
