"""This device as one more way in, with a passkey of the browser's own virtual authenticator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession

from tests.browser.looks import axe
from tests.live import Live, live
from tests.people.holder import Holder

pytestmark = pytest.mark.browser
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "hasPrf": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def at_home(tmp_path: Path) -> Iterator[Live]:
    """A server with a name: no browser ties a passkey to a bare address."""
    with live(tmp_path / "var", host="localhost") as served:
        yield served


@pytest.fixture
def amal(browser: Browser, at_home: Live) -> Iterator[Holder]:
    amal = Holder(browser, at_home.origin, "fr")
    yield amal
    amal.gets_up()
    assert amal.complaints == []


def gives_an_authenticator(holder: Holder) -> tuple[CDPSession, str]:
    """What a phone has that knows its owner."""
    session = holder.context.new_cdp_session(holder.page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, str(made["authenticatorId"])


def makes_a_way_in(holder: Holder, name: str) -> None:
    holder.settings.look_at("cards")
    holder.taps("main [data-ref=device]")
    holder.waits_for("#device-name")
    assert axe(holder.page) == []
    holder.page.fill("#device-name", name)
    holder.taps("main form button.primary")
    holder.waits_for(f"[data-slot=cards] [data-text=title]:text-is('{name}')")
    holder.is_at_the_list()


def opens_with_the_device(holder: Holder) -> None:
    holder.goes_to("open")
    holder.taps("[data-go=unlock]")
    holder.taps("main [data-ref=device]")


def test_a_device_opens_the_wallet_until_it_is_taken_away(
    amal: Holder, browser: Browser, at_home: Live
) -> None:
    gives_an_authenticator(amal)
    amal.makes_a_wallet()
    amal.papers.write("mes papiers")
    makes_a_way_in(amal, "telephone")
    amal.finishes()
    opens_with_the_device(amal)
    amal.waits_for("[data-go=add]")
    assert amal.papers.titles() == ["mes papiers"]

    elsewhere = Holder(browser, at_home.origin, "fr")
    elsewhere.learns(amal.tells())
    elsewhere.unlocks()
    elsewhere.settings.take_away_card("telephone")
    amal.is_sent_to_the_start()
    opens_with_the_device(amal)
    amal.waits_for("dialog [data-text=what]")
    amal.unlocks()
    elsewhere.gets_up()


def test_what_the_device_keeps_names_nobody(amal: Holder, at_home: Live) -> None:
    session, authenticator = gives_an_authenticator(amal)
    amal.makes_a_wallet()
    since = len(at_home.recorder.sent)
    makes_a_way_in(amal, "telephone")
    kept = session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
    assert [(one["rpId"], one.get("userName"), one.get("userDisplayName")) for one in kept] == [
        ("localhost", "Sacoche", "Sacoche")
    ]
    sent = [one for one in at_home.recorder.sent[since:] if one.path.startswith("/v1/")]
    assert {one.path for one in sent} <= {"/v1/vault", "/v1/door/put", "/v1/recovery/status"}
    assert not any(b"telephone" in one.body for one in sent)


def test_a_device_that_was_not_asked_or_says_no_opens_nothing(amal: Holder) -> None:
    session, authenticator = gives_an_authenticator(amal)
    amal.makes_a_wallet()
    amal.finishes()
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    opens_with_the_device(amal)
    amal.waits_for("dialog [data-text=what]")
    amal.taps("dialog [data-answer=ok]")


def test_it_is_not_offered_without_a_device_that_can_nor_on_a_shared_pc(amal: Holder, at_home: Live) -> None:
    amal.goes_to("open")
    amal.taps("[data-go=unlock]")
    amal.waits_for(".picture")
    assert not amal.sees("main [data-ref=device]")
    gives_an_authenticator(amal)
    amal.goes_to("k-open")
    amal.taps("[data-go=unlock]")
    amal.waits_for(".picture")
    assert not amal.sees("main [data-ref=device]")
