"""Somebody who signs in with a name, a password and a code, as the API sees them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pyotp
from werkzeug.test import TestResponse

from tests.desk import Desk
from tests.promised import keeps_promise
from wallet.accounts import SetUp
from wallet.web.staff_login import StaffLogin


class StaffAtDesk:
    """With a browser and an authenticator. Methods give the answer."""

    staff: StaffLogin[Any]

    def __init__(self, desk: Desk, name: str = "bilal") -> None:
        self.desk, self.name, self.below = desk, name, f"{self.staff.prefix}v1/"
        self.client = desk.server.test_client()
        self.address = "192.0.2.10"
        with desk.parts.database.write() as session:
            self.keep(self.staff.accounts.add(session, desk.parts.at_rest, name))

    def keep(self, given: SetUp) -> None:
        """Notes what was printed."""
        self.password = given.password
        self.totp = pyotp.parse_uri(given.authenticator)

    def code(self) -> str:
        """What the authenticator shows; a fresh one, since each is good once."""
        self.desk.clock.forward(seconds=30)
        assert isinstance(self.totp, pyotp.TOTP)
        return self.totp.at(self.desk.clock.now)

    def signs_in(self, **other: str) -> TestResponse:
        """POST login, with other words where a test wants them."""
        asked = {"name": self.name, "password": self.password}
        return self.posts("login", {**asked, "code": other.get("code") or self.code(), **other})

    def posts(self, path: str, body: object, headers: dict[str, str] | None = None) -> TestResponse:
        """POST, as the page does."""
        sent = {self.staff.header: "1"} if headers is None else headers
        answer = self.client.post(f"{self.below}{path}", json=body, headers=sent, **self._from())
        keeps_promise("POST", f"{self.below}{path}", answer)
        return answer

    def gets(self, path: str) -> TestResponse:
        """GET."""
        answer = self.client.get(f"{self.below}{path}", **self._from())
        keeps_promise("GET", f"{self.below}{path}", answer)
        return answer

    def cookie(self) -> dict[str, str]:
        """The cookie of the session, by name."""
        origin = self.desk.parts.config.origin
        kept = self.client.get_cookie(self.staff.cookie_name(origin), domain=urlsplit(origin).hostname or "")
        return {kept.key: kept.value} if kept else {}

    def _from(self) -> dict[str, Any]:
        return {"environ_base": {"REMOTE_ADDR": self.address}, "base_url": self.desk.parts.config.origin}
