"""A host at a desk, and a free-access PC, as the API sees them."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse

from tests.desk import Desk
from tests.promised import keeps_promise
from tests.staff_desk import StaffAtDesk
from wallet.web.host_login import LOGIN

QUIET: dict[str, Any] = {"state": "free", "left": None, "printer": "ok", "help": False}
BUSY: dict[str, Any] = {"state": "busy", "left": 900, "printer": "ok", "help": False}


class HostAtDesk(StaffAtDesk):
    """A host."""

    staff = LOGIN

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


class Pc:
    """A free-access PC, which has no cookie and no browser."""

    def __init__(self, desk: Desk) -> None:
        self.client = desk.server.test_client()
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
