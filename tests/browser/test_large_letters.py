"""A small phone whose owner has set letters of twice their size: nothing is cut off, and words have room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.looks import TOO_WIDE
from tests.browser.papers import pdf, picture
from tests.live import Live
from tests.people.giver import Giver
from tests.people.holder import Holder
from tests.people.seat import Seat

pytestmark = pytest.mark.browser
SMALL = {"width": 360, "height": 640}
NARROW_WORDS = """() => [...document.querySelectorAll('a.row > span, button.row > span:has(b)')]
  .filter(one => one.checkVisibility())
  .filter(one => one.getBoundingClientRect().width * 2 < one.parentElement.clientWidth)
  .map(one => one.textContent.trim())"""


@pytest.fixture
def large_letters(playwright: Playwright) -> Iterator[Browser]:
    """As a browser's own settings make them, which `rem` in a media query follows."""
    running = playwright.chromium.launch(
        executable_path="/usr/bin/chromium",
        args=["--no-sandbox", "--disable-gpu", "--blink-settings=defaultFontSize=32"],
    )
    yield running
    running.close()


def fits(seat: Seat) -> bool:
    assert seat.page.evaluate("matchMedia('(max-width: 12rem)').matches"), "the letters are not large"
    return seat.page.evaluate(TOO_WIDE) is False and seat.page.evaluate(NARROW_WORDS) == []


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_nothing_is_cut_off(large_letters: Browser, served: Live, tmp_path: Path) -> None:
    holder = Holder(large_letters, served.origin, "fr", viewport=SMALL)
    wrong = []

    def look(seat: Seat, where: str) -> None:
        if not fits(seat):
            wrong.append(where)

    holder.page.goto(served.origin)
    look(holder, "languages")
    for path in ("", "open", "help", "who"):
        holder.goes_to(path)
        look(holder, path)
    holder.goes_to("open")
    holder.begins_a_wallet()
    look(holder, "card")
    holder.card.prove()
    holder.waits_for_the_list()
    (tmp_path / "rapport.pdf").write_bytes(pdf())
    holder.papers.add(tmp_path / "rapport.pdf")
    look(holder, "list")
    holder.papers.open("rapport")
    look(holder, "paper")
    holder.taps("[data-ref=details]")
    holder.waits_for("#detail-name")
    look(holder, "details")
    holder.is_at_the_list()
    (tmp_path / "carte.jpg").write_bytes(picture())
    holder.papers.add(tmp_path / "carte.jpg")
    holder.shares.tick("rapport", "carte")
    look(holder, "terms")
    holder.taps("main [data-ref=cover]")
    holder.waits_for(".cover-stage canvas")
    holder.taps("main [data-ref=larger]")
    look(holder, "cover")
    holder.taps("main [data-back]")
    holder.waits_for("input[name=until]")
    holder.taps("main [data-back]")
    holder.waits_for("main [data-ref=next]")
    look(holder, "ticks")
    holder.taps("main li:has([data-ref=look]) [data-ref=look]")
    holder.waits_for("main [data-look]")
    look(holder, "preview")
    holder.is_at_the_list()
    address = holder.mailboxes.make("école")
    holder.mailboxes.show("école")
    holder.taps("main [data-ref=digits]")
    holder.waits_for("[data-ref=digits-box]")
    look(holder, "mailbox")
    giver = Giver(large_letters, served.origin, "fr")
    giver.page.set_viewport_size({"width": 360, "height": 640})
    giver.opens_address(address)
    look(giver, "drop")
    for person in (holder, giver):
        person.gets_up()
        assert person.complaints == []
    assert wrong == []
