"""People at work: a worker is invited, signed for, shown a paper, let go; who follows inherits nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.papers import picture
from tests.live import Live
from tests.people.holder import Holder
from tests.recorder import leaks

pytestmark = pytest.mark.browser
REFUSED = ("401", "404")


@pytest.fixture
def amal(browser: Browser, served: Live, tmp_path: Path) -> Iterator[Holder]:
    amal = Holder(browser, served.origin, "ar")
    amal.makes_a_wallet()
    (tmp_path / "school.jpg").write_bytes(picture())
    amal.papers.add(tmp_path / "school.jpg")
    yield amal
    amal.gets_up()
    assert amal.complaints == []


@pytest.fixture
def greet(browser: Browser, served: Live) -> Iterator[Holder]:
    """Whom the operator has admitted."""
    yield from employed(browser, served, "nl")


@pytest.fixture
def fatou(browser: Browser, served: Live) -> Iterator[Holder]:
    yield from employed(browser, served, "fr")


@pytest.fixture
def jan(browser: Browser, served: Live) -> Iterator[Holder]:
    """Comes later: a wallet that nobody touches meanwhile would be closed by then."""
    yield from employed(browser, served, "en", later=True)


def employed(browser: Browser, served: Live, lang: str, *, later: bool = False) -> Iterator[Holder]:
    person = Holder(browser, served.origin, lang)
    if not later:
        person.makes_a_wallet()
    yield person
    person.gets_up()
    assert [one for one in person.complaints if not any(code in one for code in REFUSED)] == []


def takes_up_work(steward: Holder, worker: Holder, name: str) -> None:
    """Invited, signed in, compared and signed for."""
    worker.work.join(steward.work.invite(), name)
    worker.work.sign_in()
    steward.work.sign_for(name, worker.work.number())


def opens(worker: Holder) -> Page:
    """The window with the paper."""
    window = worker.contacts.open_shown()
    window.click("main [data-ref=open]")
    window.wait_for_selector("main [data-look=picture] img")
    return window


def pastes(amal: Holder, badge: str) -> None:
    """Up to whose badge it is."""
    amal.shares.show("school", name="Amal Benali")
    amal.taps("main [data-ref=send]")
    amal.page.fill("#contact-address", badge)
    amal.taps("main form button")
    amal.waits_for("#contact-name")


def shows_it(amal: Holder) -> None:
    amal.taps("main form button.primary")
    amal.waits_for("canvas.qr")
    amal.is_at_the_list()


def test_work_is_handed_over_and_nothing_is_inherited(
    amal: Holder, greet: Holder, fatou: Holder, jan: Holder, served: Live
) -> None:
    greet.work.join(served.admits("Samusocial"), "Greet")
    greet.work.sign_in_by_phone(served.clock)
    takes_up_work(greet, fatou, "Fatou")
    pastes(amal, fatou.work.badge())
    assert amal.page.input_value("#contact-name") == "Fatou (Samusocial)"
    assert "Samusocial" in amal.page.inner_text("main [data-text=who]")
    shows_it(amal)

    fatou.work.sign_out()
    assert not fatou.sees("main [data-ref=see]")
    fatou.work.sign_in()
    opens(fatou).close()
    amal.taps("[data-go=shares]")
    expect(amal.page.locator("[data-slot=running] [data-slot=events]")).to_contain_text("Fatou")
    amal.is_at_the_list()

    greet.work.let_go("Fatou")
    fatou.taps("[data-slot=rows] button")
    fatou.is_told("problem.sign_in")
    fatou.is_at_the_list()
    assert not fatou.sees("main [data-ref=see]")
    fatou.taps("main [data-ref=enter]")
    fatou.work.type_code(fatou.work.codes.pop())
    fatou.waits_for("main [data-ref=trouble]")

    jan.makes_a_wallet()
    takes_up_work(greet, jan, "Jan")
    assert not jan.sees("main [data-ref=see]")
    pastes(amal, jan.work.badge())
    shows_it(amal)
    jan.finishes()
    jan.unlocks()
    assert not jan.sees("main [data-ref=see]")
    jan.work.sign_in()
    opens(jan).close()
    said = ["Amal Benali", "Fatou (Samusocial)"]
    assert leaks(said, chain(served.recorder.pieces(), served.kept())) == []


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_for_whom_nobody_signed_is_told_as_that(amal: Holder, fatou: Holder, served: Live) -> None:
    fatou.work.join(served.admits("Samusocial"), "Fatou")
    fatou.work.sign_in()
    pastes(amal, fatou.work.badge())
    assert amal.page.input_value("#contact-name") == ""
    assert amal.page.inner_text("main [data-text=who]") == amal.word("contact.unchecked")


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_used_invitation_a_wrong_code_and_the_end_of_the_work(fatou: Holder, served: Live) -> None:
    invitation = served.admits("Samusocial")
    fatou.work.join(invitation, "Fatou")
    fatou.taps("main [data-ref=enter]")
    fatou.work.type_code("aaaa-aaaa")
    fatou.waits_for("main [data-ref=trouble]")
    code = fatou.work.codes.pop()
    fatou.work.type_code(code)
    fatou.work.wait_until_in()
    fatou.work.sign_out()
    fatou.taps("main [data-ref=enter]")
    fatou.work.type_code(code)
    fatou.waits_for("main [data-ref=trouble]")
    fatou.work.type_code(fatou.work.codes.pop())
    fatou.work.wait_until_in()
    fatou.work.check_what_closing_ends()
    fatou.work.show_badge()
    unsigned = fatou.word("work.unsigned-steward").split("{org}")[1]
    expect(fatou.page.locator("main [data-text=signed]")).to_contain_text(unsigned)
    fatou.taps("main [data-ref=renew]")
    fatou.taps("dialog [data-answer=yes]")
    fatou.work.take_authenticator()
    fatou.taps("main [data-ref=end]")
    fatou.taps("dialog [data-answer=yes]")
    fatou.waits_for("#live.shown")
    assert not fatou.sees("main [data-ref=enter]")
    fatou.work.look()
    fatou.taps("main [data-go=work-join]")
    fatou.page.fill("#work-name", "Fatou")
    fatou.page.fill("#work-invitation", invitation)
    fatou.taps("main form button.primary")
    fatou.waits_for("main [data-ref=trouble]")
    assert fatou.page.input_value("#work-name") == "Fatou"
