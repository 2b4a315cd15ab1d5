"""A served wallet and a page of Chromium on a phone's screen, for tests in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.live import Live, live


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with live(tmp_path_factory.mktemp("pages")) as running:
        yield running.origin


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one driver of a test process: a second one beside it does not start."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
    )
    yield running
    running.close()


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="ar")
    page = context.new_page()
    page.on("pageerror", lambda problem: complaints.append(str(problem)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture(params=["embedded", "scaled"])
def served(request: pytest.FixtureRequest) -> Iterator[Live]:
    """A server of this test alone, on each pair of stores in turn."""
    settings: dict[str, str] = dict(request.getfixturevalue(request.param))
    with live(Path(settings.pop("folder")), **settings) as running:
        yield running
