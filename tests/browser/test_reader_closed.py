"""The end of a share that comes while the page is still at work: nothing arrives behind it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.browser.papers import pdf
from tests.live import Live
from tests.shown import Paper, Shown

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_letter_that_is_closed_before_it_is_drawn_stays_in_no_worker(served: Live, page: Page) -> None:
    shown = Shown(served, [Paper(pdf(), "application/pdf", "Letter")])
    held: list[Route] = []
    page.route("**/static/dist/pdf*.js*", lambda route: held.append(route) if not held else route.continue_())
    page.goto(shown.url)
    page.click("[data-ref=open]")
    page.wait_for_selector("[data-slot=viewer] > *", state="attached")
    page.click("[data-ref=close]")
    page.wait_for_selector("[data-ref=close]", state="detached")
    held[0].continue_()
    page.wait_for_timeout(1500)  # nothing tells of a worker that does not come
    assert page.workers == []
