"""The holder of a wallet: makes it, opens it, and does everything else in one of the areas."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page

from tests.people import ready
from tests.people.card import Card
from tests.people.contacts import Contacts
from tests.people.entry import Entry
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
UNSAVED = "[data-sheet=sheet-unsaved]"


class Holder(Seat):
    """Somebody with papers. What they keep in mind stays here: pictures or words, and a card.

    No method reads a word of a page: the same story is told in every language.
    """

    pictures: list[str]
    phrase: str | None
    groups: list[str]
    pocket: bool

    def __init__(
        self, browser: Browser, origin: str, lang: str = "nl", *, wallet: str = "open", **context: Any
    ) -> None:
        super().__init__(browser, origin, lang, **context)
        self.wallet = wallet

    def _sits_down(self, page: Page, origin: str, lang: str) -> None:
        super()._sits_down(page, origin, lang)
        self.wallet = "open"
        self.card = Card(self)
        self.contacts = Contacts(self)
        self.entry = Entry(self)
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

    def makes_a_wallet(self, phrase: str | None = None) -> None:
        """Has an empty wallet and is at its list; it was made before, unless it has words of their own."""
        if phrase is None and ready.give(self):
            self.unlocks()
        else:
            self.makes_a_wallet_by_hand(phrase)

    def makes_a_wallet_by_hand(self, phrase: str | None = None) -> None:
        """From the start page to the empty list; `phrase`: own words instead of a row."""
        self.goes_to("open")
        self.begins_a_wallet(phrase)
        self.card.prove()
        self.waits_for_the_list()

    def begins_a_wallet(self, phrase: str | None = None) -> None:
        """Up to the card, from the wallet page's first screen."""
        self.taps("[data-go=before]")
        self.taps("[data-go=signup]")
        self.entry.choose(phrase)
        self.entry.practise()
        self.card.copy()

    def unlocks(self) -> None:
        """With what they remember, from a fresh page."""
        self.goes_to("open")
        self.tries_to_unlock()
        self.waits_for_the_list()

    def tries_to_unlock(self) -> None:
        """Gives the secret on the page that is open."""
        self.taps("[data-go=unlock]")
        self.entry.give()

    def unlocks_in_vain(self) -> None:
        """With what they remember, from a fresh page; returns at the sentence that says it opens nothing."""
        self.goes_to("open")
        self.tries_to_unlock()
        self.waits_for("dialog [data-text=what]")

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
        return Known(list(self.pictures), self.phrase, list(self.groups), self.pocket)

    def learns(self, known: Known) -> None:
        """Has it from somebody else, or from before."""
        self.pictures, self.phrase = known.pictures, known.phrase
        self.groups, self.pocket = known.groups, known.pocket

    def waits_for_the_list(self) -> None:
        """Of papers, where they are on the way to it already."""
        self.waits_for(LISTED)

    def is_at_the_list(self) -> None:
        """Back until the list of papers is seen; what is not kept on the way is given up."""
        back = self.waits_for(f"{LISTED}, main [data-back]").element_handle()
        while not self.sees(LISTED):
            back.click()
            if self.sees(UNSAVED):
                self.taps(f"{UNSAVED} [data-answer=yes]")
            back.wait_for_element_state("hidden")
            back = self.waits_for(f"{LISTED}, main [data-back]").element_handle()
