"""What a holder does to let others put papers in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.people.seat import titled

if TYPE_CHECKING:
    from tests.people.holder import Holder


class Mailboxes:
    """A holder's mailboxes. Each method begins at the list of papers; what changes something ends there."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def make(self, name: str = "") -> str:
        """Its address, as the sheet has it."""
        self.holder.taps("[data-go=add]")
        self.holder.taps("main [data-go=mailboxes]")
        self.holder.page.fill("#mailbox-name", name)
        self.holder.taps("main form button.primary")
        self.holder.waits_for("canvas.qr")
        link = self.holder.page.text_content("main [data-text=address]") or ""
        self.holder.is_at_the_list()
        return link

    def show(self, name: str) -> None:
        """From the list to its square code."""
        self.holder.taps("[data-go=add]")
        self.holder.taps("main [data-go=mailboxes]")
        self.holder.taps(f"[data-slot=mailboxes] button:has({titled(name)})")
        self.holder.waits_for("canvas.qr")

    def digits(self, name: str) -> str:
        """Its address as twelve digits, from the list and back to it."""
        self.show(name)
        self.holder.taps("main [data-ref=digits]")
        digits = self.holder.waits_for("[data-ref=digits-box] [data-text=digits]").inner_text()
        self.holder.is_at_the_list()
        return digits

    def trusted_link(self, name: str) -> str:
        """The link for people who are trusted, from the list and back to it."""
        self.show(name)
        self.holder.taps("main [data-ref=trusted]")
        self.holder.waits_for("main [data-ref=is-trusted]")
        link = self.holder.page.text_content("main [data-text=address]") or ""
        self.holder.is_at_the_list()
        return link

    def remove_all(self) -> None:
        """Of what came, unread."""
        self.holder.taps("main [data-ref=look]")
        self.holder.taps("main [data-ref=clear]")
        self.holder.taps("dialog [data-answer=yes]")
        self.holder.waits_for("#live.shown")

    def close(self, name: str) -> None:
        """After the question was answered with yes."""
        self.show(name)
        self.holder.taps("main [data-ref=close]")
        self.holder.taps("dialog [data-answer=yes]")
        self.holder.waits_for("#live.shown")
        self.holder.is_at_the_list()

    def look(self) -> None:
        """At what came: from the list, until the first paper is drawn."""
        self.holder.taps("main [data-ref=look]")
        self.holder.waits_for("[data-slot=rows] button, main [data-look]")
        if not self.holder.sees("main [data-look]"):
            self.holder.taps("[data-slot=rows] button")
            self.holder.waits_for("main [data-look]")

    def keep(self) -> None:
        """The paper that came and is open."""
        self.holder.taps("main [data-ref=keep]")
        self.holder.waits_for("#detail-name")
        self.holder.taps("main form button.primary")
        self.holder.waits_for("[data-look]")
        self.holder.is_at_the_list()

    def refuse(self) -> None:
        """The paper that came and is open."""
        self.holder.taps("main [data-ref=refuse]")
        self.holder.page.locator("main [data-ref=refuse]").wait_for(state="hidden")
        self.holder.is_at_the_list()
