"""Who looks after the PCs of a day centre, at a browser, and one such PC."""

from __future__ import annotations

import json
import time
import urllib.request
from typing import Any

from playwright.sync_api import Browser, Locator, expect

from tests.live import Live
from tests.people.staff import Staff
from wallet import hosts


class Host(Staff):
    """A host of a day centre."""

    accounts, home = hosts.ACCOUNTS, "screen-host-pcs"

    def __init__(self, browser: Browser, served: Live, lang: str = "fr", name: str = "bilal") -> None:
        super().__init__(browser, served, lang, name)

    def asks_for_a_code(self, name: str) -> str:
        """Adds a PC: the digits that have to be typed there."""
        self.taps("[data-go=host-add]")
        self.page.fill("#pc-name", name)
        self.taps("main form .primary")
        return self.waits_for(".pc-code").inner_text().replace(" ", "")

    def card(self, name: str) -> Locator:
        """A PC in the list."""
        return self.page.locator("li.pc", has=self.page.get_by_role("heading", name=name, exact=True))

    def does(self, name: str, what: str, answer: str | None = None) -> None:
        """A button on a PC's card, and the answer to what it asks."""
        button = self.card(name).locator(f"[data-ref={what}]")
        if not button.is_visible():
            self.card(name).locator("summary").click()
        button.click()
        if answer is not None:
            self.taps(f"dialog [data-answer='{answer}']")

    def sees_state(self, name: str, key: str, **params: int) -> None:
        """The card says this word in the end."""
        text = self.word(key)
        for param, value in params.items():
            text = text.replace(f"{{{param}}}", str(value))
        expect(self.card(name).locator("[data-text=state]")).to_have_text(text)


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
