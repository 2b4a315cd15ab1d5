"""A free-access PC as its host sees it."""

from __future__ import annotations

import json
import time
import urllib.request
from typing import Any


class PublicPc:
    """A free-access PC, played by plain HTTP."""

    def __init__(self, origin: str) -> None:
        self.origin, self.token = origin, ""
        self.told: dict[str, Any] = {"state": "free", "left": None, "printer": "ok", "help": False}

    def enrols(self, code: str) -> str:
        """Types the digits; its name."""
        answer = self._asks("enrol", {"code": code})
        self.token = answer["token"]
        return str(answer["pc"])

    def beats(self, **news: object) -> list[dict[str, Any]]:
        """Tells how it is; the orders it hears, which are done at once."""
        self.told |= news
        orders: list[dict[str, Any]] = self._asks("beat", self.told)["orders"]
        if orders:
            self._asks("beat", {**self.told, "done": [one["id"] for one in orders]})
        return orders

    def hears(self) -> dict[str, Any]:
        """The next order, without its id."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            for order in self.beats():
                return {name: value for name, value in order.items() if name != "id"}
            time.sleep(0.2)
        raise AssertionError("no order came")

    def _asks(self, path: str, body: object) -> Any:
        headers = {"Content-Type": "application/json"}
        headers |= {"Authorization": f"Kiosk {self.token}"} if self.token else {}
        url = f"{self.origin}/kiosk/v1/{path}"
        request = urllib.request.Request(url, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())
