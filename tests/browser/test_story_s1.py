"""Story S1, first visit: no name, no e-mail, no phone; a secret, a card, one paper, Finish, and no trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.papers import picture
from tests.live import Live
from tests.people.holder import Holder

pytestmark = pytest.mark.browser

STORED = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length, document.cookie]"""
NOTHING = [0, 0, 0, 0, 0, ""]


@pytest.fixture
def amal(browser: Browser, served: Live) -> Iterator[Holder]:
    amal = Holder(browser, served.origin, "ar", real_argon=True)
    yield amal
    amal.gets_up()
    assert amal.complaints == []


@pytest.fixture
def amu_paper(tmp_path: Path) -> Path:
    paper = tmp_path / "amu.jpg"
    paper.write_bytes(picture())
    return paper


def test_amal_makes_a_wallet_keeps_one_paper_and_leaves_no_trace(
    amal: Holder, amu_paper: Path, browser: Browser, served: Live
) -> None:
    amal.page.goto(f"{served.origin}/")
    amal.taps("main a[href^='/ar']")
    amal.taps("a[href='/ar/who']")
    amal.waits_for("main h1")
    amal.makes_a_wallet_by_hand()
    assert amal.papers.titles() == []
    amal.papers.add(amu_paper)
    assert amal.papers.count() == 1
    assert amal.page.url == f"{served.origin}/ar/open"

    amal.finishes()
    next_visitor = Holder(browser, served.origin, "ar")
    next_visitor.goes_to("")
    assert amal.page.content() == next_visitor.page.content()
    assert amal.page.evaluate(STORED) == NOTHING
    assert amal.context.cookies() == []
    next_visitor.gets_up()


def test_amal_comes_back_with_her_secret_and_with_her_card(amal: Holder, amu_paper: Path) -> None:
    amal.makes_a_wallet_by_hand()
    amal.papers.add(amu_paper)
    title = amal.papers.titles()[0]
    amal.finishes()
    amal.unlocks()
    amal.papers.open(title)
    assert amal.sees("img.viewer-drawn")
    amal.goes_to("open")
    amal.card.unlock()
    assert amal.papers.titles() == [title]


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_sign_up_that_is_abandoned_leaves_nothing(amal: Holder, served: Live) -> None:
    amal.goes_to("open")
    amal.begins_a_wallet()
    amal.leaves_by_quick_exit()
    amal.unlocks_in_vain()
    assert amal.sees("dialog")
    paths = {one.path for one in served.recorder.sent if one.path.startswith("/v1/")}
    assert paths <= {"/v1/oprf", "/v1/door/open"}
