"""What a holder does about what opens the wallet: another secret, cards, other devices, everything anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.people.holder import Holder


class Settings:
    """A holder's settings. Each method begins at the list of papers; what changes something ends there."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def look_at(self, name: str) -> None:
        """Goes to the settings, or on to one of their screens, and stays there."""
        self.holder.taps("[data-go=settings]")
        self.holder.waits_for("main [data-ref=others]")
        for step in {"": [], "card-new": ["cards", "card-new"]}.get(name, [name]):
            self.holder.taps(f"main [data-go={step}]")
        others = self.holder.page.locator("main [data-ref=others]")
        others.wait_for(state="hidden" if name else "visible")

    def enter(self, name: str) -> None:
        """On to the screen where something is begun, until it can be."""
        self.holder.taps("[data-go=settings]")
        self.holder.taps(f"main [data-go={name}]")
        self.holder.waits_for("main [data-ref=begin], main [data-go=card-new]")

    def change_secret(self) -> None:
        """Another secret, drawn and practised."""
        self.enter("secret-change")
        self.holder.taps("main [data-ref=begin]")
        self.holder.entry.choose_anew()
        self.holder.waits_for("main [data-ref=others]")
        self.holder.is_at_the_list()

    def cards(self) -> list[str]:
        """What each is called."""
        self.enter("cards")
        found = self.holder.reads("[data-slot=cards] [data-text=title]")
        self.holder.is_at_the_list()
        return found

    def make_card(self, kind: str, name: str = "") -> None:
        """`kind`: pocket or safe; its groups are kept in mind instead of the former card's."""
        self.enter("cards")
        before = self._how_many_cards()
        self.holder.taps("[data-go=card-new]")
        self.holder.page.check(f"[name=kind][value={kind}]")
        self.holder.page.fill("#card-name", name)
        self.holder.taps("main form button.primary")
        self.holder.card.take()
        if kind == "pocket":
            self.holder.entry.give()
        self._wait_for_cards(before + 1)
        self.holder.is_at_the_list()

    def take_away_card(self, name: str) -> bool:
        """In two steps; whether it was said that this is the last one."""
        self.enter("cards")
        before = self._how_many_cards()
        title = f"[data-text=title]:text-is({json.dumps(name)})"
        self.holder.taps(f"[data-slot=cards] > li:has({title}) [data-ref=remove]")
        self.holder.waits_for("dialog [data-answer=yes]")
        warned = self.holder.sees("dialog [data-ref=last]")
        self.holder.taps("dialog [data-answer=yes]")
        self._wait_for_cards(before - 1)
        self.holder.is_at_the_list()
        return warned

    def sign_out_others(self) -> None:
        """The other devices, after the question was answered with yes."""
        self.holder.taps("[data-go=settings]")
        self.holder.taps("main [data-ref=others]")
        self.holder.taps("dialog [data-answer=yes]")
        self.holder.waits_for("#live.shown")
        self.holder.is_at_the_list()

    def close_everywhere(self) -> None:
        """A new secret and card; the old ones are worth nothing afterwards."""
        self.close_everywhere_until_done()
        self.holder.taps("main [data-go=papers]")
        self.holder.waits_for_the_list()

    def close_everywhere_until_done(self) -> None:
        """Up to the screen that says so."""
        self.enter("everywhere")
        self.holder.taps("main [data-ref=begin]")
        self.holder.entry.choose_anew()
        self.holder.card.take()

    def _how_many_cards(self) -> int:
        return self.holder.page.locator("[data-slot=cards] > li").count()

    def _wait_for_cards(self, count: int) -> None:
        self.holder.page.wait_for_function(
            "n => document.querySelectorAll('[data-slot=cards] > li').length === n"
            " && !!document.querySelector('[data-go=card-new]')",
            arg=count,
        )
