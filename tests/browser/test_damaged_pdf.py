"""A PDF of which some pages cannot be read shows the others, and says that it is not whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.papers import pages
from tests.browser.test_files import drawn, lacks, see
from tests.engines import ByPlaywright, wait
from tests.live import Live, live

pytestmark = pytest.mark.browser

BLANK = """(() => {
  const { width, height } = document.querySelector("canvas.viewer-drawn");
  const pen = document.querySelector("canvas.viewer-drawn").getContext("2d");
  return pen.getImageData(0, 0, width, height).data.every((one) => one === 255);
})()"""
"""Whether the page that is seen is white all over."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live(tmp_path_factory.mktemp("damaged")) as running:
        yield running


def test_a_pdf_that_is_damaged_in_its_middle_says_so_on_every_page(server: Live, page: Page) -> None:
    whole = pages(5)
    damaged = whole.replace(b" 8 0 R 10 0 R", b" 5 0 R 10 0 R")
    assert see(server, page, damaged) == "pdf"
    assert lacks(page)
    assert drawn(page).getpixel((200, 200)) == (255, 0, 0)
    for _ in range(2):
        page.click("[data-ref=next]")
    page.wait_for_selector("[data-ref=next][disabled]")
    wait(ByPlaywright("chromium", page), BLANK)
    assert lacks(page)
    assert see(server, page, whole) == "pdf"
    assert not lacks(page)
