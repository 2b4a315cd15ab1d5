"""Parts of a picture are covered in the copy that is shown: gone from the pixels, the own paper untouched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.live import Live
from tests.people.holder import Holder
from tests.people.worker import Worker

pytestmark = pytest.mark.browser
SIZE = (800, 600)
PIXELS = """async (image) => {
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  return [...new Uint8Array(await (await canvas.convertToBlob({type: 'image/png'})).arrayBuffer())];
}"""


@pytest.fixture
def holder(browser: Browser, served: Live, tmp_path: Path) -> Iterator[Holder]:
    holder = Holder(browser, served.origin, "nl")
    holder.makes_a_wallet()
    Image.new("RGB", SIZE, (40, 120, 200)).save(tmp_path / "card.png")
    holder.papers.add(tmp_path / "card.png")
    yield holder
    holder.gets_up()
    assert holder.complaints == []


def seen_by(holder: Holder, worker: Worker) -> Image.Image:
    """The picture that the worker's page draws."""
    worker.opens_link(worker.scans(holder.shares.square_code()))
    worker.agrees()
    image = worker.page.locator("img.viewer-drawn")
    image.wait_for()
    return Image.open(io.BytesIO(bytes(image.evaluate(PIXELS)))).convert("RGB")


def black(picture: Image.Image, box: tuple[float, float, float, float]) -> bool:
    width, height = picture.size
    left, top, right, bottom = box
    part = picture.crop((int(left * width), int(top * height), int(right * width), int(bottom * height)))
    return max(part.tobytes()) < 24


def test_what_is_under_a_cover_is_black_and_the_own_paper_is_as_it_was(
    holder: Holder, served: Live, browser: Browser
) -> None:
    before = holder.papers.get_back("card")
    holder.shares.tick("card")
    holder.taps("main [data-ref=cover]")
    stage = holder.waits_for(".cover-stage canvas").bounding_box()
    assert stage is not None
    holder.page.mouse.move(stage["x"] + stage["width"] * 0.1, stage["y"] + stage["height"] * 0.1)
    holder.page.mouse.down()
    holder.page.mouse.move(stage["x"] + stage["width"] * 0.6, stage["y"] + stage["height"] * 0.3, steps=5)
    holder.page.mouse.up()
    holder.taps("main form button.primary")
    holder.waits_for("input[name=until]")
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    worker = Worker(browser, served.origin, "nl")
    picture = seen_by(holder, worker)
    assert black(picture, (0.13, 0.13, 0.57, 0.27))
    assert not black(picture, (0.7, 0.7, 0.9, 0.9))
    worker.gets_up()
    holder.is_at_the_list()
    assert holder.papers.get_back("card") == before


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_covers_are_added_moved_and_taken_away_by_keys_and_a_stamp_is_burned_in(
    holder: Holder, served: Live, browser: Browser
) -> None:
    holder.shares.tick("card")
    holder.taps("main [data-ref=cover]")
    holder.taps("main [data-ref=add]")
    holder.taps("main [data-ref=add]")
    holder.page.keyboard.press("Delete")
    for _ in range(5):
        holder.page.keyboard.press("ArrowUp")
        holder.page.keyboard.press("Shift+ArrowRight")
    assert holder.page.locator(".cover-box").count() == 1
    holder.page.fill("#cover-who", "OCMW")
    holder.taps("main form button.primary")
    holder.waits_for("input[name=until]")
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    worker = Worker(browser, served.origin, "nl")
    picture = seen_by(holder, worker)
    raw = picture.tobytes()
    colours = set(zip(raw[::3], raw[1::3], raw[2::3], strict=True))
    assert any(red > 120 and green < 110 for red, green, _blue in colours), "the stamp is red"
    assert any(max(colour) < 24 for colour in colours), "the cover is black"
    worker.gets_up()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_long_transparent_picture_is_covered_at_a_size_that_every_device_can_draw(
    holder: Holder, served: Live, browser: Browser, tmp_path: Path
) -> None:
    image = Image.new("RGBA", (100, 20_000))
    image.paste((255, 255, 255, 255), (0, 0, 50, 20_000))
    image.save(tmp_path / "long.png")
    holder.papers.add(tmp_path / "long.png")
    holder.shares.tick("long")
    holder.taps("main [data-ref=cover]")
    holder.taps("main [data-ref=add]")
    holder.taps("main form button.primary")
    holder.waits_for("input[name=until]")
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    worker = Worker(browser, served.origin, "nl")
    picture = seen_by(holder, worker)
    assert picture.size == (82, 16_384)
    column = picture.crop((41, 0, 42, picture.height)).convert("L").tobytes()
    covered = [y for y, light in enumerate(column) if light < 24]
    assert covered, "the cover is black"
    assert len(covered) == covered[-1] - covered[0] + 1, "it is one box"
    assert covered[-1] < picture.height / 8, "it lies where one looks: at the beginning"
    raw = picture.crop((5, picture.height - 10, 75, picture.height - 9)).convert("L").tobytes()
    assert min(raw[:30]) > 200
    assert max(raw[-25:]) < 80
    worker.gets_up()
