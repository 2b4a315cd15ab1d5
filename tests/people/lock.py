"""What a holder does before an appointment: closes the rest until a time, and ends that early with a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.people.seat import titled

if TYPE_CHECKING:
    from tests.people.holder import Holder


class Lock:
    """The closing of the rest. Each method begins at the list of papers."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def close_the_rest(self, *titles: str, hours: int = 1, safe_card: bool = False) -> None:
        """Only these papers, for 1, 3 or 8 hours; ends at the list of what can be opened now."""
        self.begin_to_close_the_rest(*titles, hours=hours, safe_card=safe_card)
        self.holder.waits_for("#live.shown")
        self.holder.waits_for_the_list()

    def begin_to_close_the_rest(self, *titles: str, hours: int = 1, safe_card: bool = False) -> None:
        """The same, without waiting until it is done."""
        self.come_to_the_last_yes(*titles, hours=hours, safe_card=safe_card)
        self.holder.taps("dialog [data-answer=yes]")

    def come_to_the_last_yes(self, *titles: str, hours: int = 1, safe_card: bool = False) -> None:
        """The same, without it: nothing is closed."""
        self._tick(*titles)
        self.holder.page.check(f"[name=until][value='{hours * 3600}']")
        if safe_card:
            self.holder.page.check("[name=early][value=safe]")
        self.holder.taps("main form button.primary")
        self.holder.waits_for("dialog [data-answer=yes]")

    def end(self, groups: list[str]) -> None:
        """Early, with the groups of a safe card; ends at the start page."""
        self.type_card(groups)
        self.holder.taps("main [data-ref=finish]")
        self.holder.page.wait_for_url(f"**/{self.holder.lang}/")

    def type_card(self, groups: list[str]) -> None:
        """Up to what is said about it."""
        self.holder.taps("[data-go=settings]")
        self.holder.taps("main [data-go=lock]")
        self.holder.taps("main [data-go=lock-end]")
        self.holder.card.type_groups(groups)
        self.holder.taps("main form button.primary")

    def _tick(self, *titles: str) -> None:
        """What stays; from the list to the screen that asks until when."""
        self.holder.taps("[data-go=settings]")
        self.holder.taps("main [data-go=lock]")
        self.holder.lifts_the_veil()
        for title in titles:
            self.holder.page.locator(f"label.row:has({titled(title)}) input").check()
        self.holder.taps("main [data-ref=next]")
        self.holder.waits_for("[name=early]")
