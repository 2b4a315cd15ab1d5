"""A host at a desk, and a free-access PC, as the API sees them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pyotp
from werkzeug.test import TestResponse

from tests.desk import Desk
from tests.promised import keeps_promise
from wallet import hosts
from wallet.web.host_login import cookie_name

QUIET: dict[str, Any] = {"state": "free", "left": None, "printer": "ok", "help": False}
BUSY: dict[str, Any] = {"state": "busy", "left": 900, "printer": "ok", "help": False}


class HostAtDesk:
    """A host with a browser and an authenticator. Methods give the answer."""

    def __init__(self, desk: Desk, name: str = "bilal") -> None:
        self.desk, self.name = desk, name
        self.client = desk.app.test_client()
        self.address = "192.0.2.10"
        with desk.parts.database.write() as session:
            self.keep(hosts.add(session, desk.parts.at_rest, name))

    def keep(self, given: hosts.SetUp) -> None:
        """Notes what was printed."""
        self.password = given.password
        self.totp = pyotp.parse_uri(given.authenticator)

    def code(self) -> str:
        """What the authenticator shows; a fresh one, since each is good once."""
        self.desk.clock.forward(seconds=30)
        assert isinstance(self.totp, pyotp.TOTP)
        return self.totp.at(self.desk.clock.now)

    def signs_in(self, **other: str) -> TestResponse:
        """POST /host/v1/login, with other words where a test wants them."""
        asked = {"name": self.name, "password": self.password}
        return self.posts("login", {**asked, "code": other.get("code") or self.code(), **other})

    def posts(self, path: str, body: object, headers: dict[str, str] | None = None) -> TestResponse:
        """POST under /host/v1, as the host's page does."""
        sent = {"X-Host": "1"} if headers is None else headers
        answer = self.client.post(f"/host/v1/{path}", json=body, headers=sent, **self._from())
        keeps_promise("POST", f"/host/v1/{path}", answer)
        return answer

    def gets(self, path: str) -> TestResponse:
        """GET under /host/v1."""
        answer = self.client.get(f"/host/v1/{path}", **self._from())
        keeps_promise("GET", f"/host/v1/{path}", answer)
        return answer

    def cookie(self) -> dict[str, str]:
        """The cookie of the session, by name."""
        origin = self.desk.parts.config.origin
        kept = self.client.get_cookie(cookie_name(origin), domain=urlsplit(origin).hostname or "")
        return {kept.key: kept.value} if kept else {}

    def sees(self) -> list[dict[str, Any]]:
        """The list of PCs."""
        answer = self.gets("pcs")
        assert answer.json is not None
        found: list[dict[str, Any]] = answer.json["pcs"]
        return found

    def gets_a_code(self, name: str = "PC 1") -> str:
        """Ten digits for a new PC."""
        answer = self.posts("pc/code", {"name": name})
        assert answer.json is not None, answer.text
        return str(answer.json["code"])

    def orders(self, do: str, minutes: int | None = None, pc: str | None = None) -> TestResponse:
        """Tells the first PC, or that one, what to do."""
        body = {"pc": pc or self.sees()[0]["id"], "do": do}
        return self.posts("order", body if minutes is None else {**body, "minutes": minutes})

    def _from(self) -> dict[str, Any]:
        return {"environ_base": {"REMOTE_ADDR": self.address}, "base_url": self.desk.parts.config.origin}


class Pc:
    """A free-access PC, which has no cookie and no browser."""

    def __init__(self, desk: Desk) -> None:
        self.client = desk.app.test_client()
        self.token = ""

    def enrols(self, code: str) -> TestResponse:
        """POST /kiosk/v1/enrol; keeps the token."""
        answer = self.client.post("/kiosk/v1/enrol", json={"code": code})
        keeps_promise("POST", "/kiosk/v1/enrol", answer)
        if answer.status_code == 200 and answer.json:
            self.token = answer.json["token"]
        return answer

    def beats(self, told: dict[str, Any] | None = None, **more: object) -> TestResponse:
        """POST /kiosk/v1/beat."""
        headers = {"Authorization": f"Kiosk {self.token}"}
        answer = self.client.post("/kiosk/v1/beat", json={**(told or QUIET), **more}, headers=headers)
        keeps_promise("POST", "/kiosk/v1/beat", answer)
        return answer

    def hears(self, told: dict[str, Any] | None = None, **more: object) -> list[dict[str, Any]]:
        """The orders that wait for it."""
        answer = self.beats(told, **more)
        assert answer.json is not None
        found: list[dict[str, Any]] = answer.json["orders"]
        return found


def signed_in(desk: Desk, name: str = "bilal") -> HostAtDesk:
    """A host whose page is open."""
    host = HostAtDesk(desk, name)
    answer = host.signs_in()
    assert answer.status_code == 200, answer.text
    return host


def enrolled(host: HostAtDesk, name: str = "PC 1") -> Pc:
    """One of the host's PCs."""
    pc = Pc(host.desk)
    assert pc.enrols(host.gets_a_code(name)).status_code == 200
    return pc
