"""The line to the host's desk: a beat every few seconds, and what was ordered. The PC works on without it."""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.line import ask_object
from kiosk.problems import Problem
from kiosk.token import read

log = logging.getLogger(__name__)


@dataclass
class Desk:
    """`token` is the file that enrolment writes, now or later; without it nobody looks after the PC."""

    origin: str
    token: Path
    done: list[int] = field(default_factory=list)
    """Orders carried out and not yet reported."""

    def beat(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        """Tells the state; the orders that are new. None where nobody answers."""
        token = read(self.token)
        if not token:
            return []
        reported = list(self.done)
        answer = self._post("beat", token, {**told, **({"done": reported} if reported else {})})
        if answer is None:
            return []
        orders = [one for one in _orders(answer) if one["id"] not in self.done]
        self.done = [one for one in self.done if one not in reported] + [one["id"] for one in orders]
        return orders

    def _post(self, name: str, token: str, body: dict[str, Any]) -> dict[str, object] | None:
        try:
            return ask_object(self.origin, f"/kiosk/v1/{name}", body, f"Kiosk {token}")
        except Problem as problem:
            log.warning("the desk does not answer: %s", problem)
            return None


def _orders(answer: dict[str, object]) -> list[dict[str, Any]]:
    """Those that have an id; whatever else answers there orders nothing."""
    found = answer.get("orders")
    every = found if isinstance(found, list) else []
    return [one for one in every if isinstance(one, dict) and isinstance(one.get("id"), int)]


def enrol(origin: str, code: str) -> tuple[str, str]:
    """The token and the name that a one-time code gives. Raises Problem."""
    try:
        found = ask_object(origin, "/kiosk/v1/enrol", {"code": code})
        return str(found["token"]), str(found["pc"])
    except KeyError as problem:
        raise Problem("answer", origin=origin) from problem
