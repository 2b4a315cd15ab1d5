"""Titles in lists are veiled when nobody touches the page, and the tap that lifts the veil opens nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.live import Live
from tests.people.holder import Holder

pytestmark = pytest.mark.browser
TITLE = "[data-slot=papers] > li b"
BLURRED = "place => getComputedStyle(document.querySelector(place)).filter.includes('blur')"


@pytest.fixture
def holder(browser: Browser, served: Live) -> Iterator[Holder]:
    holder = Holder(browser, served.origin, "nl", reduced_motion="reduce")
    holder.makes_a_wallet()
    holder.papers.write("decision")
    holder.finishes()
    holder.page.clock.install()
    holder.unlocks()
    holder.waits_for(TITLE)
    yield holder
    holder.gets_up()
    assert holder.complaints == []


def veiled(holder: Holder) -> bool:
    return bool(holder.page.evaluate(BLURRED, TITLE))


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_titles_are_seen_on_arrival_and_veiled_after_some_seconds(holder: Holder) -> None:
    assert not veiled(holder)
    holder.page.clock.run_for(16_000)
    assert veiled(holder)
    expect(holder.page.locator(".veil-hint").first).to_be_visible()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_the_tap_that_lifts_the_veil_opens_nothing_and_the_next_one_does(holder: Holder) -> None:
    holder.page.clock.run_for(16_000)
    row = holder.page.locator("[data-slot=papers] > li button")
    row.click()
    assert not veiled(holder)
    assert holder.sees("[data-go=add]")
    row.click()
    holder.waits_for("[data-look]")


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_button_stays_under_the_finger_that_lifts_the_veil(holder: Holder) -> None:
    button = holder.page.locator("[data-go=settings]")
    holder.page.set_viewport_size({"width": 360, "height": 1200})
    holder.page.clock.run_for(16_000)
    box = button.bounding_box()
    assert veiled(holder)
    assert box
    holder.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 4)
    holder.page.mouse.down()
    assert button.bounding_box() == box
    holder.page.mouse.up()
    holder.waits_for("main [data-go=work]")


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_it_comes_down_when_the_window_loses_the_focus(holder: Holder) -> None:
    holder.page.evaluate("dispatchEvent(new Event('blur'))")
    assert veiled(holder)
    holder.page.keyboard.press("Tab")
    assert not veiled(holder)


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_by_keyboard_and_by_screen_reader_a_paper_opens_at_once(holder: Holder) -> None:
    for press in ("b => b.focus()", "b => b.click()"):
        holder.page.clock.run_for(16_000)
        holder.page.locator("[data-slot=papers] > li button").evaluate(press)
        if "focus" in press:
            holder.page.keyboard.press("Enter")
        holder.waits_for("[data-look]")
        holder.is_at_the_list()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_what_is_being_chosen_and_what_is_shown_are_veiled_too(holder: Holder) -> None:
    for place in ("share-choose", "show-choose"):
        holder.taps(f"[data-go={place}]")
        holder.waits_for(f"[data-screen=screen-{place}] {TITLE}")
        holder.page.clock.run_for(16_000)
        assert veiled(holder)
        holder.lifts_the_veil()
        holder.is_at_the_list()
