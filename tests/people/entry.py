"""How a holder chooses a secret, and gives it: pictures, or words of their own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.people.holder import Holder


class Entry:
    """The screens with pictures or words. What was chosen is kept in the holder's mind."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def choose(self, phrase: str | None = None) -> None:
        """A row as it is drawn; with `phrase` own words, and the five pictures that are drawn for them."""
        self.holder.waits_for(".drawn-one:nth-child(7)")
        if phrase is not None:
            self.holder.taps("[data-ref=own]")
            self.holder.page.fill("#own-text", phrase)
            self.holder.taps("main form button.primary")
            self.holder.waits_for(".drawn-one:nth-child(5):last-child")
        self.holder.phrase, self.holder.pictures = phrase, self.holder.reads(".drawn-one b")
        self.holder.taps("main [data-ref=next]")

    def choose_anew(self) -> None:
        """Another row, drawn and practised."""
        self.choose()
        self.practise()

    def practise(self) -> None:
        """Gives everything once, after it was drawn."""
        self.holder.page.locator(".drawn-one").first.wait_for(state="detached")
        self.holder.taps("main [data-ref=next]")
        self.give()
        if self.holder.phrase is not None:
            self.tap_pictures(self.holder.pictures[:3])

    def give(self) -> None:
        """The secret, on the screens that ask for it."""
        if self.holder.phrase is None:
            self.tap_pictures(self.holder.pictures)
        else:
            self._type(self.holder.phrase)
            self.tap_pictures(self.holder.pictures[-2:])

    def tap_pictures(self, pictures: Sequence[str], *, done: bool = True) -> None:
        """On an empty pad; and goes on, where that is asked."""
        self.holder.page.wait_for_function(
            "() => document.querySelector('.picture')?.checkVisibility()"
            " && !document.querySelector('[data-ref=picked] *')"
        )
        for one in pictures:
            self.holder.taps(f".picture[aria-label={json.dumps(one, ensure_ascii=False)}]")
        if done and len(pictures) > 2:
            self.holder.taps("[data-ref=done]")

    def _type(self, text: str) -> None:
        self.holder.page.wait_for_function("() => document.querySelector('#entry-text')?.value === ''")
        if not self.holder.sees("#entry-text"):
            self.holder.taps("[data-ref=switch]")
        self.holder.page.fill("#entry-text", text)
        self.holder.page.keyboard.press("Enter")
