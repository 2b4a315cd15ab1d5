"""Showing papers to one person alone: into their mailbox, opened from there and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import func, select

from tests.browser.papers import picture
from tests.live import Live
from tests.people.holder import Holder
from tests.recorder import leaks
from wallet.crypto.bytes import unb64
from wallet.models import Mailbox, Note
from wallet.organisation_command import run

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
"""As somebody with an Arabic keyboard types them."""
pytestmark = pytest.mark.browser


@pytest.fixture
def mirela(browser: Browser, served: Live, tmp_path: Path) -> Iterator[Holder]:
    mirela = Holder(browser, served.origin, "fr")
    mirela.makes_a_wallet()
    (tmp_path / "school.jpg").write_bytes(picture())
    mirela.papers.add(tmp_path / "school.jpg")
    yield mirela
    mirela.gets_up()
    assert mirela.complaints == []


@pytest.fixture
def sofie(browser: Browser, served: Live) -> Iterator[Holder]:
    sofie = Holder(browser, served.origin, "nl")
    sofie.makes_a_wallet()
    yield sofie
    sofie.gets_up()


def test_what_is_shown_to_one_person_opens_from_their_wallet_and_ends(mirela: Holder, sofie: Holder) -> None:
    badge = sofie.mailboxes.make("badge")
    mirela.shares.show("school", name="Mirela P.")
    mirela.contacts.send(badge, "Sofie")
    mirela.is_at_the_list()
    sofie.finishes()
    sofie.unlocks()
    window = sofie.contacts.open_shown()
    assert "#" not in window.url
    window.click("main [data-ref=open]")
    window.wait_for_selector("main [data-look=picture] img")
    assert "Mirela P." in window.inner_text("h1")
    window.close()

    mirela.taps("[data-go=shares]")
    mirela.waits_for(".showing-events li")
    assert "Sofie" in mirela.page.inner_text("[data-text=sent]")
    mirela.taps("main [data-ref=end]")
    mirela.waits_for("#live.shown")
    sofie.is_at_the_list()
    again = sofie.contacts.open_shown()
    again.click("main [data-ref=open]")
    again.wait_for_selector("main [data-ref=retry]")


def test_an_address_is_said_on_the_telephone(mirela: Holder, sofie: Holder, served: Live) -> None:
    sofie.mailboxes.make("badge")
    digits = sofie.mailboxes.digits("badge")
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    mirela.shares.show("school", name="Mirela P.")
    mirela.taps("main [data-ref=send]")
    mirela.page.fill("#contact-address", wrong)
    mirela.taps("main form button")
    mirela.is_told("problem.bad_check")
    assert mirela.page.input_value("#contact-address") == wrong
    mirela.page.fill("#contact-address", digits.translate(ARABIC))
    mirela.taps("main form button")
    assert mirela.waits_for("main [data-text=who]").inner_text() == mirela.word("contact.unchecked")
    mirela.page.fill("#contact-name", "Sofie")
    mirela.taps("main form button.primary")
    mirela.waits_for("canvas.qr")
    mirela.is_at_the_list()
    mirela.papers.open("school")
    mirela.taps("main [data-ref=put]")
    mirela.contacts.type_address(digits)
    assert mirela.page.inner_text("main [data-text=who]") == mirela.word("contact.unchecked")
    sofie.finishes()
    sofie.unlocks()
    sofie.contacts.open_shown().close()
    assert leaks([digits, digits.replace(" ", "")], chain(served.recorder.pieces(), served.kept())) == []


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_workers_key_that_the_server_swaps_is_refused_before_and_after_the_first_contact(
    mirela: Holder, sofie: Holder, served: Live
) -> None:
    badge, other = sofie.mailboxes.make("badge"), sofie.mailboxes.make("other")
    ids = [unb64(one.rpartition("#")[2])[:16] for one in (badge, other)]

    def swap() -> None:
        with served.parts.database.write() as session:
            first, second = (session.get_one(Mailbox, one) for one in ids)
            first.recipient, second.recipient = second.recipient, first.recipient

    mirela.shares.show("school", name="Mirela P.")
    swap()
    mirela.taps("main [data-ref=send]")
    mirela.page.fill("#contact-address", badge)
    mirela.taps("main form button")
    mirela.is_told("problem.swapped")
    mirela.taps("main [data-back]")
    swap()
    mirela.contacts.send(f"Voici mon adresse : {badge}, merci", "Sofie")
    swap()
    mirela.taps("main [data-ref=send]")
    mirela.taps("main [data-ref=to]")
    mirela.is_told("problem.swapped")
    with served.parts.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Note)) == 1


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_the_page_that_was_handed_nothing_asks_for_digits(browser: Browser, served: Live) -> None:
    stranger = Holder(browser, served.origin, "en")
    stranger.goes_to("")
    with stranger.page.expect_popup() as opening:
        stranger.page.evaluate("() => void window.open('/en/s')")
    opening.value.wait_for_selector("#digits")
    stranger.gets_up()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_what_is_no_badge_is_told(mirela: Holder, sofie: Holder) -> None:
    sofie.mailboxes.make("badge")
    digits = sofie.mailboxes.digits("badge")
    sofie.mailboxes.close("badge")
    mirela.shares.show("school")
    mirela.taps("main [data-ref=send]")
    for typed, word in (
        ("https://example.org/", "bad_address"),
        ("info@example.org", "bad_address"),
        (digits.replace("0", "O").replace("1", "l")[:-1] + "x", "bad_address"),
        ("\u200e" + digits.replace(" ", "\u2013")[:-1], "bad_check"),
        (digits, "not_found"),
    ):
        mirela.page.fill("#contact-address", typed)
        mirela.taps("main form button")
        mirela.is_told(f"problem.{word}")
        mirela.waits_for("#contact-address")
    mirela.taps("main [data-back]")
    mirela.waits_for("canvas.qr")
    mirela.complaints.clear()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_an_organisation_is_chosen_from_the_directory(mirela: Holder, sofie: Holder, served: Live) -> None:
    address = sofie.mailboxes.make("OCMW")
    run(served.parts.config, "add", "OCMW Brussel", address)
    mirela.shares.show("school")
    mirela.taps("main [data-ref=send]")
    mirela.taps("main [data-ref=directory]")
    mirela.page.fill("main [data-ref=search]", "ocmw")
    mirela.taps("[data-slot=rows] button")
    assert mirela.page.input_value("#contact-name") == "OCMW Brussel"
    mirela.taps("main form button.primary")
    mirela.waits_for("canvas.qr")
    sofie.finishes()
    sofie.unlocks()
    sofie.contacts.open_shown().close()
