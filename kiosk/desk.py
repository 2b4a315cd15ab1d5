"""The line to the host's desk: a beat every few seconds, and what was ordered. The PC works on without it."""

import json
import logging
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.token import read

TIMEOUT = 4
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
        orders = [one for one in answer.get("orders", []) if one["id"] not in self.done]
        self.done = [one for one in self.done if one not in reported] + [one["id"] for one in orders]
        return orders

    def _post(self, name: str, token: str, body: dict[str, Any]) -> dict[str, Any] | None:
        headers = {"Content-Type": "application/json", "Authorization": f"Kiosk {token}"}
        asked = urllib.request.Request(f"{self.origin}/kiosk/v1/{name}", json.dumps(body).encode(), headers)  # noqa: S310
        try:
            with urllib.request.urlopen(asked, timeout=TIMEOUT) as answer:  # noqa: S310
                found: dict[str, Any] = json.loads(answer.read())
                return found
        except (urllib.error.URLError, TimeoutError, ValueError, OSError) as problem:
            log.warning("the desk does not answer: %s", type(problem).__name__)
            return None


def enrol(origin: str, code: str) -> tuple[str, str]:
    """The token and the name that a one-time code gives. Raises OSError where it gives none."""
    asked = urllib.request.Request(  # noqa: S310
        f"{origin}/kiosk/v1/enrol", json.dumps({"code": code}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(asked, timeout=TIMEOUT) as answer:  # noqa: S310
        found = json.loads(answer.read())
    return str(found["token"]), str(found["pc"])
