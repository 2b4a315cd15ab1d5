"""Story S4, lock before the meeting: until then secret and card open only the pack; then all is back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.live import Live
from tests.people.holder import Holder

pytestmark = pytest.mark.browser

PAPERS = ["decision", "lease", "my story"]


@pytest.fixture
def jonas(browser: Browser, served: Live) -> Iterator[Holder]:
    jonas = Holder(browser, served.origin, "nl")
    jonas.makes_a_wallet()
    for paper in PAPERS:
        jonas.papers.write(paper)
        jonas.papers.label(paper, name=paper)
        jonas.is_at_the_list()
    yield jonas
    jonas.gets_up()
    assert [one for one in jonas.complaints if "status of 40" not in one] == []


def test_until_then_only_the_pack_and_afterwards_everything(jonas: Holder, served: Live) -> None:
    jonas.lock.close_the_rest("lease", hours=3)
    assert jonas.papers.titles() == ["lease"]
    jonas.finishes()
    jonas.unlocks()
    assert jonas.papers.titles() == ["lease"]
    jonas.page.reload()
    jonas.card.unlock()
    assert jonas.papers.titles() == ["lease"]
    jonas.papers.open("lease")
    jonas.is_at_the_list()
    jonas.papers.write("handed over at the desk")
    jonas.finishes()
    served.clock.forward(hours=3, minutes=1)
    jonas.unlocks()
    assert sorted(jonas.papers.titles()) == sorted([*PAPERS, "handed over at the desk"])
    jonas.papers.open("my story")


def test_another_device_is_out_at_its_next_tap(jonas: Holder, served: Live, browser: Browser) -> None:
    tablet = Holder(browser, served.origin, "nl")
    tablet.learns(jonas.tells())
    tablet.unlocks()
    assert sorted(tablet.papers.titles()) == PAPERS
    jonas.lock.close_the_rest("lease")
    tablet.papers.tap("my story")
    tablet.page.wait_for_url("**/nl/")
    tablet.unlocks()
    assert tablet.papers.titles() == ["lease"]
    tablet.gets_up()


def test_the_clock_of_the_device_changes_nothing(jonas: Holder, served: Live) -> None:
    jonas.lock.close_the_rest("lease", hours=8)
    jonas.finishes()
    jonas.page.clock.install(time=int((served.clock().timestamp() + 10 * 3600) * 1000))
    jonas.unlocks()
    assert jonas.papers.titles() == ["lease"]


def test_a_safe_card_ends_it_where_that_was_chosen(jonas: Holder) -> None:
    pocket = list(jonas.groups)
    jonas.settings.make_card("safe", "at the day centre")
    safe = list(jonas.groups)
    jonas.lock.close_the_rest("lease", safe_card=True)
    jonas.lock.type_card(pocket)
    jonas.waits_for("dialog [data-text=what]")
    jonas.taps("dialog button")
    jonas.is_at_the_list()
    jonas.lock.end(safe)
    jonas.unlocks()
    assert sorted(jonas.papers.titles()) == PAPERS


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_page_that_cannot_go_on_after_it_was_locked_is_left(jonas: Holder, served: Live) -> None:
    served.edge.answer("POST", "/v1/session", "404 Not Found", b'{"code": "not_found"}')
    jonas.lock.begin_to_close_the_rest("lease")
    jonas.page.wait_for_url("**/nl/")
    # Whatever runs when a session is lost ends in a page that is blank already.
    jonas.complaints[:] = [one for one in jonas.complaints if one != "no template sheet-problem"]
    jonas.unlocks()
    assert jonas.papers.titles() == ["lease"]
    jonas.finishes()
    served.clock.forward(hours=1, minutes=1)
    jonas.unlocks()
    assert sorted(jonas.papers.titles()) == PAPERS


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_what_is_done_under_pressure_changes_nothing_afterwards(jonas: Holder, served: Live) -> None:
    before = jonas.tells()
    jonas.lock.close_the_rest("lease")
    jonas.papers.throw_away("lease")
    jonas.papers.remove("lease")
    jonas.settings.change_secret()
    forced = jonas.tells()
    jonas.settings.close_everywhere()
    closed = jonas.tells()
    jonas.finishes()
    served.clock.forward(hours=1, minutes=1)
    for known in (forced, closed):
        jonas.learns(known)
        jonas.unlocks_in_vain()
    jonas.learns(before)
    jonas.unlocks()
    assert sorted(jonas.papers.titles()) == PAPERS
    jonas.finishes()
    jonas.card.unlock()
    assert sorted(jonas.papers.titles()) == PAPERS
