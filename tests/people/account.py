"""How a host or an operator signs in: with a name, a password and an authenticator, at a browser."""

from __future__ import annotations

import pyotp

from tests.live import Live
from tests.people.seat import Seat
from wallet import models
from wallet.accounts import Accounts

Kind = Accounts[models.Host] | Accounts[models.Operator]


class Account:
    """Somebody's account, with an authenticator. `home` is the screen behind the first one."""

    def __init__(self, seat: Seat, served: Live, kind: Kind, name: str, home: str) -> None:
        self.seat, self.clock, self.kind = seat, served.clock, kind.kind
        self.name, self.home, self.last = name, home, 0
        with served.parts.database.write() as session:
            given = kind.add(session, served.parts.at_rest, name)
        self.password, self.totp = given.password, pyotp.parse_uri(given.authenticator)

    def code(self) -> str:
        """What the authenticator shows; the clock goes on to the next one where this was used."""
        assert isinstance(self.totp, pyotp.TOTP)
        if self.totp.timecode(self.clock()) <= self.last:
            self.clock.forward(seconds=30)
        self.last = self.totp.timecode(self.clock())
        return self.totp.at(self.clock())

    def try_with(self, name: str, password: str, code: str) -> None:
        """Fills the first screen and goes on."""
        self.seat.waits_for(f"[data-screen=screen-{self.kind}-in]")
        for field, text in (("name", name), ("password", password), ("code", code)):
            self.seat.page.fill(f"main [data-ref={field}]", text)
        self.seat.taps("main [data-ref=go]")

    def sign_in(self) -> None:
        """From the first screen to the one behind it."""
        self.try_with(self.name, self.password, self.code())
        self.seat.waits_for(f"[data-screen={self.home}]")
