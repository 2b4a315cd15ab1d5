"""Who puts a paper into somebody's mailbox: any device, no account."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.people.seat import OFFICE, Seat
from tests.people.worker import PRINT


class Giver(Seat):
    """Somebody who was given an address."""

    def __init__(self, browser: Browser, origin: str, lang: str = "nl") -> None:
        super().__init__(browser, origin, lang, viewport=OFFICE)
        self.page.add_init_script(PRINT)

    def opens_address(self, link: str) -> None:
        self.page.goto(link)
        self.waits_for("main [data-ref=choose]")

    def puts_in(self, file: Path, name: str = "", who: str = "") -> None:
        """Up to the receipt."""
        self.fills_in(file, name, who)
        self.taps("main [data-ref=send]")
        self.waits_for("main [data-ref=more]")

    def fills_in(self, file: Path, name: str = "", who: str = "") -> None:
        self.page.set_input_files("#drop-file", str(file))
        self.page.fill("#drop-name", name)
        self.page.fill("#drop-from", who)
