"""One bad file, row or character: it says so, and the others stand."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.live import live
from tests.people.holder import Holder

pytestmark = pytest.mark.browser

ZIP_BUTTON = "[data-ref=save]"
NOTE = "Rendez-vous au CPAS lundi matin avec Fatima et les enfants \U0001f64f\U0001f3fe merci"
"""The hands are the 60th character, two of them for a computer; a skin colour follows."""
HOLD_BACK = """() => document.querySelector('[data-ref=files]').addEventListener(
  'change', (event) => event.stopImmediatePropagation(), { capture: true, once: true })"""
FAILS_FOR_1999 = """() => {
  const prototype = Intl.DateTimeFormat.prototype;
  const original = Object.getOwnPropertyDescriptor(prototype, 'format');
  globalThis.mend = () => Object.defineProperty(prototype, 'format', original);
  Object.defineProperty(prototype, 'format', {
    configurable: true,
    get() {
      const whole = original.get.call(this);
      return (date) => {
        if (date.getUTCFullYear() === 1999) throw new RangeError('date value is not finite');
        return whole(date);
      };
    },
  });
  return true;
}"""


@pytest.fixture(scope="module")
def somebody(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Holder]:
    """One wallet for all tests of this file: to make one takes the longest."""
    with live(tmp_path_factory.mktemp("live")) as served:
        amal = Holder(browser, served.origin, "en")
        amal.makes_a_wallet()
        yield amal
        amal.gets_up()


@pytest.fixture
def amal(somebody: Holder) -> Iterator[Holder]:
    """At the list; with nothing to complain of at the end."""
    yield somebody
    assert somebody.complaints == []
    somebody.is_at_the_list()
    done = somebody.page.locator(".upload [data-ref=dismiss]:visible")
    while done.count():
        done.first.click()


def test_a_dropped_folder_says_so_and_what_comes_after_it_is_kept(amal: Holder, tmp_path: Path) -> None:
    folder, letter = tmp_path / "folder", tmp_path / "letter.txt"
    folder.mkdir()
    letter.write_text("Dear Sir")
    amal.taps("[data-go=add]")
    box = amal.page.locator("[data-ref=drop]").bounding_box()
    assert box is not None
    line = amal.page.context.new_cdp_session(amal.page)
    data = {"items": [], "files": [str(folder), str(letter)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        place = {"x": box["x"] + 9, "y": box["y"] + 9}
        line.send("Input.dispatchDragEvent", {"type": kind, "data": data, **place})
    amal.page.wait_for_selector("[data-slot=papers] > li")
    assert amal.papers.titles() == ["letter"]
    said = amal.reads(".upload [data-text=state]")
    assert said[0].startswith("This cannot be read: it is a folder, or it was changed meanwhile.")
    amal.papers.write("a note after it")


def test_a_file_that_changes_before_it_is_read_says_so(amal: Holder, tmp_path: Path) -> None:
    changed, whole = tmp_path / "changed.txt", tmp_path / "whole.txt"
    for one in (changed, whole):
        one.write_text("as it was")
    amal.taps("[data-go=add]")
    amal.page.wait_for_selector("[data-ref=files]", state="attached")
    amal.page.evaluate(HOLD_BACK)
    amal.page.set_input_files("[data-ref=files]", [changed, whole])
    changed.write_text("as it is now, and longer")
    amal.page.dispatch_event("[data-ref=files]", "change")
    amal.page.wait_for_selector("[data-slot=papers] > li:has-text('whole')")
    assert "changed" not in amal.papers.titles()
    assert "it was changed meanwhile" in amal.reads(".upload [data-text=state]")[0]


def test_a_row_that_cannot_be_drawn_says_so_and_the_others_stand(amal: Holder) -> None:
    for note in ("first", "second"):
        amal.papers.write(note)
    amal.papers.label("first", issued="1999-09-09")
    amal.is_at_the_list()
    assert {"first", "second"} <= set(amal.papers.titles())
    amal.page.evaluate(FAILS_FOR_1999)
    try:
        amal.papers.write("third")
        titles, rows = amal.papers.titles(), amal.reads("[data-slot=papers] > li")
    finally:
        amal.page.evaluate("() => void globalThis.mend()")
    told = [one for one in amal.complaints if "date value is not finite" in one]
    amal.complaints.clear()
    assert {"second", "third"} <= set(titles)
    assert "first" not in titles
    assert "This one cannot be shown. The others are not touched." in rows
    assert told


def test_a_date_of_five_digits_is_refused_in_words_and_the_list_opens(amal: Holder) -> None:
    amal.papers.write("decision")
    amal.papers.open("decision")
    amal.taps("[data-ref=details]")
    amal.waits_for("#detail-issued")
    amal.page.evaluate("() => document.querySelector('#detail-issued').removeAttribute('max')")
    amal.page.fill("#detail-issued", "50120-12-05")
    amal.taps("main form button.primary")
    assert "This date cannot be right." in amal.waits_for("dialog[open]").inner_text()
    amal.taps("dialog [data-answer]")
    amal.page.fill("#detail-issued", "2012-12-05")
    amal.taps("main form button.primary")
    amal.waits_for("[data-look]")
    amal.is_at_the_list()
    assert "decision" in amal.papers.titles()


def test_a_note_with_an_emoji_where_its_title_is_cut_is_exported(amal: Holder) -> None:
    amal.papers.write(NOTE)
    title = amal.papers.titles()[0]
    assert title == NOTE[:58]
    amal.taps("[data-go=settings]")
    amal.taps("[data-go=export]")
    amal.taps("main form button.primary")
    with amal.page.expect_download() as saving:
        amal.taps(ZIP_BUTTON)
    archive = zipfile.ZipFile(BytesIO(saving.value.path().read_bytes()))
    assert any(one.endswith(f" {title}.txt") for one in archive.namelist())
    assert title in archive.read("index.html").decode()
