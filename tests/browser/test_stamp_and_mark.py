"""The stamp in a covered copy and the mark over what is shown stand beside each other, whatever the size."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from tests.live import Live
from tests.people.holder import Holder
from tests.people.worker import Worker

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("served", ["embedded"], indirect=True)]
SIZES = {"photo": (1200, 1600), "receipt": (500, 4000), "strip": (1600, 200), "small": (240, 180)}
SHOW = """(marks, shown) => {
  for (const one of marks) one.style.visibility = shown ? '' : 'hidden';
  const over = (one) => /fixed|sticky/.test(getComputedStyle(one).position);
  for (const one of document.querySelectorAll('body *')) if (over(one)) one.style.visibility = 'hidden';
}"""
"""What stays in its place while the page scrolls, as the time that is left, goes away."""
SEEN = 40
"""How far a pixel is from white to count as written on; half of that where a mark comes over it."""


def shows_marks(worker: Worker, *, shown: bool) -> None:
    worker.page.locator(".viewer-mark").evaluate_all(SHOW, shown)


def screenshot(worker: Worker, *, marked: bool) -> Image.Image:
    """The picture on the page."""
    shows_marks(worker, shown=marked)
    png = worker.page.locator(".viewer-frame img.viewer-drawn").screenshot()
    return Image.open(io.BytesIO(png)).convert("L")


def written(picture: Image.Image) -> Image.Image:
    return picture.point(lambda value: 255 if value < 255 - SEEN else 0)


def changed(one: Image.Image, other: Image.Image) -> Image.Image:
    return ImageChops.difference(one, other).point(lambda value: 255 if value > SEEN // 2 else 0)


def pixels(mask: Image.Image) -> int:
    return mask.histogram()[255]


def are_apart(stamped: Image.Image, both: Image.Image) -> bool:
    """Whether no pixel has stamp and mark; both are there."""
    stamp, mark = written(stamped), changed(stamped, both)
    assert pixels(stamp) > 50, "the control: there is a stamp"
    assert pixels(mark) > 50, "the control: there is a mark"
    return pixels(ImageChops.multiply(stamp, mark)) == 0


def printed(worker: Worker, file: Path, *, marked: bool) -> Image.Image:
    """The sheet as it comes out of the printer."""
    worker.page.evaluate("window.printed = 0")  # the sheets of before are gone
    worker.prints_one_page()
    shows_marks(worker, shown=marked)
    worker.page.pdf(path=file, format="A4")
    subprocess.run(["pdftoppm", "-png", "-r", "100", "-singlefile", file, file.with_suffix("")], check=True)
    return Image.open(file.with_suffix(".png")).convert("L")


@pytest.mark.parametrize("kind", SIZES)
def test_a_stamp_and_a_mark_never_lie_over_each_other(
    served: Live, browser: Browser, tmp_path: Path, kind: str
) -> None:
    holder = Holder(browser, served.origin, "nl")
    holder.makes_a_wallet()
    Image.new("RGB", SIZES[kind], "white").save(tmp_path / "card.png")
    holder.papers.add(tmp_path / "card.png")
    holder.shares.tick("card")
    holder.taps("main [data-ref=cover]")
    holder.page.fill("#cover-who", "OCMW")
    holder.taps("main form button.primary")
    holder.waits_for("input[name=until]")
    holder.page.check("[data-ref=print]")
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    worker = Worker(browser, served.origin, "nl")
    worker.opens_link(worker.scans(holder.shares.square_code()))
    worker.agrees()
    worker.waits_for("img.viewer-drawn")
    for width in (360, 1280):
        worker.page.set_viewport_size({"width": width, "height": 800})
        assert are_apart(screenshot(worker, marked=False), screenshot(worker, marked=True))
    both = printed(worker, tmp_path / "both.pdf", marked=True)
    assert are_apart(printed(worker, tmp_path / "stamped.pdf", marked=False), both)
    worker.gets_up()
    holder.gets_up()
    assert worker.complaints == holder.complaints == []
