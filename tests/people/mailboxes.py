"""What a holder does to let others put papers in."""

from __future__ import annotations

from tests.people.leaving import Leaving
from tests.people.seat import titled


class Receiving(Leaving):
    """Each method begins at the list of papers; what changes something ends there."""

    def makes_a_mailbox(self, name: str = "") -> str:
        """Its address, as the sheet has it."""
        self.taps("[data-go=add]")
        self.taps("main [data-go=mailboxes]")
        self.page.fill("#mailbox-name", name)
        self.taps("main form button.primary")
        self.waits_for("canvas.qr")
        link = self.page.text_content("main [data-text=address]") or ""
        self.is_at_the_list()
        return link

    def looks_at_what_came(self) -> None:
        """From the list, until the first paper is drawn."""
        self.taps("main [data-ref=look]")
        self.waits_for("[data-slot=rows] button, main [data-look]")
        if not self.sees("main [data-look]"):
            self.taps("[data-slot=rows] button")
            self.waits_for("main [data-look]")

    def keeps_it(self) -> None:
        """From the paper that came."""
        self.taps("main [data-ref=keep]")
        self.waits_for("#detail-name")
        self.taps("main form button.primary")
        self.waits_for("[data-look]")
        self.is_at_the_list()

    def does_not_keep_it(self) -> None:
        """From the paper that came."""
        self.taps("main [data-ref=refuse]")
        self.page.locator("main [data-ref=refuse]").wait_for(state="hidden")
        self.is_at_the_list()

    def sees_the_mailbox(self, name: str) -> None:
        """From the list to its square code."""
        self.taps("[data-go=add]")
        self.taps("main [data-go=mailboxes]")
        self.taps(f"[data-slot=mailboxes] button:has({titled(name)})")
        self.waits_for("canvas.qr")

    def takes_away_mailbox(self, name: str) -> None:
        self.sees_the_mailbox(name)
        self.taps("main [data-ref=close]")
        self.taps("dialog [data-answer=yes]")
        self.waits_for("#live.shown")
        self.is_at_the_list()
