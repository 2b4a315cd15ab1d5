"""Tapping pictures in a real browser: they are those of the list, and which are tapped leaves no trace."""

from __future__ import annotations

import io
import json
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from tests.node import ROOT
from tools.picture_distance import COLUMNS, COUNT, SHEET

pytestmark = pytest.mark.browser

PICTURES = json.loads((ROOT / "wallet/data/pictures.json").read_text())["pictures"]


@pytest.fixture
def asked() -> list[str]:
    """Every address that the page has asked for."""
    return []


def open_pad(browser: Browser, asked: list[str], address: str) -> Page:
    """The wallet page where it asks for a name in pictures."""
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.locator("[data-go=unlock]").first.click()
    page.locator(".picture").first.wait_for()
    return page


def gist(image: Image.Image) -> NDArray[np.float64]:
    """A picture as nine by nine colours, without its corners: they are round on the screen."""
    return np.asarray(image.convert("RGB").resize((11, 11), Image.Resampling.BOX), float)[1:-1, 1:-1]


@cache
def gists() -> list[NDArray[np.float64]]:
    """The gist of every picture of the sheet."""
    with Image.open(SHEET) as sheet:
        side, colours = sheet.width // COLUMNS, sheet.convert("RGB")
    corners = [(index % COLUMNS * side, index // COLUMNS * side) for index in range(COUNT)]
    return [gist(colours.crop((x, y, x + side, y + side))) for x, y in corners]


def shown(picture: Locator) -> int:
    """The index of the picture that an eye would take this element for."""
    picture.scroll_into_view_if_needed()
    seen = gist(Image.open(io.BytesIO(picture.locator("span").screenshot())))
    return int(np.argmin([np.abs(seen - one).mean() for one in gists()]))


def test_which_pictures_are_tapped_sends_nothing(browser: Browser, origin: str, asked: list[str]) -> None:
    page = open_pad(browser, asked, f"{origin}/nl/open")
    for name in ("sheet.png", "names.nl.json"):
        assert sum(f"/pictures/{name}" in url for url in asked) == 1
    before = list(asked)
    for typed in ("muis", ""):
        page.locator("[data-ref=find]").first.fill(typed)
    page.locator("[data-ref=show]").click()
    for index in (3, 255):
        page.locator(".picture").nth(index).click()
    assert [url for url in asked[len(before) :] if not url.startswith("blob:")] == []


def test_each_button_shows_and_says_the_picture_of_its_index(
    browser: Browser, origin: str, asked: list[str]
) -> None:
    page = open_pad(browser, asked, f"{origin}/fr/open")
    buttons = page.locator(".picture")
    assert buttons.count() == COUNT
    labels = buttons.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert labels == [picture["names"]["fr"] for picture in PICTURES]
    some = [0, 15, 16, 129, 157, 240, 255]
    assert [shown(buttons.nth(index)) for index in some] == some


@pytest.mark.parametrize(("lang", "typed"), [
    ("nl", {"MUIS": "muisje", "w c": "wc"}),
    ("fr", {"chenil": "chenille", "oeuf": "œuf"}),
    ("en", {"cat": "house cat", "tshirt": "t-shirt"}),
    ("ar", {"القمح": "قمح", "الماس": "ألماس", "بطه": "بطة"}),
])  # fmt: skip
def test_a_picture_is_found_by_its_name(
    browser: Browser, origin: str, asked: list[str], lang: str, typed: dict[str, str]
) -> None:
    page = open_pad(browser, asked, f"{origin}/{lang}/open")
    for word, name in typed.items():
        page.locator("[data-ref=find]").first.fill(word)
        visible = page.locator(".picture:not([hidden])").evaluate_all("all => all.map(one => one.title)")
        assert name in visible
    page.locator("[data-ref=find]").first.fill("xqz")
    page.locator("[data-ref=none]").wait_for()
    assert page.locator(".picture:not([hidden])").count() == 0


def test_enter_takes_the_picture_whose_whole_name_was_typed(
    browser: Browser, origin: str, asked: list[str]
) -> None:
    page = open_pad(browser, asked, f"{origin}/en/open")
    page.locator("[data-ref=show]").click()
    page.locator("[data-ref=find]").first.fill("house")
    page.locator("[data-ref=find]").first.press("Enter")
    index = next(n for n, picture in enumerate(PICTURES) if picture["names"]["en"] == "house")
    picked = page.locator("[data-ref=picked] .shown-picture span").first
    size = 40
    want = f"{-(index % COLUMNS) * size}px {-(index // COLUMNS) * size}px"
    assert picked.evaluate("one => one.style.backgroundPosition") == want
