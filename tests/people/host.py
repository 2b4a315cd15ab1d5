"""Who looks after the PCs of a day centre, at a browser."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, expect

from tests.live import Live
from tests.people.account import Account
from tests.people.seat import Seat
from wallet import hosts


class Host(Seat):
    """A host of a day centre."""

    def __init__(self, browser: Browser, served: Live, lang: str = "fr", name: str = "bilal") -> None:
        super().__init__(browser, served.origin, lang)
        self.served = served
        self.account = Account(self, served, hosts.ACCOUNTS, name, "screen-host-pcs")

    def asks_for_a_code(self, name: str) -> str:
        """Adds a PC: the digits that have to be typed there."""
        self.taps("[data-go=host-add]")
        self.page.fill("#pc-name", name)
        self.taps("main form .primary")
        return self.waits_for(".pc-code").inner_text().replace(" ", "")

    def card(self, name: str) -> Locator:
        """A PC in the list."""
        return self.page.locator("li.pc", has=self.page.get_by_role("heading", name=name, exact=True))

    def does(self, name: str, what: str, answer: str | None = None) -> None:
        """A button on a PC's card, and the answer to what it asks."""
        button = self.card(name).locator(f"[data-ref={what}]")
        if not button.is_visible():
            self.card(name).locator("summary").click()
        button.click()
        if answer is not None:
            self.taps(f"dialog [data-answer='{answer}']")

    def sees_state(self, name: str, key: str, **params: int) -> None:
        """The card says this word in the end."""
        text = self.word(key)
        for param, value in params.items():
            text = text.replace(f"{{{param}}}", str(value))
        expect(self.card(name).locator("[data-text=state]")).to_have_text(text)
