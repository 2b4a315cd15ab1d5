"""Who signs in with a name, a password and an authenticator, at a browser."""

from __future__ import annotations

from typing import Any

import pyotp
from playwright.sync_api import Browser

from tests.live import Live
from tests.people.seat import Seat
from wallet.accounts import Accounts


class Staff(Seat):
    """Somebody with an account and an authenticator. `home` is the screen behind the first one."""

    accounts: Accounts[Any]
    home: str

    def __init__(self, browser: Browser, served: Live, lang: str, name: str) -> None:
        super().__init__(browser, served.origin, lang)
        self.served, self.name, self.last = served, name, 0
        with served.parts.database.write() as session:
            given = self.accounts.add(session, served.parts.at_rest, name)
        self.password, self.totp = given.password, pyotp.parse_uri(given.authenticator)

    def code(self) -> str:
        """What the authenticator shows; the clock goes on to the next one where this was used."""
        assert isinstance(self.totp, pyotp.TOTP)
        if self.totp.timecode(self.served.clock()) <= self.last:
            self.served.clock.forward(seconds=30)
        self.last = self.totp.timecode(self.served.clock())
        return self.totp.at(self.served.clock())

    def tries(self, name: str, password: str, code: str) -> None:
        """Fills the first screen and goes on."""
        self.waits_for(f"[data-screen=screen-{self.accounts.kind}-in]")
        for field, text in (("name", name), ("password", password), ("code", code)):
            self.page.fill(f"main [data-ref={field}]", text)
        self.taps("main [data-ref=go]")

    def signs_in(self) -> None:
        """From the first screen to the one behind it."""
        self.tries(self.name, self.password, self.code())
        self.waits_for(f"[data-screen={self.home}]")
