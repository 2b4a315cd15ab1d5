"""Whoever runs the wallet, at a browser."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator

from tests.live import Live
from tests.people.account import Account
from tests.people.seat import Seat
from wallet import operators


class Operator(Seat):
    """Each method begins and ends at the first screen behind the sign-in."""

    def __init__(self, browser: Browser, served: Live, lang: str = "nl", name: str = "mila") -> None:
        super().__init__(browser, served.origin, lang)
        self.served = served
        self.account = Account(self, served, operators.ACCOUNTS, name, "screen-operator")

    def goes_back(self) -> None:
        """From a screen below."""
        self.taps("main [data-back]")
        self.waits_for(f"[data-screen={self.account.home}]")

    def looks_at_what_was_said(self) -> list[str]:
        """The messages; stays there."""
        self.taps("main [data-go=operator-said]")
        self.waits_for("[data-screen=screen-operator-said]")
        return self.reads("main .said")

    def looks_at_the_directory(self) -> list[str]:
        """The names in it; stays there."""
        self.taps("main [data-go=operator-orgs]")
        self.waits_for("[data-screen=screen-operator-orgs]")
        return self.reads("main [data-slot=orgs] h2")

    def organisation(self, name: str) -> Locator:
        """One in the directory."""
        return self.page.locator("li.card", has=self.page.get_by_role("heading", name=name, exact=True))

    def admits(self, name: str) -> str:
        """A new organisation with an invitation for its first steward, which comes back."""
        self.adds(name, "")
        self.waits_for("[data-screen=screen-operator-invitation]")
        invitation = self.page.inner_text("[data-text=invitation]")
        self.taps("main [data-back]")
        self.waits_for("[data-screen=screen-operator-orgs]")
        self.goes_back()
        return invitation

    def adds(self, name: str, address: str) -> None:
        """Fills the form for a new one; stays at what follows."""
        self.looks_at_the_directory()
        self.taps("main [data-go=operator-org]")
        self.page.fill("#org-name", name)
        self.page.fill("#org-address", address)
        self.taps("main form .primary")
