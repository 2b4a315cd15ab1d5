"""What a holder does at a free-access PC: the same wallet, stricter rules, an end that leaves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.people.holder import Holder

WALLET = "k-open"
"""The wallet page there: who visits is a Holder with it."""


class Visit:
    """The bar that every screen has there."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def window_title(self) -> str:
        """What the program that runs the PC reads."""
        return self.holder.page.title()

    def ask_for_help(self) -> None:
        """The overlay is there when this returns."""
        self.holder.taps(".pc [data-ref=help]")
        self.holder.waits_for(".helped")

    def finish(self) -> None:
        """By the button that every screen has; returns at the next visitor's start page."""
        self.holder.taps(".pc [data-ref=finish]")
        self.holder.page.wait_for_url("**/k")
