"""What pages weigh: the files that a browser fetches for one, and their bytes as the server sends them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from flask.testing import FlaskClient

from wallet.app import create_app
from wallet.config import make

TAKES = {"Accept-Encoding": "gzip, deflate, br, zstd"}
ASKED = re.compile(r'<(?:link|script) [^>]*?(?:href|src)="(/static/[^"]+)"')
SCREENS = re.compile(r'data-part="wallet" data-src="([^"]+)"')
WORKER = re.compile(r'data-part="worker" data-src="([^"]+)"')
NAMES, SHEET = re.compile(r'data-names="([^"]+)"'), re.compile(r'data-sheet="([^"]+)"')
SIGNED_IN = {"host": "/host/v1/me", "operator": "/operator/v1/me"}
"""Pages of staff ask at once whether somebody is signed in."""


@dataclass(frozen=True)
class Scales:
    """Weighs what an application answers; an address is a path with its query."""

    client: FlaskClient

    def weigh(self, *addresses: str) -> int:
        """Bytes of these bodies as they travel to a browser of today."""
        return sum(len(self.client.get(one, headers=TAKES).data) for one in addresses)

    def fetched(self, lang: str, page: str) -> list[str]:
        """All that comes when a page is opened.

        Left out is what not every browser fetches: the manifest, 231 bytes, by which phones keep a page.
        """
        head = self._text(lang, page).split("<template", 1)[0]
        besides = [SIGNED_IN[page]] if page in SIGNED_IN else []
        return [f"/{lang}/{page}", *ASKED.findall(head), *besides]

    def fetched_until_the_name(self, lang: str, page: str = "open") -> list[str]:
        """All that comes until a wallet page asks for the name, except the pictures' sheet."""
        text = self._text(lang, page)
        return [*self.fetched(lang, page), *WORKER.findall(text), *NAMES.findall(text)]

    def screens(self, lang: str, page: str = "open") -> str:
        """The one script with the screens of an open wallet, which comes while the name is asked."""
        scripts: list[str] = SCREENS.findall(self._text(lang, page))
        return scripts[0]

    def sheet(self, lang: str, page: str = "open") -> str:
        """The one file with all pictures."""
        sheets: list[str] = SHEET.findall(self._text(lang, page))
        return sheets[0]

    def _text(self, lang: str, page: str) -> str:
        body: bytes = self.client.get(f"/{lang}/{page}").data
        return body.decode()


def scales(folder: Path) -> Scales:
    """Of the whole application, with its data in `folder`."""
    return Scales(create_app(make({"folder": str(folder)})).test_client())
