"""Before papers are shown, the person looks at them as whoever they are shown to will see them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.looks import wrong_with
from tests.browser.media import wav
from tests.browser.papers import ORANGE, pdf, picture
from tests.browser.test_again import shows_again
from tests.browser.test_cover import PIXELS, black
from tests.live import Live
from tests.people.holder import Holder
from tests.people.seat import titled
from tests.people.worker import Worker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]
LOOKS = {"card": "picture", "letter": "pdf", "voice": "sound", "A note": "text", "page": "other"}
FILES = {"card.jpg": picture(), "letter.pdf": pdf(), "voice.wav": wav(), "page.html": b"<p>Hello</p>"}
NUMBER = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}")
TYPED = {"#terms-name": "Mirela P.", "#terms-note": "Pour\nl’inscription", "#terms-opens": "3"}


@pytest.fixture
def holder(browser: Browser, served: Live, tmp_path: Path) -> Iterator[Holder]:
    holder = Holder(browser, served.origin, "fr")
    holder.makes_a_wallet()
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    holder.papers.write("A note")
    holder.papers.add(*(tmp_path / name for name in FILES))
    yield holder
    holder.gets_up()
    assert [one for one in holder.complaints if "ERR_REQUEST_RANGE_NOT_SATISFIABLE" not in one] == []


def looks_at(holder: Holder, title: str) -> None:
    """From ticks or terms."""
    holder.lifts_the_veil()
    holder.page.locator(f"main li:has({titled(title)}) [data-ref=look]").click()
    expect(holder.waits_for("[data-screen=screen-look] h2")).to_have_text(title)
    holder.waits_for("main [data-look]")


def goes_back(holder: Holder, to: str) -> None:
    holder.taps("main [data-back]")
    holder.waits_for(to)


def mark(page_text: str | None) -> str:
    assert page_text
    return NUMBER.sub("*", page_text)


def fetched(holder: Holder) -> int:
    return sum(address.endswith("/v1/blob/get") for address in holder.asked)


def sent(holder: Holder) -> int:
    return sum(address.endswith("/v1/blob") for address in holder.asked)


def chooses_terms(holder: Holder, until: str) -> None:
    page = holder.page
    page.check("input[name=until][value=other]")
    page.fill("#terms-until", until)
    page.check("main [data-ref=print]")
    holder.taps("details.more summary")
    for place, text in TYPED.items():
        page.fill(place, text)


def expects_terms(holder: Holder, until: str) -> None:
    page = holder.page
    expect(page.locator("input[name=until][value=other]")).to_be_checked()
    expect(page.locator("#terms-until")).to_have_value(until)
    expect(page.locator("#terms-name")).to_be_visible()
    expect(page.locator("main [data-ref=print]")).to_be_checked()
    for place, text in TYPED.items():
        expect(page.locator(place)).to_have_value(text)


def test_every_paper_is_seen_as_the_reader_sees_it_and_nothing_typed_is_lost(
    holder: Holder, served: Live, browser: Browser
) -> None:
    until = f"{served.clock() + timedelta(days=3):%Y-%m-%d}T10:00"
    before = fetched(holder)
    holder.shares.tick(*LOOKS)
    chooses_terms(holder, until)
    assert fetched(holder) == before
    seen = {}
    for title, look in LOOKS.items():
        looks_at(holder, title)
        assert wrong_with(holder.page) == []
        marks = holder.page.locator("main .viewer-mark text")
        seen[look] = mark(marks.first.text_content()) if marks.count() else ""
        assert holder.page.locator("main .viewer").get_attribute("data-look") == look
        goes_back(holder, "input[name=until]")
        expects_terms(holder, until)
    assert fetched(holder) == before + len(LOOKS)
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    worker = Worker(browser, served.origin, "fr")
    worker.opens_link(worker.scans(holder.shares.square_code()))
    worker.agrees()
    for title, look in LOOKS.items():
        worker.page.locator(f"main [data-slot=rows] button:has-text('{title}')").click()
        worker.page.locator(f"main .viewer[data-look={look}]").wait_for()
        marks = worker.page.locator("main .viewer-mark text")
        assert seen[look] == (mark(marks.first.text_content()) if marks.count() else "")
    assert seen["picture"].startswith("* · ")
    worker.gets_up()


def drawn(holder: Holder) -> Image.Image:
    return drawn_on(holder.page)


def drawn_on(page: Page) -> Image.Image:
    """The picture that a page shows."""
    image = page.locator("main img.viewer-drawn")
    image.wait_for()
    return Image.open(io.BytesIO(bytes(image.evaluate(PIXELS)))).convert("RGB")


def covers_the_middle(holder: Holder, who: str = "") -> None:
    holder.taps("main [data-ref=cover]")
    holder.taps("main [data-ref=add]")
    holder.page.fill("#cover-who", who)
    holder.taps("main form button.primary")
    holder.waits_for("input[name=until]")


def test_one_more_cover_is_added_to_those_that_were_drawn(holder: Holder) -> None:
    holder.shares.tick("card")
    covers_the_middle(holder, who="OCMW")
    holder.taps("main [data-ref=cover]")
    expect(holder.waits_for("#cover-who")).to_have_value("OCMW")
    expect(holder.page.locator(".cover-box")).to_have_count(1)
    holder.taps("main [data-ref=add]")
    for _ in range(12):
        holder.page.keyboard.press("ArrowUp")
    holder.page.fill("#cover-who", "")
    holder.taps("main form button.primary")
    holder.waits_for("input[name=until]")
    looks_at(holder, "card")
    picture = drawn(holder)
    assert black(picture, (0.35, 0.47, 0.65, 0.53))
    assert black(picture, (0.35, 0.23, 0.65, 0.29))
    assert not black(picture, (0.35, 0.35, 0.65, 0.41))


def test_what_was_covered_is_covered_there_and_stays_so(holder: Holder, served: Live) -> None:
    until = f"{served.clock() + timedelta(days=3):%Y-%m-%d}T10:00"
    whole = (0.35, 0.47, 0.65, 0.53)
    holder.shares.tick("card", "letter")
    chooses_terms(holder, until)
    looks_at(holder, "card")
    assert not black(drawn(holder), whole)
    goes_back(holder, "input[name=until]")
    covers_the_middle(holder)
    expects_terms(holder, until)
    goes_back(holder, "main [data-ref=next]")
    looks_at(holder, "card")
    assert black(drawn(holder), whole)
    goes_back(holder, "main [data-ref=next]")
    holder.taps("main [data-ref=next]")
    holder.waits_for("input[name=until]")
    expects_terms(holder, until)
    looks_at(holder, "card")
    assert black(drawn(holder), whole)
    goes_back(holder, "input[name=until]")
    goes_back(holder, "main [data-ref=next]")
    holder.page.locator(f"label.row:has({titled('card')}) input").uncheck()
    holder.taps("main [data-ref=next]")
    before = sent(holder)
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    assert sent(holder) == before, "a paper that is not shown goes nowhere"
    holder.is_at_the_list()
    holder.shares.tick("card")
    covers_the_middle(holder)
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    assert sent(holder) == before + 1


def test_the_same_is_seen_when_it_is_shown_again(holder: Holder) -> None:
    holder.shares.show("card", name="Mirela P.")
    holder.is_at_the_list()
    shows_again(holder)
    looks_at(holder, "card")
    assert drawn(holder).getpixel((10, 10)) == pytest.approx(ORANGE, abs=12)
    goes_back(holder, "main [data-ref=next]")
    assert holder.page.locator("label.row input:checked").count() == 1
    holder.taps("main [data-ref=next]")
    holder.waits_for("input[name=until]")
    looks_at(holder, "card")
    goes_back(holder, "input[name=until]")
    expect(holder.page.locator("#terms-name")).to_have_value("Mirela P.")
    expect(holder.page.locator("main [data-ref=ends]")).to_be_checked()
