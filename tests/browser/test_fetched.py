"""A real browser fetches for a page what tests/weights.py says, and as many bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from bench.served import until
from tests.live import Live, live
from tests.test_budget import ENTRY
from tests.weights import Scales, scales

pytestmark = pytest.mark.browser
WORKER = "/static/dist/worker.js"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Live]:
    """A server of this test alone: all that it is asked comes from one page."""
    with live(tmp_path / "live") as running:
        yield running


@pytest.fixture
def weighing(tmp_path: Path) -> Scales:
    return scales(tmp_path / "weighed")


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    """A page with an empty cache."""
    context = browser.new_context(locale="ar")
    yield context.new_page()
    context.close()


def asked(server: Live) -> list[str]:
    """The addresses that the server was asked for."""
    found = []
    for one in server.recorder.sent:
        head = dict(row.split(": ", 1) for row in one.head.decode().splitlines())
        found.append(f"{one.path}?{head['QUERY_STRING']}".rstrip("?"))
    return sorted(found)


def came(finished: list[Request], origin: str) -> dict[str, int]:
    """Bytes of each body that came over the line; of a Worker's script the browser tells none."""
    own = {one.url.removeprefix(origin): one for one in finished if one.url.startswith(origin)}
    return {url: one.sizes()["responseBodySize"] for url, one in own.items() if not url.startswith(WORKER)}


def test_the_unlock_page_fetches_what_its_budget_weighs(server: Live, weighing: Scales, fresh: Page) -> None:
    finished = list[Request]()
    fresh.on("requestfinished", lambda one: finished.append(one))
    expected = sorted([*weighing.fetched_until_the_name("ar"), weighing.sheet("ar"), weighing.screens("ar")])
    fresh.goto(f"{server.origin}/ar/open")
    fresh.click("[data-go=unlock]")
    fresh.wait_for_selector(".picture")
    until(lambda: len(asked(server)) >= len(expected))
    fresh.wait_for_load_state("networkidle")
    assert asked(server) == expected
    weights = {one: weighing.weigh(one) for one in expected if not one.startswith(WORKER)}
    assert came(finished, server.origin) == weights


@pytest.mark.prove
@pytest.mark.parametrize("page", ENTRY)
def test_a_page_that_is_opened_fetches_what_its_budget_weighs(
    page: str, server: Live, weighing: Scales, fresh: Page
) -> None:
    expected = sorted(weighing.fetched("ar", page))
    fresh.goto(f"{server.origin}/ar/{page}")
    until(lambda: len(asked(server)) >= len(expected))
    fresh.wait_for_load_state("networkidle")
    assert asked(server) == expected
