"""Somebody at a free-access PC: the same wallet under stricter rules, and an end that leaves nothing."""

from __future__ import annotations

from tests.people.holder import Holder


class Visitor(Holder):
    """A holder whose wallet page is the free-access PC's."""

    def goes_to(self, path: str) -> None:
        """Opens /{lang}/path; the wallet page is another one here."""
        super().goes_to("k-open" if path == "open" else path)

    def window_title(self) -> str:
        """What the program that runs the PC reads."""
        return self.page.title()

    def asks_for_help(self) -> None:
        """The overlay is there when this returns."""
        self.taps(".pc [data-ref=help]")
        self.waits_for(".helped")

    def finishes_here(self) -> None:
        """By the button that every screen has; returns at the next visitor's start page."""
        self.taps(".pc [data-ref=finish]")
        self.page.wait_for_url("**/k")
