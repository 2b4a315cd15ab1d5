"""What a holder does with a card on paper: copies it, proves that they have it, gets in with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.people.holder import Holder


class Card:
    """The card whose groups a holder has, and whether it asks for pictures."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def copy(self) -> None:
        """From the screen that shows it once."""
        self.holder.waits_for(".paper-groups li")
        self.holder.groups = self.holder.reads(".paper-groups .number")
        self.holder.pocket = self.holder.sees("main [data-ref=pictures]")

    def prove(self) -> None:
        """Types the two groups that are asked for."""
        self.holder.taps("main [data-ref=next]")
        for place in (1, 2):
            label = self.holder.waits_for(f"[data-text=label{place}]").inner_text()
            number = int("".join(filter(str.isdigit, label)))
            self.holder.page.fill(f"#proof-{place}", self.holder.groups[number - 1])
        self.holder.taps("main form button.primary")

    def take(self) -> None:
        """Copies it, then types what is asked for."""
        self.copy()
        self.prove()

    def unlock(self) -> None:
        """Ten groups, and the pictures of a pocket card; ends at the list of papers."""
        self.begin_to_unlock()
        self.holder.waits_for_the_list()

    def unlock_in_vain(self) -> None:
        """Returns at the sentence that says it opens nothing."""
        self.begin_to_unlock()
        self.holder.waits_for("dialog [data-text=what]")

    def begin_to_unlock(self) -> None:
        """Types all of it, from a fresh page."""
        self.holder.goes_to("open")
        self.holder.taps("[data-go=unlock]")
        self.holder.taps("[data-ref=card]")
        self.type_groups(self.holder.groups)
        self.go_on()

    def go_on(self) -> None:
        """From the groups: the first three pictures of a pocket card, nothing for a safe one."""
        if self.holder.pocket:
            self.holder.taps("[data-ref=open]")
            self.holder.entry.tap_pictures(self.holder.pictures[:3])
        else:
            self.holder.taps("[data-ref=safe]")

    def type_groups(self, groups: list[str]) -> None:
        """Of a card or of a part that somebody keeps, into the fields of the screen."""
        for field, group in zip(self.holder.page.locator(".group input").all(), groups, strict=True):
            field.fill(group)
