"""What a holder does about what opens the wallet: another secret, cards, other devices, everything anew."""

from __future__ import annotations

import json

from tests.people.core import Core
from tests.people.known import Known


class Careful(Core):
    """A holder with settings. Each method begins at the list of papers; what changes something ends there."""

    def tells(self) -> Known:
        """What they keep in mind now."""
        return Known(list(self.name), list(self.secret), list(self.groups), self.code)

    def learns(self, known: Known) -> None:
        """Has it from somebody else, or from before."""
        self.name, self.secret, self.groups, self.code = known.name, known.secret, known.groups, known.code

    def looks_at_settings(self, name: str) -> None:
        """Goes to the settings, or on to one of their screens, and stays there."""
        self.taps("[data-go=settings]")
        self.waits_for("main [data-ref=others]")
        for step in {"": [], "card-new": ["cards", "card-new"]}.get(name, [name]):
            self.taps(f"main [data-go={step}]")
        self.page.locator("main [data-ref=others]").wait_for(state="hidden" if name else "visible")

    def changes_the_secret(self) -> None:
        """Another name and another secret, drawn and practised."""
        self.enters_settings("secret-change")
        self.taps("main [data-ref=begin]")
        self.chooses_anew()
        self.waits_for("main [data-ref=others]")
        self.is_at_the_list()

    def cards(self) -> list[str]:
        """What each is called."""
        self.enters_settings("cards")
        found = self.reads("[data-slot=cards] [data-text=title]")
        self.is_at_the_list()
        return found

    def makes_a_card(self, kind: str, name: str = "") -> None:
        """`kind`: pocket or safe; keeps its groups in mind instead of the former card's."""
        self.enters_settings("cards")
        before = self._how_many_cards()
        self.taps("[data-go=card-new]")
        self.page.check(f"[name=kind][value={kind}]")
        self.page.fill("#card-name", name)
        self.taps("main form button.primary")
        self.takes_the_card()
        self._sees_cards(before + 1)
        self.is_at_the_list()

    def takes_away_card(self, name: str) -> bool:
        """In two steps; whether it was said that this is the last one."""
        self.enters_settings("cards")
        before = self._how_many_cards()
        title = f"[data-text=title]:text-is({json.dumps(name)})"
        self.taps(f"[data-slot=cards] > li:has({title}) [data-ref=remove]")
        self.waits_for("dialog [data-answer=yes]")
        warned = self.sees("dialog [data-ref=last]")
        self.taps("dialog [data-answer=yes]")
        self._sees_cards(before - 1)
        self.is_at_the_list()
        return warned

    def signs_out_other_devices(self) -> None:
        """After the question was answered with yes."""
        self.taps("[data-go=settings]")
        self.taps("main [data-ref=others]")
        self.taps("dialog [data-answer=yes]")
        self.waits_for("#live.shown")
        self.is_at_the_list()

    def closes_everywhere(self) -> None:
        """A new name, secret and card; the old ones are worth nothing afterwards."""
        self.closes_everywhere_until_it_is_done()
        self.taps("main [data-go=papers]")
        self.waits_for("[data-go=add]")

    def closes_everywhere_until_it_is_done(self) -> None:
        """Up to the screen that says so."""
        self.enters_settings("everywhere")
        self.taps("main [data-ref=begin]")
        self.chooses_anew()
        self.takes_the_card()

    def unlocks_with_the_card_in_vain(self) -> None:
        """Returns at the sentence that says it opens nothing."""
        self.tries_the_card()
        self.waits_for("dialog [data-text=what]")

    def gets_back(self, title: str) -> bytes:
        """The file of a paper, as it comes out of the wallet."""
        self.opens_paper(title)
        with self.page.expect_download() as saving:
            self.taps("main [data-ref=download]")
        taken = saving.value.path().read_bytes()
        self.is_at_the_list()
        return taken

    def is_sent_to_the_start(self) -> None:
        """Taps once more where the wallet was closed from elsewhere."""
        self.page.mouse.click(5, 400)
        self.page.wait_for_url(f"**/{self.lang}/")

    def enters_settings(self, name: str) -> None:
        self.taps("[data-go=settings]")
        self.taps(f"main [data-go={name}]")
        self.waits_for("main [data-ref=begin], main [data-go=card-new]")

    def chooses_anew(self) -> None:
        """Another name and secret, drawn and practised."""
        self.name = self._chooses(3, None)
        self.secret = self._chooses(6, None)
        self.page.locator(".drawn-one").first.wait_for(state="detached")
        self.taps("main [data-ref=next]")
        self.gives_both(words=False)

    def takes_the_card(self) -> None:
        self.waits_for(".paper-groups li")
        self.groups = self.reads(".paper-groups .number")
        self.code = self.page.inner_text("[data-text=code]") if self.sees("[data-text=code]") else None
        self.proves_the_card()

    def _how_many_cards(self) -> int:
        return self.page.locator("[data-slot=cards] > li").count()

    def _sees_cards(self, count: int) -> None:
        self.page.wait_for_function(
            "n => document.querySelectorAll('[data-slot=cards] > li').length === n"
            " && !!document.querySelector('[data-go=card-new]')",
            arg=count,
        )
