"""Story S3, pressure: the secret that is known opens an ordinary, whole wallet, and nothing tells of more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.live import Live
from tests.people.holder import Holder
from tests.people.known import Known

pytestmark = pytest.mark.browser

STORED = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length, document.cookie]"""
NOTHING = [0, 0, 0, 0, 0, ""]
ORDINARY = ["decision", "lease"]
STORY = "my story"


@pytest.fixture
def jonas(browser: Browser, served: Live) -> Iterator[Holder]:
    jonas = Holder(browser, served.origin, "nl")
    jonas.makes_a_wallet()
    for paper in ORDINARY:
        jonas.papers.write(paper)
    yield jonas
    jonas.gets_up()
    assert [one for one in jonas.complaints if "status of 40" not in one] == []


@pytest.fixture
def other(jonas: Holder) -> Known:
    """His other secret, and one paper behind it."""
    known, other = jonas.tells(), jonas.secrets.make()
    jonas.finishes()
    jonas.learns(other)
    jonas.unlocks()
    jonas.papers.write(STORY)
    jonas.finishes()
    jonas.learns(known)
    return other


def test_mr_d_sees_an_ordinary_wallet_and_jonas_alone_sees_everything(
    jonas: Holder, other: Known, served: Live
) -> None:
    jonas.unlocks()
    assert sorted(jonas.papers.titles()) == ORDINARY
    assert jonas.secrets.marked() == []
    for name in ("", "cards", "everywhere", "earlier", "lock", "another"):
        jonas.settings.look_at(name)
        said = jonas.page.inner_text("main")
        assert STORY not in said
        assert jonas.page.locator(".drawn-one, .shown-picture, .picture").count() == 0
        jonas.is_at_the_list()
    assert jonas.page.url == f"{served.origin}/nl/open"
    assert jonas.page.title() == "Sacoche"
    assert jonas.page.evaluate(STORED) == NOTHING
    assert jonas.page.locator(".beside").count() == 0
    jonas.finishes()

    jonas.learns(other)
    jonas.unlocks()
    assert sorted(jonas.papers.titles()) == sorted([*ORDINARY, STORY])
    assert sorted(jonas.secrets.marked()) == ORDINARY
    jonas.finishes()
    jonas.card.unlock()
    assert sorted(jonas.papers.titles()) == sorted([*ORDINARY, STORY])


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_the_ordinary_side_works_like_any_wallet_and_is_filed_from_the_other(
    jonas: Holder, other: Known
) -> None:
    known = jonas.tells()
    jonas.learns(other)
    jonas.unlocks()
    jonas.secrets.write("payslip")
    jonas.secrets.move("lease")
    assert sorted(jonas.secrets.marked()) == ["decision", "payslip"]
    jonas.secrets.move(STORY)
    jonas.secrets.move(STORY)
    jonas.finishes()
    jonas.learns(known)
    jonas.unlocks()
    assert sorted(jonas.papers.titles()) == ["decision", "payslip"]
    jonas.papers.write("added here")
    jonas.papers.throw_away("payslip")
    jonas.papers.remove("payslip")
    jonas.shares.show("decision")
    jonas.is_at_the_list()
    jonas.finishes()
    jonas.learns(other)
    jonas.unlocks()
    assert sorted(jonas.papers.titles()) == ["added here", "decision", "lease", STORY]


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_new_secret_of_the_ordinary_side_is_asked_for_once(jonas: Holder, other: Known) -> None:
    jonas.unlocks()
    jonas.settings.close_everywhere()
    anew = jonas.tells()
    jonas.finishes()
    jonas.learns(other)
    jonas.unlocks()
    assert jonas.papers.titles() == [STORY]
    jonas.secrets.find(anew)
    assert sorted(jonas.papers.titles()) == sorted([*ORDINARY, STORY])


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_close_everywhere_from_the_fuller_side_covers_both(jonas: Holder, other: Known) -> None:
    known = jonas.tells()
    jonas.learns(other)
    jonas.unlocks()
    first, second = jonas.secrets.close_both()
    assert sorted(jonas.papers.titles()) == sorted([*ORDINARY, STORY])
    jonas.finishes()
    for old in (known, other):
        jonas.learns(old)
        jonas.unlocks_in_vain()
    jonas.learns(first)
    jonas.unlocks()
    assert sorted(jonas.papers.titles()) == ORDINARY
    jonas.finishes()
    jonas.learns(second)
    jonas.card.unlock()
    assert sorted(jonas.papers.titles()) == sorted([*ORDINARY, STORY])


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_both_secrets_open_only_the_pack_until_then(jonas: Holder, other: Known, served: Live) -> None:
    known = jonas.tells()
    jonas.learns(other)
    jonas.unlocks()
    jonas.lock.close_the_rest("lease")
    for secret in (known, other):
        jonas.finishes()
        jonas.learns(secret)
        jonas.unlocks()
        assert jonas.papers.titles() == ["lease"]
        assert jonas.secrets.marked() == []
    jonas.finishes()
    served.clock.forward(hours=1, minutes=1)
    jonas.unlocks()
    assert sorted(jonas.papers.titles()) == sorted([*ORDINARY, STORY])
