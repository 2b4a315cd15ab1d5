"""A helper with a card and six digits, and what a holder does to have one."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.people.seat import OFFICE, Seat
from tests.people.worker import PRINT


class Helper(Seat):
    """Somebody who was given a card. They have no wallet."""

    def __init__(self, browser: Browser, origin: str, lang: str = "nl") -> None:
        super().__init__(browser, origin, lang, viewport=OFFICE)
        self.page.add_init_script(PRINT)

    def opens_card(self, link: str) -> None:
        self.page.goto("about:blank")
        self.page.goto(link)
        self.waits_for("#mandate-code")

    def types(self, code: str) -> None:
        self.page.fill("#mandate-code", code)
        self.taps("main form button.primary")

    def opens(self, link: str, code: str) -> None:
        """Until the papers are listed, or shown where it is one."""
        self.opens_card(link)
        self.types(code)
        self.waits_for("main [data-ref=close]")
