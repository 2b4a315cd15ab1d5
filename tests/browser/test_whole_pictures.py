"""Pictures that are cut off, very long or transparent: what is kept can be read, or the person is asked."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, expect

from tests.browser import media
from tests.live import Live
from tests.people.giver import Giver
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]
LONG = (1080, 16_000)
NEWER = "() => document.querySelector('img.viewer-drawn')?.naturalWidth === 400"
LONGER = (1080, 32_000)
BLACK, WHITE = (0, 0, 0, 255), (255, 255, 255, 255)


@pytest.fixture
def holder(browser: Browser, served: Live) -> Iterator[Holder]:
    holder = Holder(browser, served.origin, "nl")
    holder.makes_a_wallet()
    yield holder
    holder.gets_up()
    assert holder.complaints == []


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    file = BytesIO()
    image.save(file, kind)
    return file.getvalue()


def lines(size: tuple[int, int], *colours: tuple[int, int, int, int]) -> Image.Image:
    """On nothing: thin lines of these colours, one beside the other, over the whole height."""
    image = Image.new("RGBA", size)
    pen = ImageDraw.Draw(image)
    for x in range(0, size[0], 8):
        pen.rectangle((x, 0, x + 3, size[1]), colours[x // 8 % len(colours)])
    return image


def kept(holder: Holder, folder: Path, name: str, content: bytes) -> Image.Image:
    (folder / name).write_bytes(content)
    holder.papers.add(folder / name)
    return Image.open(BytesIO(holder.papers.get_back(Path(name).stem))).convert("RGB")


def lightness(image: Image.Image, x: int, y: int) -> int:
    seen = image.convert("L").getpixel((x, y))
    assert isinstance(seen, int)
    return seen


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_whose_end_is_missing_is_kept_only_if_the_person_says_so(
    holder: Holder, tmp_path: Path, kind: str
) -> None:
    whole = encoded(Image.radial_gradient("L").resize((700, 500)), kind)
    (tmp_path / "half").write_bytes(whole[: len(whole) * 6 // 10])
    (tmp_path / "whole").write_bytes(whole)
    holder.papers.begin_to_add(tmp_path / "half", tmp_path / "whole")
    holder.papers.wait_for(1)
    assert holder.papers.titles() == ["whole"]
    row = holder.page.locator(".upload").first
    expect(row.locator("[data-text=state]")).to_have_text(holder.word("problem.cut_off"))
    expect(row.locator("[data-ref=retry], [data-ref=dismiss]").locator("visible=true")).to_have_count(0)
    row.locator("[data-ref=anyway]").click()
    holder.papers.wait_for(2)
    assert set(holder.papers.titles()) == {"half", "whole"}


def test_a_picture_whose_end_is_missing_is_left_out(holder: Holder, served: Live, tmp_path: Path) -> None:
    whole = media.photo((300, 200))
    (tmp_path / "half.jpg").write_bytes(whole[:-40])
    sent = len(served.recorder.sent)
    holder.papers.begin_to_add(tmp_path / "half.jpg")
    holder.taps(".upload [data-ref=leave-out]")
    expect(holder.page.locator(".upload")).to_have_count(0)
    assert holder.papers.count() == 0
    assert not [one.path for one in served.recorder.sent[sent:] if "blob" in one.path]


def test_a_newer_version_whose_end_is_missing_comes_only_if_the_person_says_so(
    holder: Holder, tmp_path: Path
) -> None:
    (tmp_path / "contract.jpg").write_bytes(media.photo((300, 200)))
    (tmp_path / "half.jpg").write_bytes(media.photo((600, 400))[:-40])
    holder.papers.add(tmp_path / "contract.jpg")
    for answer, size in (("no", (200, 300)), ("yes", (400, 600))):
        holder.papers.open("contract")
        holder.page.set_input_files("main [data-ref=file]", str(tmp_path / "half.jpg"))
        holder.taps(f"dialog [data-answer={answer}]")
        expect(holder.page.locator("dialog")).to_have_count(0)
        if answer == "yes":
            holder.page.wait_for_function(NEWER)
        holder.is_at_the_list()
        assert Image.open(BytesIO(holder.papers.get_back("contract"))).size == size


def test_a_long_screenshot_stays_as_wide_as_it_can_be_read(holder: Holder, tmp_path: Path) -> None:
    long = kept(holder, tmp_path, "gesprek.png", encoded(Image.new("P", LONG, 3)))
    assert long.width > 1000
    assert long.width / long.height == pytest.approx(LONG[0] / LONG[1], rel=0.01)
    longer = kept(holder, tmp_path, "lang.png", encoded(Image.new("P", LONGER, 3)))
    assert longer.size == LONGER


@pytest.mark.parametrize(
    ("name", "colours", "ground"),
    [("white", (WHITE,), range(60)), ("black", (BLACK,), range(250, 256)),
     ("both", (BLACK, WHITE), range(90, 170))],
)  # fmt: skip
def test_what_is_transparent_gets_a_ground_on_which_it_can_be_read(
    holder: Holder,
    tmp_path: Path,
    name: str,
    colours: tuple[tuple[int, int, int, int], ...],
    ground: range,
) -> None:
    image = kept(holder, tmp_path, f"{name}.png", encoded(lines((320, 200), *colours)))
    assert lightness(image, 6, 100) in ground
    for number, colour in enumerate(colours):
        assert abs(lightness(image, 8 * number + 1, 100) - colour[0]) < 30


def test_a_mailbox_takes_a_cut_picture_only_at_the_second_try(
    holder: Holder, served: Live, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "half.jpg").write_bytes(media.photo((300, 200))[:-40])
    giver = Giver(browser, served.origin, "nl")
    giver.opens_address(holder.mailboxes.make())
    giver.page.set_input_files("#drop-file", str(tmp_path / "half.jpg"))
    giver.taps("main [data-ref=send]")
    expect(giver.waits_for("[data-ref=trouble-box]")).to_have_text(giver.word("drop.cut_off"))
    giver.taps("main [data-ref=send]")
    giver.waits_for("main [data-ref=more]")
    giver.gets_up()
