"""Files as people have them: shown by what they are, printed page by page, given back with their ending."""

from __future__ import annotations

import base64
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser import pdf_forms
from tests.browser.papers import PAGES, pages, pdf
from tests.engines import ByPlaywright, wait
from tests.live import Live, live
from tests.people.holder import Holder
from tests.shown import Paper, Shown

pytestmark = pytest.mark.browser

FILES = Path(__file__).parents[1] / "files"
UNTOLD = "application/octet-stream"
PICTURE = "document.querySelector('canvas.viewer-drawn').toDataURL()"
GRID = (40, 56)
COLOURS = [(255, 0, 0), (0, 255, 0), (0, 0, 255)]
COLOUR = """(at) => {
  const sheet = document.querySelectorAll(".print-sheet .viewer-drawn")[at];
  const one = document.createElement("canvas");
  one.width = one.height = 1;
  const [w, h] = [sheet.naturalWidth || sheet.width, sheet.naturalHeight || sheet.height];
  one.getContext("2d").drawImage(sheet, w / 2, h / 2, 1, 1, 0, 0, 1, 1);
  return [...one.getContext("2d").getImageData(0, 0, 1, 1).data].slice(0, 3);
}"""
"""What is seen in the middle of a sheet."""
WATCH = """(() => {
  print = () => { document.body.dataset.printed = "1"; };
  const all = globalThis.canvases = new Set(), { prototype } = HTMLCanvasElement;
  const { get, set } = Object.getOwnPropertyDescriptor(prototype, "width");
  const width = function (value) { all.add(this); set.call(this, value); };
  Object.defineProperty(prototype, "width", { get, set: width });
})()"""
"""Keeps every canvas that is made, and prints nothing."""
HELD = "[...canvases].reduce((sum, one) => sum + one.width * one.height, 0)"
NOISE = "CanvasRenderingContext2D.prototype.getImageData = () => ({ data: new Uint8Array(1024).fill(99) })"
"""A browser that gives no true picture of a canvas."""
LAID_OUT = "document.querySelector('.viewer-text').innerText.length"
"""Characters of a text that the browser has laid out."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live(tmp_path_factory.mktemp("files")) as running:
        yield running


def see(server: Live, page: Page, content: bytes, mime: str = UNTOLD) -> str:
    """Shows a paper, and tells as what it is drawn."""
    page.goto("about:blank")
    page.goto(Shown(server, [Paper(content, mime, "Paper")], keep=True).url)
    page.click("[data-ref=open]")
    page.wait_for_selector("[data-look]")
    return page.get_attribute("[data-look]", "data-look") or ""


def lacks(page: Page) -> bool:
    """Whether it says that something is not drawn."""
    return page.locator("[data-ref=partial]").is_visible()


def drawn(page: Page) -> Image.Image:
    """What stands on the canvas."""
    told: str = page.evaluate(PICTURE)
    return Image.open(BytesIO(base64.b64decode(told.split(",")[1]))).convert("RGB")


def by_poppler(content: bytes, folder: Path) -> Image.Image:
    """The first page, as another program draws it."""
    (folder / "it.pdf").write_bytes(content)
    subprocess.run(
        ["pdftoppm", "-r", "72", "-png", "-singlefile", folder / "it.pdf", folder / "it"], check=True
    )
    return Image.open(folder / "it.png").convert("RGB")


def differing(one: Image.Image, other: Image.Image) -> float:
    """The part of the fields of a grid that are clearly darker or lighter."""
    grids = [i.convert("L").resize(GRID, Image.Resampling.BOX).tobytes() for i in (one, other)]
    far = [abs(a - b) > 48 for a, b in zip(grids[0], grids[1], strict=True)]
    return far.count(True) / len(far)


def darkest(image: Image.Image, left: int, bottom: int, right: int, top: int) -> int:
    """Of a place in points of an A4 page."""
    scale = image.width / 595
    box = [round(one * scale) for one in (left, 842 - top, right, 842 - bottom)]
    return min(image.crop((box[0], box[1], box[2], box[3])).convert("L").tobytes())


@pytest.mark.parametrize("name", ["scan-a4-1200dpi-g4.pdf", "junk-2000-before.pdf"])
def test_a_page_is_drawn_as_another_reader_draws_it(
    server: Live, page: Page, tmp_path: Path, name: str
) -> None:
    content = (FILES / name).read_bytes()
    assert see(server, page, content) == "pdf"
    assert not lacks(page)
    image, other = drawn(page), by_poppler(content, tmp_path)
    assert min(other.convert("L").tobytes()) < 128
    assert differing(image, other) < 0.02


def test_what_was_filled_into_a_form_without_appearance_is_seen(
    server: Live, page: Page, tmp_path: Path
) -> None:
    content = (FILES / "form-filled-no-appearance-noflag.pdf").read_bytes()
    assert see(server, page, content) == "pdf"
    image, other = drawn(page), by_poppler(content, tmp_path)
    for place in ((60, 500, 400, 540), (60, 440, 400, 480)):
        assert darkest(other, *place) < 128
        assert darkest(image, *place) < 128
    assert darkest(image, 60, 380, 90, 410) < 128  # the tick, which poppler has no font for
    assert darkest(image, 420, 380, 580, 540) > 240


def test_a_picture_that_is_too_large_is_told_and_the_rest_is_drawn(server: Live, page: Page) -> None:
    assert see(server, page, pdf_forms.too_large()) == "pdf"
    assert lacks(page)
    assert drawn(page).getpixel((20, 20)) == (255, 255, 255)
    image = drawn(page)
    assert image.getpixel((image.width // 2, image.height * 3 // 4)) == (0, 255, 0)
    assert see(server, page, pdf()) == "pdf"
    assert not lacks(page)


def test_a_large_stencil_is_made_smaller(server: Live, page: Page) -> None:
    assert see(server, page, pdf_forms.stencil()) == "pdf"
    assert not lacks(page)
    image = drawn(page)
    seen = [image.getpixel((image.width * part // 8, image.height // 2)) for part in (2, 6)]
    assert seen == [(0, 0, 255), (255, 255, 255)]


def test_a_form_that_only_adobes_reader_draws_says_so(server: Live, page: Page) -> None:
    said = "[data-text=why]"
    for form in ((FILES / "xfa-dynamic.pdf").read_bytes(), pdf_forms.form(rendering=True, fields=True)):
        assert see(server, page, form) == "other"
        assert "Adobe Reader" in page.inner_text(said)
        assert page.locator("[data-ref=save]").is_visible()
    assert see(server, page, pdf_forms.form(rendering=False, fields=True)) == "pdf"


@pytest.mark.parametrize(
    ("name", "mime", "seconds"),
    [
        ("memo-iphone.m4a", "audio/x-m4a", 2.0),
        ("son.webm", "video/webm", 2.0),
        ("son.webm", UNTOLD, 2.0),
    ],
)
def test_sound_that_lies_in_wallets_under_another_type_plays(
    server: Live, page: Page, name: str, mime: str, seconds: float
) -> None:
    assert see(server, page, (FILES / name).read_bytes(), mime) == "sound"
    wait(ByPlaywright("chromium", page), "document.querySelector('audio').readyState > 0")
    assert page.evaluate("document.querySelector('audio').duration") == pytest.approx(seconds, abs=0.1)


def test_whom_a_letter_is_shown_saves_it_under_its_ending(server: Live, page: Page) -> None:
    letter = (FILES / "lettre-assistante-sociale.docx").read_bytes()
    assert see(server, page, letter) == "other"
    with page.expect_download() as saved:
        page.click("[data-ref=save]")
    assert saved.value.suggested_filename == "Paper.docx"


def test_a_long_text_is_laid_out_where_it_is_looked_at(server: Live, page: Page) -> None:
    text = "mot " * 250_000
    assert see(server, page, text.encode(), "text/plain") == "text"
    wait(ByPlaywright("chromium", page), f"{LAID_OUT} > 0 && {LAID_OUT} < 50000")
    assert page.evaluate("document.querySelector('.viewer-text').textContent") == text
    page.emulate_media(media="print")
    wait(ByPlaywright("chromium", page), f"{LAID_OUT} >= {len(text.rstrip())}")


def print_all(server: Live, page: Page, count: int) -> None:
    """Shows a PDF of so many pages and prints it."""
    page.goto(Shown(server, [Paper(pages(count), "application/pdf", "Letter")], print=True).url)
    page.click("[data-ref=open]")
    page.click("[data-ref=printall]")
    page.wait_for_selector("body[data-printed]")


def colours(page: Page, count: int) -> list[tuple[int, ...]]:
    """What each sheet has in its middle; a JPEG is nearly right."""
    return [tuple(255 * round(c / 255) for c in page.evaluate(COLOUR, at)) for at in range(count)]


def test_pages_are_printed_without_a_canvas_for_each(server: Live, page: Page) -> None:
    page.add_init_script(WATCH)
    print_all(server, page, 12)
    assert colours(page, 12) == COLOURS * 4
    canvas = page.locator("canvas.viewer-drawn:not(.print-sheet *)")
    assert page.evaluate(HELD) <= canvas.evaluate("(one) => one.width * one.height") + 1000
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".print-sheets").count() == 0


def test_a_browser_that_falsifies_canvases_prints_true_pages(server: Live, page: Page) -> None:
    page.add_init_script(WATCH + ";" + NOISE)
    print_all(server, page, len(PAGES))
    assert page.locator(".print-sheet canvas").count() == len(PAGES)


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_endings_come_back_at_download_after_renaming_and_in_the_export(
    served: Live, browser: Browser, tmp_path: Path
) -> None:
    amina = Holder(browser, served.origin, "fr")
    amina.makes_a_wallet()
    (tmp_path / "Rdv 12.05.csv").write_text("nom;date\nA;1\n")
    (tmp_path / "trajet.gpx").write_bytes(b"\x00\x01 not known")
    amina.papers.add(
        FILES / "lettre-assistante-sociale.docx",
        FILES / "memo-iphone.m4a",
        tmp_path / "Rdv 12.05.csv",
        tmp_path / "trajet.gpx",
    )
    amina.papers.label("trajet.gpx", name="Chemin")
    amina.is_at_the_list()
    wanted = {"lettre-assistante-sociale.docx", "memo-iphone.m4a", "Rdv 12.05.csv", "Chemin.gpx"}
    titles = {"lettre-assistante-sociale", "memo-iphone", "Rdv 12.05", "Chemin"}
    assert set(amina.papers.titles()) == titles
    assert {amina.papers.saved_as(title) for title in titles} == wanted
    with zipfile.ZipFile(amina.leaving.take_everything(tmp_path)[0]) as whole:
        names = {name.split(" ", 1)[1] for name in whole.namelist() if name.startswith("papers/")}
    assert names == wanted
    assert amina.complaints == []
    amina.gets_up()
