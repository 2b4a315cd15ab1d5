"""What a holder does with people they trust: gives them parts, and gets in with their help."""

from __future__ import annotations

from tests.people.lock import Closing

Part = list[str]
"""The 13 groups that stand on one person's paper."""


class Trusting(Closing):
    """A holder with people. Each method begins at the list of papers unless it says otherwise."""

    def chooses_people(self, *names: str, days: int | None = None) -> list[Part]:
        """Gives the secret once more and hands out the parts; ends at the list."""
        self.begins_to_choose_people(*names, days=days)
        parts = []
        for name in names:
            self.waits_for(f"[data-screen=screen-part] h1:has-text('{name}')")
            parts.append(self.reads(".paper-groups .number"))
            self.taps("main [data-ref=next]")
        self.waits_for("main [data-ref=end]")
        self.is_at_the_list()
        return parts

    def begins_to_choose_people(self, *names: str, days: int | None = None) -> None:
        """Up to the first part."""
        self.taps("[data-go=settings]")
        self.taps("main [data-go=people]")
        self.taps("main [data-go=people-new]:visible")
        for place, name in enumerate(names, 1):
            self.page.fill(f"#person-{place}", name)
        if days is not None:
            self.page.select_option("#person-wait", str(days))
        self.taps("main form button.primary")
        self.gives_both(words=False)
        self.waits_for(".paper-groups li")

    def is_helped_with_the_card(self, part: Part) -> None:
        """From a fresh page: the card, no code, and what one person reads to them."""
        self.looks_for_help()
        self.taps("main [data-go=recover-card]")
        self.types_groups(self.groups)
        self.gives_a_part(part)

    def is_helped_by_two(self, first: Part, second: Part) -> None:
        """From a fresh page: no card."""
        self.looks_for_help()
        self.taps("main [data-go=recover-parts]")
        self.gives_a_part(first)
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('.group input')].every(one => !one.value)"
        )
        self.gives_a_part(second)

    def looks_for_help(self) -> None:
        """To the screen that offers both ways."""
        self.goes_to("open")
        self.taps("[data-go=unlock]")
        self.taps("[data-ref=card]")
        self.taps("main [data-go=recover]")

    def gives_a_part(self, part: Part) -> None:
        """Types what stands on it."""
        self.waits_for("[data-screen=screen-part-typed]")
        self.types_groups(part)

    def types_groups(self, groups: list[str]) -> None:
        """Into the fields of the screen, and goes on."""
        for field, group in zip(self.page.locator(".group input").all(), groups, strict=True):
            field.fill(group)
        self.taps("main form button.primary")

    def makes_all_anew(self) -> None:
        """After the help of others: a new name, secret and card; ends at the list."""
        self.waits_for("[data-screen=screen-recovered]")
        self.taps("main [data-ref=begin]")
        self.taps("[data-screen=screen-everywhere] [data-ref=begin]")
        self.chooses_anew()
        self.takes_the_card()
        self.taps("main [data-go=papers]")
        self.waits_for("[data-go=add]")

    def closes_for_good(self) -> None:
        """In two steps; ends at the start page."""
        self.taps("[data-go=settings]")
        self.taps("main [data-go=closing]")
        self.taps("main [data-ref=close]")
        self.taps("dialog [data-answer=yes]")
        self.page.wait_for_url(f"**/{self.lang}/")
