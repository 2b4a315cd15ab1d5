"""What a holder does before an appointment: closes the rest until a time, and ends that early with a card."""

from __future__ import annotations

from tests.people.seat import titled
from tests.people.settings import Careful


class Closing(Careful):
    """A holder who locks. Each method begins at the list of papers."""

    def closes_the_rest(self, *titles: str, hours: int = 1, safe_card: bool = False) -> None:
        """Only these papers, for 1, 3 or 8 hours; ends at the list of what can be opened now."""
        self.ticks_what_stays(*titles)
        self.page.check(f"[name=until][value='{hours * 3600}']")
        if safe_card:
            self.page.check("[name=early][value=safe]")
        self.taps("main form button.primary")
        self.taps("dialog [data-answer=yes]")
        self.waits_for("#live.shown")
        self.waits_for("[data-go=add]")

    def ticks_what_stays(self, *titles: str) -> None:
        """From the list to the screen that asks until when."""
        self.taps("[data-go=settings]")
        self.taps("main [data-go=lock]")
        self.lifts_the_veil()
        for title in titles:
            self.page.locator(f"label.row:has({titled(title)}) input").check()
        self.taps("main [data-ref=next]")
        self.waits_for("[name=early]")

    def ends_it_early(self, groups: list[str]) -> None:
        """With the groups of a safe card; ends at the start page."""
        self.types_the_card_that_ends_it(groups)
        self.taps("main [data-ref=finish]")
        self.page.wait_for_url(f"**/{self.lang}/")

    def types_the_card_that_ends_it(self, groups: list[str]) -> None:
        self.taps("[data-go=settings]")
        self.taps("main [data-go=lock]")
        self.taps("main [data-go=lock-end]")
        for field, group in zip(self.page.locator(".group input").all(), groups, strict=True):
            field.fill(group)
        self.taps("main form button.primary")
