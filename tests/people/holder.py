"""The holder of a wallet."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser

from tests.people.contacts import Contacts
from tests.people.core import Core
from tests.people.leaving import Leaving
from tests.people.lock import Lock
from tests.people.mailboxes import Mailboxes
from tests.people.mandates import Mandates
from tests.people.media import Media
from tests.people.secrets import Secrets
from tests.people.settings import Settings
from tests.people.shares import Shares
from tests.people.trusted import Trusted
from tests.people.uploads import Uploads


class Holder(Core):
    """Somebody with papers: records, shares, closes the rest, has several secrets."""

    def __init__(self, browser: Browser, origin: str, lang: str = "nl", **context: Any) -> None:
        super().__init__(browser, origin, lang, **context)
        self.contacts = Contacts(self)
        self.leaving = Leaving(self)
        self.lock = Lock(self)
        self.mailboxes = Mailboxes(self)
        self.mandates = Mandates(self)
        self.media = Media(self)
        self.secrets = Secrets(self)
        self.settings = Settings(self)
        self.shares = Shares(self)
        self.trusted = Trusted(self)
        self.uploads = Uploads(self)
