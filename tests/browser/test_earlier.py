"""Earlier lists: the list goes bad on the server's disk, or has lost a paper; nobody is locked out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from tests.browser.looks import TOO_WIDE, axe
from tests.live import Live
from tests.people.holder import Holder
from wallet.models import Vault, VaultVersion

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]

Comes = Callable[[str], Holder]


@pytest.fixture
def comes(browser: Browser, served: Live) -> Iterator[Comes]:
    """Somebody at a device of their own; nobody's browser may have complained in the end."""
    people: list[Holder] = []

    def come(lang: str) -> Holder:
        people.append(Holder(browser, served.origin, lang))
        return people[-1]

    yield come
    for one in people:
        one.gets_up()
    assert [one.complaints for one in people if one.complaints] == []


def spoil_the_list(served: Live) -> None:
    """As a broken disk would: same length, other bytes."""
    with served.parts.database.write() as session:
        vault = session.scalars(select(Vault)).one()
        vault.catalogue = vault.catalogue[:100] + bytes(100) + vault.catalogue[200:]


def fall_back(served: Live) -> None:
    """As a server would that was set up again from an old back-up: the oldest list is the present one."""
    with served.parts.database.write() as session:
        oldest = session.scalars(select(VaultVersion).order_by(VaultVersion.day)).first()
        assert oldest is not None
        session.scalars(select(Vault)).one().catalogue = oldest.catalogue


def with_an_older_list(comes: Comes, served: Live, lang: str) -> Holder:
    """Somebody with a paper of an earlier day and one of today."""
    mira = comes(lang)
    mira.makes_a_wallet()
    mira.papers.write("of yesterday")
    mira.finishes()
    served.clock.forward(days=1)
    mira.unlocks()
    mira.papers.write("of today")
    return mira


@pytest.mark.parametrize("lang", ["nl", "ar"])
def test_a_list_that_cannot_be_read_is_gone_back_from(comes: Comes, served: Live, lang: str) -> None:
    mira = with_an_older_list(comes, served, lang)
    mira.finishes()
    spoil_the_list(served)
    mira.goes_to("open")
    mira.tries_to_unlock()
    mira.waits_for("[data-ref=look]")
    assert axe(mira.page) == []
    mira.taps("main [data-ref=look]")
    mira.waits_for("main [data-ref=on]")
    assert axe(mira.page) == []
    assert not mira.page.evaluate(TOO_WIDE)
    mira.taps("main [data-ref=on]")
    mira.is_at_the_list()
    assert mira.papers.titles() == ["of yesterday"]
    mira.papers.write("after it")
    mira.finishes()
    mira.unlocks()
    assert mira.papers.titles() == ["after it", "of yesterday"]


def test_finishing_instead_changes_nothing(comes: Comes, served: Live) -> None:
    mira = with_an_older_list(comes, served, "fr")
    mira.finishes()
    with served.parts.database.read() as session:
        before = session.scalars(select(Vault.catalogue)).one()
    spoil_the_list(served)
    mira.goes_to("open")
    mira.tries_to_unlock()
    mira.taps("[data-ref=look]")
    mira.waits_for("main [data-ref=on]")
    mira.finishes()
    with served.parts.database.write() as session:
        session.scalars(select(Vault)).one().catalogue = before
    mira.unlocks()
    assert mira.papers.titles() == ["of today", "of yesterday"]


def test_a_wallet_without_an_earlier_list_says_so_and_can_be_left(comes: Comes, served: Live) -> None:
    mira = comes("nl")
    mira.makes_a_wallet()
    mira.finishes()
    spoil_the_list(served)
    mira.goes_to("open")
    mira.tries_to_unlock()
    mira.taps("[data-ref=look]")
    said = mira.waits_for("dialog [data-text=what]").inner_text()
    assert said == mira.word("problem.no_earlier_list")
    mira.taps("dialog [data-answer=ok]")
    mira.finishes()


def test_settings_offer_what_a_list_has_lost_and_say_so_when_nothing_is(comes: Comes, served: Live) -> None:
    mira = with_an_older_list(comes, served, "nl")
    mira.taps("[data-go=settings]")
    mira.taps("[data-go=earlier]")
    mira.taps("main [data-slot=days] button")
    mira.waits_for("main [data-ref=none]")
    assert not mira.sees("[data-ref=back-in]")
    assert axe(mira.page) == []


def test_papers_that_the_list_has_lost_come_back_and_the_others_stay(comes: Comes, served: Live) -> None:
    mira = with_an_older_list(comes, served, "ar")
    mira.finishes()
    served.clock.forward(days=1)
    mira.unlocks()
    mira.papers.write("of the third day")
    mira.finishes()
    with served.parts.database.write() as session:
        oldest = session.scalars(select(VaultVersion).order_by(VaultVersion.day)).first()
        session.delete(oldest)  # that of the empty list
    fall_back(served)
    mira.unlocks()
    assert mira.papers.titles() == ["of yesterday"]
    mira.papers.label("of yesterday", name="renamed")
    mira.is_at_the_list()
    mira.taps("[data-go=settings]")
    mira.taps("[data-go=earlier]")
    mira.taps("main [data-slot=days] button")
    mira.waits_for("main [data-ref=back-in]")
    assert mira.reads("[data-slot=papers] [data-text=title]") == ["of today"]
    assert axe(mira.page) == []
    mira.taps("main [data-ref=back-in]")
    mira.waits_for("#live.shown")
    assert sorted(mira.papers.titles()) == ["of today", "renamed"]
    mira.papers.open("of today")
