"""The page of whom papers are shown to: what it weighs, and how its screens look to a machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request

from tests.browser.looks import TOO_WIDE, axe
from tests.browser.papers import pdf, picture
from tests.live import Live, live
from tests.shown import Paper, Shown
from wallet.words import LANGUAGES

pytestmark = pytest.mark.browser

LIGHT = 30_000
FEW = 4


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live(tmp_path_factory.mktemp("looks")) as running:
        yield running


def card() -> Paper:
    return Paper(picture(), "image/jpeg", "Card")


@pytest.mark.parametrize("path", ["s", *(f"{lang}/s" for lang in LANGUAGES)])
def test_before_documents_it_is_light(server: Live, page: Page, path: str) -> None:
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(f"{server.origin}/{path}#{Shown(server, [card()]).url.split('#')[1]}")
    page.wait_for_selector("[data-ref=open]")
    page.wait_for_load_state("networkidle")
    ours = [one for one in asked if "/brand/" not in one.url]  # the picture of the tab comes last and is kept
    assert len(ours) <= FEW, [one.url for one in ours]
    assert sum(one.sizes()["responseBodySize"] for one in ours) <= LIGHT


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_on_any_screen(server: Live, page: Page, lang: str, complaints: list[str]) -> None:
    papers = [card(), Paper(pdf(), "application/pdf"), Paper(b"Salut", "text/plain", "Note")]
    shown = Shown(server, papers, note="Only for the school", print=True)
    page.set_viewport_size({"width": 320, "height": 640})
    wrong: list[object] = []

    def look() -> None:
        wrong.extend(axe(page))
        wrong.extend(["too wide"] if page.evaluate(TOO_WIDE) else [])

    page.goto(f"{server.origin}/{lang}/s")
    page.wait_for_selector("#digits")
    look()
    page.goto("about:blank")
    page.goto(f"{server.origin}/{lang}/s#{shown.url.split('#')[1]}")
    page.wait_for_selector("[data-ref=open]")
    look()
    page.click("[data-ref=open]")
    page.wait_for_selector(".rows li")
    look()
    for number, sign in ((1, "img.viewer-drawn"), (2, "[data-ref=next]"), (3, ".viewer-text")):
        page.click(f".rows li:nth-child({number}) button")
        page.wait_for_selector(sign)
        look()
    page.click("[data-ref=close]")
    page.wait_for_selector("h1")
    look()
    shown.end()
    page.goto("about:blank")
    page.goto(f"{server.origin}/{lang}/s#{shown.url.split('#')[1]}")
    page.click("[data-ref=open]")
    page.wait_for_selector("[data-ref=retry]")
    look()
    complaints[:] = [one for one in complaints if "status of 404" not in one]
    assert wrong == []
