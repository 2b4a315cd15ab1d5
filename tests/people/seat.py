"""A seat at a browser: a fresh profile, one page, and a note of everything the browser complained about."""

from __future__ import annotations

import json
from typing import Any, Self

from playwright.sync_api import Browser, Locator, Page, expect

from tests.people import argon

PHONE = {"width": 360, "height": 740}
OFFICE = {"width": 1280, "height": 800}
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)
WORD = """place => [...document.querySelectorAll('template.words')]
  .map(one => one.content.querySelector(place)?.textContent).find(text => text)"""


def titled(title: str) -> str:
    """The selector of the place that bears this title."""
    return f"[data-text=title]:text-is({json.dumps(title, ensure_ascii=False)})"


class Seat:
    """One person's browser. `asked`: every address it asked for; `complaints`: errors that it wrote down."""

    def __init__(
        self, browser: Browser, origin: str, lang: str = "nl", *, real_argon: bool = False, **context: Any
    ) -> None:
        options = {"viewport": PHONE, "locale": lang, "timezone_id": "Europe/Brussels", **context}
        made = browser.new_context(**options)
        if browser.browser_type.name == "chromium" and not real_argon:
            argon.remember(made)
        self._sits_down(made.new_page(), origin, lang)

    @classmethod
    def at(cls, page: Page, origin: str, lang: str = "nl") -> Self:
        """At a page that is open already, in a browser that is not their own."""
        seat = cls.__new__(cls)
        seat._sits_down(page, origin, lang)
        return seat

    def _sits_down(self, page: Page, origin: str, lang: str) -> None:
        self.page, self.context, self.origin, self.lang = page, page.context, origin, lang
        self.page.set_default_timeout(PATIENCE_MS)
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.on(
            "console", lambda line: self.complaints.append(line.text) if line.type == "error" else None
        )
        self.page.on("request", lambda request: self.asked.append(request.url))

    def goes_to(self, path: str) -> None:
        """Opens /{lang}/path."""
        self.page.goto(f"{self.origin}/{self.lang}/{path}")

    def waits_for(self, selector: str) -> Locator:
        """The first element that matches and is seen."""
        found = self.page.locator(selector).locator("visible=true").first
        found.wait_for()
        return found

    def taps(self, selector: str) -> None:
        """Taps the first element that matches and is seen."""
        self.page.locator(selector).locator("visible=true").first.click()

    def lifts_the_veil(self) -> None:
        """A key that does nothing else: a list that nobody touched for a while shows its titles again."""
        self.page.keyboard.press("Shift")

    def reads(self, selector: str) -> list[str]:
        """The texts of all that match."""
        return self.page.locator(selector).all_inner_texts()

    def sees(self, selector: str) -> bool:
        """Whether something that matches is seen now."""
        return self.page.locator(selector).locator("visible=true").count() > 0

    def word(self, key: str) -> str:
        """A word of this page, in its language."""
        text = self.page.evaluate(WORD, f"[data-word='{key}']")
        assert isinstance(text, str), f"no word {key}"
        return text

    def is_told(self, key: str) -> None:
        """A sheet says this word; it is put away."""
        expect(self.waits_for("dialog [data-text=what]")).to_have_text(self.word(key))
        self.taps("dialog [data-answer]")

    def leaves_by_quick_exit(self) -> None:
        """One tap."""
        self.taps("[data-leave]")
        self.page.wait_for_url("**/away")

    def leaves_by_escape(self) -> None:
        """Escape twice, quickly."""
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Escape")
        self.page.wait_for_url("**/away")

    def gets_up(self) -> None:
        """Closes the browser."""
        self.context.close()
