"""What a holder does with people they trust: gives them parts, and gets in with their help."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.people.holder import Holder

Part = list[str]
"""The 13 groups that stand on one person's paper."""


class Trusted:
    """The people whom a holder trusts. Each method begins at the list of papers unless it says otherwise."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def choose(self, *names: str, days: int | None = None) -> list[Part]:
        """Gives the secret once more and hands out the parts; ends at the list."""
        self.begin_to_choose(*names, days=days)
        parts = []
        for name in names:
            self.holder.waits_for(f"[data-screen=screen-part] h1:has-text('{name}')")
            parts.append(self.holder.reads(".paper-groups .number"))
            self.holder.taps("main [data-ref=next]")
        self.holder.waits_for("main [data-ref=end]")
        self.holder.is_at_the_list()
        return parts

    def begin_to_choose(self, *names: str, days: int | None = None) -> None:
        """Up to the first part."""
        self.holder.taps("[data-go=settings]")
        self.holder.taps("main [data-go=people]")
        self.holder.taps("main [data-go=people-new]:visible")
        for place, name in enumerate(names, 1):
            self.holder.page.fill(f"#person-{place}", name)
        if days is not None:
            self.holder.page.select_option("#person-wait", str(days))
        self.holder.taps("main form button.primary")
        self.holder.entry.give()
        self.holder.waits_for(".paper-groups li")

    def help_with_card(self, part: Part) -> None:
        """From a fresh page: the card, no code, and what one person reads to the holder."""
        self.look_for_help()
        self.holder.taps("main [data-go=recover-card]")
        self.type_groups(self.holder.groups)
        self.give(part)

    def help_as_two(self, first: Part, second: Part) -> None:
        """From a fresh page: no card."""
        self.look_for_help()
        self.holder.taps("main [data-go=recover-parts]")
        self.give(first)
        self.holder.page.wait_for_function(
            "() => [...document.querySelectorAll('.group input')].every(one => !one.value)"
        )
        self.give(second)

    def look_for_help(self) -> None:
        """From a fresh page to the screen that offers both ways."""
        self.holder.goes_to("open")
        self.holder.taps("[data-go=unlock]")
        self.holder.taps("[data-ref=card]")
        self.holder.taps("main [data-go=recover]")

    def give(self, part: Part) -> None:
        """Types what stands on it, into the screen that asks for it."""
        self.holder.waits_for("[data-screen=screen-part-typed]")
        self.type_groups(part)

    def type_groups(self, groups: list[str]) -> None:
        """Into the fields of the screen, and goes on."""
        self.holder.card.type_groups(groups)
        self.holder.taps("main form button.primary")

    def make_all_anew(self) -> None:
        """After the help of others: a new name, secret and card; ends at the list."""
        self.holder.waits_for("[data-screen=screen-recovered]")
        self.holder.taps("main [data-ref=begin]")
        self.holder.taps("[data-screen=screen-everywhere] [data-ref=begin]")
        self.holder.entry.choose_anew()
        self.holder.card.take()
        self.holder.taps("main [data-go=papers]")
        self.holder.waits_for_the_list()
