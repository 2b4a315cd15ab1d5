"""An operator at a browser: sees how the wallet is doing, reads what was said, writes the directory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looks import wrong_with
from tests.live import Live
from tests.people.holder import Holder
from tests.people.operator import Operator
from tests.people.seat import Seat
from wallet.words import LANGUAGES

pytestmark = pytest.mark.browser
embedded = pytest.mark.parametrize("served", ["embedded"], indirect=True)
# what the console tells of who is not, or no longer, signed in, of wrong tries and of names that are taken
EXPECTED = ("status of 401", "status of 404", "status of 400", "status of 409")
NOWHERE = "A" * 43


@pytest.fixture
def mila(browser: Browser, served: Live) -> Iterator[Operator]:
    mila = Operator(browser, served)
    mila.goes_to("operator")
    yield mila
    mila.gets_up()
    assert [one for one in mila.complaints if not any(code in one for code in EXPECTED)] == []


def says(browser: Browser, served: Live, *words: str) -> None:
    """Somebody who has no wallet, on the public page."""
    somebody = Seat(browser, served.origin, "ar")
    for each in words:
        somebody.goes_to("say")
        somebody.page.fill("#say-words", each)
        somebody.taps("[data-say] .primary")
        somebody.waits_for("[data-say-done]")
    somebody.gets_up()
    assert somebody.complaints == []


def test_an_operator_sees_how_the_wallet_is_doing(mila: Operator) -> None:
    mila.account.sign_in()
    expect(mila.page.locator("[data-text=living]")).to_have_text(mila.word("living.few"))
    well = [mila.word(f"health.{what}.well") for what in ("database", "blobs", "oprf", "clock", "sweep")]
    assert mila.reads("[data-slot=health] li") == well
    assert mila.reads("main .aim progress") == ["", ""]
    mila.page.reload()
    mila.waits_for("[data-screen=screen-operator]")
    assert mila.page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"
    mila.taps("[data-ref=out]")
    mila.waits_for("[data-screen=screen-operator-in]")
    mila.page.reload()
    mila.waits_for("[data-screen=screen-operator-in]")


@embedded
def test_what_people_said_is_read_and_deleted(mila: Operator, browser: Browser, served: Live) -> None:
    says(browser, served, "الأزرار كبيرة\nشكرا", "The desk is closed at noon", "<b>one</b>")
    mila.account.sign_in()
    said = mila.looks_at_what_was_said()
    assert sorted(said) == sorted(["الأزرار كبيرة\nشكرا", "The desk is closed at noon", "<b>one</b>"])
    mila.page.locator("li.card", has_text="The desk").locator("[data-ref=remove]").click()
    expect(mila.page.locator("main .said")).to_have_count(2)
    says(browser, served, "came meanwhile")
    mila.taps("[data-ref=all]")
    mila.taps("dialog [data-answer=no]")
    mila.taps("[data-ref=all]")
    mila.taps("dialog [data-answer=yes]")
    expect(mila.page.locator("main .said")).to_have_text(["came meanwhile"])
    mila.taps("main .said ~ div [data-ref=remove]")
    mila.waits_for("main [data-ref=none]")


@embedded
def test_an_organisation_is_admitted_gets_its_mailbox_and_is_removed(
    mila: Operator, browser: Browser, served: Live
) -> None:
    mila.account.sign_in()
    invitation = mila.admits("Samusocial")
    greet = Holder(browser, served.origin)
    greet.makes_a_wallet()
    greet.work.join(invitation, "Greet")
    address = greet.mailboxes.make("Samusocial")

    mila.adds("Samusocial", NOWHERE)
    mila.is_told("problem.not_found")
    assert mila.page.input_value("#org-name") == "Samusocial"
    mila.page.fill("#org-address", address)
    mila.taps("main form .primary")
    card = mila.organisation("Samusocial")
    expect(card.locator("[data-text=address]")).to_have_text(address.rpartition("#")[2])
    expect(card.locator("[data-text=stewards]")).to_have_text(mila.word("org.stewards.one"))
    mila.goes_back()
    mila.adds("Samusocial", address)
    mila.is_told("problem.exists")
    mila.taps("main [data-back]")
    mila.taps("dialog [data-answer=yes]")

    card.locator("[data-ref=remove]").click()
    mila.taps("dialog [data-answer=no]")
    card.locator("[data-ref=remove]").click()
    mila.taps("dialog [data-answer=yes]")
    mila.waits_for("main [data-ref=none]")
    greet.taps("main [data-ref=enter]")
    greet.work.type_code(greet.work.codes.pop())
    greet.waits_for("main [data-ref=trouble]")
    greet.gets_up()
    assert [one for one in greet.complaints if not any(code in one for code in EXPECTED)] == []


@embedded
def test_wrong_tries_and_an_ended_session_are_told(mila: Operator) -> None:
    mila.account.try_with("mila", mila.account.password, "12")
    expect(mila.waits_for("#operator-say")).to_have_text(mila.word("operator.six"))
    mila.account.try_with("mila", "wrong", mila.account.code())
    expect(mila.waits_for("#operator-say")).to_have_text(mila.word("operator.refused"))
    mila.account.sign_in()
    mila.served.clock.forward(hours=9)
    mila.taps("main [data-go=operator-said]")
    mila.waits_for("[data-screen=screen-operator-in]")
    expect(mila.waits_for("#operator-say")).to_have_text(mila.word("operator.ended"))


@embedded
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_screen_is_sound_and_narrow_in_every_language(
    browser: Browser, served: Live, lang: str
) -> None:
    mila = Operator(browser, served, lang)
    mila.goes_to("operator")
    mila.account.sign_in()
    assert wrong_with(mila.page) == []
    says(browser, served, "word " * 60, "w" * 300)
    mila.looks_at_what_was_said()
    assert wrong_with(mila.page) == []
    mila.goes_back()
    mila.adds("Dienst voor wie geen dak heeft, Samusocial de Bruxelles-Brussel", "")
    mila.waits_for("[data-screen=screen-operator-invitation]")
    assert wrong_with(mila.page) == []
    mila.taps("main [data-back]")
    mila.waits_for("[data-screen=screen-operator-orgs]")
    assert wrong_with(mila.page) == []
    mila.gets_up()


@embedded
def test_an_operator_does_everything_by_keyboard(mila: Operator) -> None:
    keys = mila.page.keyboard
    mila.waits_for("[data-screen=screen-operator-in]")
    for text in (mila.account.name, mila.account.password, mila.account.code()):
        keys.press("Tab")
        keys.type(text)
    keys.press("Enter")
    mila.waits_for("[data-screen=screen-operator]")
    for _ in range(2):
        keys.press("Tab")
    keys.press("Enter")
    mila.waits_for("[data-screen=screen-operator-orgs]")
    keys.press("Tab")
    keys.press("Enter")
    mila.waits_for("[data-screen=screen-operator-org]")
    keys.type("Infirmiers de rue")
    keys.press("Enter")
    mila.waits_for("[data-screen=screen-operator-invitation]")
