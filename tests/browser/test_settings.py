"""Settings: another secret, cards, other devices, and story S6: Nadege closes everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.looks import TOO_WIDE, axe
from tests.browser.papers import pdf, picture
from tests.live import Live
from tests.people.holder import Holder
from tests.people.worker import Worker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]

Comes = Callable[[], Holder]


@pytest.fixture
def comes(browser: Browser, served: Live) -> Iterator[Comes]:
    """Somebody more at a device of their own; nobody's browser may have complained in the end."""
    people: list[Holder] = []

    def come() -> Holder:
        people.append(Holder(browser, served.origin, "fr"))
        return people[-1]

    yield come
    for one in people:
        one.gets_up()
    assert [one.complaints for one in people if one.complaints] == []


@pytest.fixture
def nadege(comes: Comes) -> Holder:
    """Somebody with a wallet."""
    nadege = comes()
    nadege.makes_a_wallet()
    return nadege


def test_after_a_change_only_the_new_secret_opens_and_the_card_still_does(
    nadege: Holder, comes: Comes
) -> None:
    before = nadege.tells()
    nadege.papers.write("a note")
    nadege.settings.change_secret()
    assert nadege.papers.titles() == ["a note"]
    nadege.finishes()
    stranger = comes()
    stranger.learns(before)
    stranger.unlocks_in_vain()
    nadege.unlocks()
    assert nadege.papers.titles() == ["a note"]
    nadege.card.unlock()
    assert nadege.papers.titles() == ["a note"]


def test_a_card_is_made_named_and_taken_away_and_the_last_one_only_after_a_warning(
    nadege: Holder, comes: Comes
) -> None:
    pocket = nadege.tells()
    [first] = nadege.settings.cards()
    nadege.settings.make_card("safe", "chez Fatima")
    assert nadege.settings.cards() == [first, "chez Fatima"]
    assert nadege.settings.take_away_card(first) is False
    finder = comes()
    finder.learns(pocket)
    finder.card.unlock_in_vain()
    friend = comes()
    friend.learns(nadege.tells())
    assert not friend.pocket
    friend.card.unlock()
    assert nadege.settings.take_away_card("chez Fatima") is True
    assert nadege.settings.cards() == []
    nadege.finishes()
    nadege.unlocks()


def test_another_device_is_signed_out_and_this_one_is_not(nadege: Holder, comes: Comes) -> None:
    tablet = comes()
    tablet.learns(nadege.tells())
    tablet.unlocks()
    nadege.settings.sign_out_others()
    tablet.waits_for("[data-go=settings]")
    tablet.is_sent_to_the_start()
    nadege.papers.write("still here")
    assert nadege.papers.titles() == ["still here"]


def test_axe_finds_nothing_in_settings_with_their_data_and_nothing_is_too_wide(
    browser: Browser, served: Live
) -> None:
    amal = Holder(browser, served.origin, "ar", viewport={"width": 320, "height": 640})
    amal.makes_a_wallet()
    for name in ("", "secret-change", "cards", "card-new", "everywhere"):
        amal.settings.look_at(name)
        assert (name, axe(amal.page)) == (name, [])
        assert amal.page.evaluate(TOO_WIDE) is False
        amal.is_at_the_list()
    assert amal.complaints == []
    amal.gets_up()


def test_nadege_closes_everywhere(nadege: Holder, comes: Comes, browser: Browser, tmp_path: Path) -> None:
    papers = {"bail": ("bail.pdf", pdf()), "carte": ("carte.jpg", picture())}
    for name, content in papers.values():
        (tmp_path / name).write_bytes(content)
        nadege.papers.add(tmp_path / name)
    kept = {title: nadege.papers.get_back(title) for title in papers}
    assert kept["bail"] == pdf()
    nadege.shares.show("bail")
    worker = Worker(browser, nadege.origin)
    link = worker.scans(nadege.shares.square_code())
    nadege.is_at_the_list()

    tablet = comes()
    tablet.learns(nadege.tells())
    tablet.unlocks()
    tablet.papers.open("bail")
    before = nadege.tells()
    nadege.settings.close_everywhere()

    tablet.is_sent_to_the_start()
    assert not tablet.sees("[data-look]")
    assert {title: nadege.papers.get_back(title) for title in papers} == kept
    nadege.taps("[data-go=shares]")
    nadege.waits_for(".showing-row")
    assert not nadege.sees(".showing-row [data-ref=end]")
    worker.page.goto(link)
    worker.taps("main [data-ref=open]")
    worker.waits_for("[data-ref=retry]")
    worker.gets_up()

    husband = comes()
    husband.learns(before)
    husband.unlocks_in_vain()
    husband.card.unlock_in_vain()
    nadege.is_at_the_list()
    nadege.finishes()
    nadege.unlocks()
    assert {title: nadege.papers.get_back(title) for title in papers} == kept
    nadege.card.unlock()
    assert sorted(nadege.papers.titles()) == sorted(papers)
