"""Stop showing: a page that is open closes by itself, and one that hears nothing shows nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.papers import picture
from tests.live import Live
from tests.shown import Paper, Shown

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]

ASKS, FETCHES = "**/v1/share/runs", "**/v1/grant/get"
HIDDEN = "main > section[data-silent]"
ON_SCREEN = "() => document.querySelector('main').innerText"


@pytest.fixture
def shown(served: Live) -> Shown:
    return Shown(served, [Paper(picture(), "image/jpeg", one) for one in ("Decision", "Lease")])


@pytest.fixture
def fetched(page: Page) -> list[str]:
    """Every request for a paper."""
    found = list[str]()
    page.on("request", lambda one: found.append(one.url) if one.url.endswith("/v1/grant/get") else None)
    return found


def opens(page: Page, shown: Shown) -> None:
    page.goto(shown.url)
    page.click("[data-ref=open]")
    page.wait_for_selector("[data-ref=show]")


def looks_at(page: Page, number: int) -> None:
    page.locator("[data-ref=show]").nth(number).click()
    page.wait_for_selector("[data-look=picture] img")


def test_a_paper_comes_when_it_is_opened_and_no_sooner(page: Page, shown: Shown, fetched: list[str]) -> None:
    opens(page, shown)
    with page.expect_response(ASKS):
        pass
    assert fetched == []
    looks_at(page, 1)
    assert len(fetched) == 1


def test_a_page_that_is_open_closes_when_showing_is_stopped(
    page: Page, shown: Shown, complaints: list[str]
) -> None:
    opens(page, shown)
    looks_at(page, 0)
    shown.end()
    page.wait_for_selector("[data-ref=show]", state="detached")
    assert "Decision" not in page.evaluate(ON_SCREEN)
    assert page.locator("main img").count() == 0
    complaints[:] = [one for one in complaints if "404" not in one]


def test_a_page_that_hears_nothing_hides_everything_until_it_does(
    page: Page, shown: Shown, complaints: list[str]
) -> None:
    opens(page, shown)
    looks_at(page, 0)
    page.route(ASKS, lambda route: route.abort())
    page.wait_for_selector(HIDDEN)
    assert not page.locator("main img").is_visible()
    assert not {"Decision", "Mirela"} & set(page.evaluate(ON_SCREEN).split())
    page.unroute(ASKS)
    page.wait_for_selector(HIDDEN, state="detached")
    assert page.locator("main img").is_visible()
    complaints[:] = [one for one in complaints if "ERR_FAILED" not in one]


def test_what_was_stopped_while_nothing_was_heard_does_not_come_back(
    page: Page, shown: Shown, complaints: list[str]
) -> None:
    opens(page, shown)
    looks_at(page, 0)
    page.route(ASKS, lambda route: route.abort())
    page.wait_for_selector(HIDDEN)
    shown.end()
    page.unroute(ASKS)
    page.wait_for_selector("[data-ref=show]", state="detached")
    assert page.locator("main img").count() == 0
    complaints[:] = [one for one in complaints if "ERR_FAILED" not in one and "404" not in one]
