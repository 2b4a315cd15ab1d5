"""The holder of a wallet: makes it, opens it, and does everything else in one of the areas."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Browser, Page

from tests.people.contacts import Contacts
from tests.people.known import Known
from tests.people.leaving import Leaving
from tests.people.lock import Lock
from tests.people.mailboxes import Mailboxes
from tests.people.mandates import Mandates
from tests.people.media import Media
from tests.people.papers import Papers
from tests.people.seat import Seat
from tests.people.secrets import Secrets
from tests.people.settings import Settings
from tests.people.shares import Shares
from tests.people.trusted import Trusted
from tests.people.uploads import Uploads
from tests.people.visit import Visit
from tests.people.work import Work

LISTED = "[data-go=add]"  # only the list of papers has it


class Holder(Seat):
    """Somebody with papers. What they keep in mind stays here: pictures or words, card and code.

    No method reads a word of a page: the same story is told in every language.
    """

    name: list[str]
    secret: list[str]
    groups: list[str]
    code: str | None

    def __init__(
        self, browser: Browser, origin: str, lang: str = "nl", *, wallet: str = "open", **context: Any
    ) -> None:
        super().__init__(browser, origin, lang, **context)
        self.wallet = wallet

    def _sits_down(self, page: Page, origin: str, lang: str) -> None:
        super()._sits_down(page, origin, lang)
        self.wallet = "open"
        self.contacts = Contacts(self)
        self.leaving = Leaving(self)
        self.lock = Lock(self)
        self.mailboxes = Mailboxes(self)
        self.mandates = Mandates(self)
        self.media = Media(self)
        self.papers = Papers(self)
        self.secrets = Secrets(self)
        self.settings = Settings(self)
        self.shares = Shares(self)
        self.trusted = Trusted(self)
        self.uploads = Uploads(self)
        self.visit = Visit(self)
        self.work = Work(self)

    def goes_to(self, path: str) -> None:
        """Opens /{lang}/path; the wallet page is another one on a free-access PC."""
        super().goes_to(self.wallet if path == "open" else path)

    def makes_a_wallet(self, words: tuple[str, str] | None = None) -> None:
        """From the start page to the empty list; `words`: an own name and passphrase instead of pictures."""
        self.goes_to("open")
        self.begins_a_wallet(words)
        self.proves_the_card()
        self.waits_for_the_list()

    def begins_a_wallet(self, words: tuple[str, str] | None = None) -> None:
        """Up to the card, from the wallet page's first screen."""
        self.taps("[data-go=before]")
        self.taps("[data-go=signup]")
        self.name = self._chooses(3, words and words[0])
        self.secret = self._chooses(6, words and words[1])
        self.waits_for(".steps")
        self.taps("main [data-ref=next]")
        self.gives_both(words is not None)
        self._copies_the_card()

    def proves_the_card(self) -> None:
        """Types the two groups that are asked for, and the code."""
        self.taps("main [data-ref=next]")
        for place in (1, 2):
            label = self.waits_for(f"[data-text=label{place}]").inner_text()
            number = int("".join(filter(str.isdigit, label)))
            self.page.fill(f"#proof-{place}", self.groups[number - 1])
        if self.code:
            self.page.fill("#proof-code", self.code)
        self.taps("main form button.primary")

    def takes_the_card(self) -> None:
        """Copies it, then types what is asked for."""
        self._copies_the_card()
        self.proves_the_card()

    def unlocks(self, words: bool = False) -> None:
        """With what they remember, from a fresh page."""
        self.goes_to("open")
        self.tries_to_unlock(words)
        self.waits_for_the_list()

    def tries_to_unlock(self, words: bool = False) -> None:
        """Gives name and secret on the page that is open."""
        self.taps("[data-go=unlock]")
        if words:
            self.taps("[data-ref=switch]")
        self.gives_both(words)

    def unlocks_in_vain(self) -> None:
        """With what they remember, from a fresh page; returns at the sentence that says it opens nothing."""
        self.goes_to("open")
        self.tries_to_unlock()
        self.waits_for("dialog [data-text=what]")

    def unlocks_with_the_card(self) -> None:
        """Ten groups, and the code of a pocket card."""
        self.tries_the_card()
        self.waits_for_the_list()

    def tries_the_card(self) -> None:
        """Types all of it, from a fresh page."""
        self.goes_to("open")
        self.taps("[data-go=unlock]")
        self.taps("[data-ref=card]")
        self.types_groups(self.groups)
        if self.code:
            self.page.fill("#card-code", self.code)
        self.taps("[data-ref=open]")

    def unlocks_with_the_card_in_vain(self) -> None:
        """Returns at the sentence that says it opens nothing."""
        self.tries_the_card()
        self.waits_for("dialog [data-text=what]")

    def types_groups(self, groups: list[str]) -> None:
        """Of a card or a part, into the fields of the screen."""
        for field, group in zip(self.page.locator(".group input").all(), groups, strict=True):
            field.fill(group)

    def finishes(self) -> None:
        """From the list to the start page."""
        self.taps("[data-ref=finish]")
        self.page.wait_for_url(f"**/{self.lang}/")

    def is_sent_to_the_start(self) -> None:
        """Taps once more where the wallet was closed from elsewhere."""
        self.page.mouse.click(5, 400)
        self.page.wait_for_url(f"**/{self.lang}/")

    def tells(self) -> Known:
        """What they keep in mind now."""
        return Known(list(self.name), list(self.secret), list(self.groups), self.code)

    def learns(self, known: Known) -> None:
        """Has it from somebody else, or from before."""
        self.name, self.secret, self.groups, self.code = known.name, known.secret, known.groups, known.code

    def waits_for_the_list(self) -> None:
        """Of papers, where they are on the way to it already."""
        self.waits_for(LISTED)

    def is_at_the_list(self) -> None:
        """Back until the list of papers is seen."""
        back = self.waits_for(f"{LISTED}, main [data-back]").element_handle()
        while not self.sees(LISTED):
            back.click()
            back.wait_for_element_state("hidden")
            back = self.waits_for(f"{LISTED}, main [data-back]").element_handle()

    def chooses_anew(self) -> None:
        """Another name and secret, drawn and practised."""
        self.name = self._chooses(3, None)
        self.secret = self._chooses(6, None)
        self.page.locator(".drawn-one").first.wait_for(state="detached")
        self.taps("main [data-ref=next]")
        self.gives_both(words=False)

    def gives_both(self, words: bool) -> None:
        """Name, then secret, on the screens that ask for them."""
        for said in (self.name, self.secret):
            if words:
                self.page.wait_for_function("() => document.querySelector('#entry-text')?.value === ''")
                self.page.fill("#entry-text", said[0])
                self.page.keyboard.press("Enter")
            else:
                self._taps_pictures(said)

    def _copies_the_card(self) -> None:
        """Its groups and the code of a pocket card, from the screen that shows them."""
        self.waits_for(".paper-groups li")
        self.groups = self.reads(".paper-groups .number")
        self.code = self.page.inner_text("[data-text=code]") if self.sees("[data-text=code]") else None

    def _chooses(self, count: int, own: str | None) -> list[str]:
        """Keeps what was drawn, or types own words instead."""
        self.waits_for(f".drawn-one:nth-child({count})")
        if own is None:
            drawn = self.reads(".drawn-one b")
            self.taps("main [data-ref=next]")
            return drawn
        self.taps("[data-ref=own]")
        self.page.fill("#own-text", own)
        self.taps("main form button.primary")
        return [own]

    def _taps_pictures(self, said: Sequence[str]) -> None:
        self.page.wait_for_function(
            "() => document.querySelector('.picture') && !document.querySelector('[data-ref=picked] *')"
        )
        for one in said:
            self.taps(f".picture[aria-label={json.dumps(one, ensure_ascii=False)}]")
        if len(said) > 3:
            self.taps("[data-ref=done]")
