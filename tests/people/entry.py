"""How a holder chooses a name and a secret, and gives them: pictures, or words of their own."""

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

    def choose(self, words: tuple[str, str] | None = None) -> None:
        """A name and a secret as they are drawn; `words`: an own name and passphrase instead."""
        self.holder.name = self._choose(3, words and words[0])
        self.holder.secret = self._choose(6, words and words[1])

    def choose_anew(self) -> None:
        """Another name and secret, drawn and practised."""
        self.choose()
        self.holder.page.locator(".drawn-one").first.wait_for(state="detached")
        self.holder.taps("main [data-ref=next]")
        self.give_both(words=False)

    def give_both(self, words: bool) -> None:
        """Name, then secret, on the screens that ask for them."""
        for said in (self.holder.name, self.holder.secret):
            if words:
                self._type(said[0])
            else:
                self._tap_pictures(said)

    def _choose(self, count: int, own: str | None) -> list[str]:
        """Keeps what was drawn, or types own words instead."""
        self.holder.waits_for(f".drawn-one:nth-child({count})")
        if own is None:
            drawn = self.holder.reads(".drawn-one b")
            self.holder.taps("main [data-ref=next]")
            return drawn
        self.holder.taps("[data-ref=own]")
        self.holder.page.fill("#own-text", own)
        self.holder.taps("main form button.primary")
        return [own]

    def _type(self, text: str) -> None:
        self.holder.page.wait_for_function("() => document.querySelector('#entry-text')?.value === ''")
        self.holder.page.fill("#entry-text", text)
        self.holder.page.keyboard.press("Enter")

    def _tap_pictures(self, said: Sequence[str]) -> None:
        self.holder.page.wait_for_function(
            "() => document.querySelector('.picture') && !document.querySelector('[data-ref=picked] *')"
        )
        for one in said:
            self.holder.taps(f".picture[aria-label={json.dumps(one, ensure_ascii=False)}]")
        if len(said) > 3:
            self.holder.taps("[data-ref=done]")
