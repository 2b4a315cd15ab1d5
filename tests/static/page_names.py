"""The names that a printed page holds: words, templates with their places, screens, scripts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.static.used_names import first_scripts
from wallet.assets import Assets
from wallet.pages import PAGES, STATIC, Press

PLACES = {"data-ref": "ref", "data-text": "text", "data-slot": "slot"}
OTHER = ".other"
"""Ends the one form that every plural has."""
SCRIPT = re.compile(r"/dist/([\w-]+)\.js")
WHOLE = ""
"""Stands for the page itself where a template is asked for."""

Place = tuple[str, str]


@dataclass
class PageNames:
    """`words` hold each form of a plural; `places` are kinds and names, by template."""

    path: str
    rules: str = ""
    words: set[str] = field(default_factory=set)
    places: dict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))
    leads_to: set[str] = field(default_factory=set)
    scripts: set[str] = field(default_factory=set)

    @property
    def spoken(self) -> set[str]:
        """What a script can ask for: the words, and the plurals by their own names."""
        return self.words | {word.removesuffix(OTHER) for word in self.words}


class Reader(HTMLParser):
    """Fills a PageNames from the page's markup."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.page = PageNames(path)
        self.inside = [WHOLE]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "template":
            self.inside.append(told.get("id", WHOLE))
            self.page.places[self.inside[-1]] |= set()
        self.page.scripts |= set(SCRIPT.findall(told.get("src", ""))) if tag == "script" else set()
        self.page.rules = told.get("data-rules", self.page.rules)
        self.page.words |= {told["data-word"]} if "data-word" in told else set()
        self.page.leads_to |= {told["data-go"]} if "data-go" in told else set()
        found = {(kind, told[name]) for name, kind in PLACES.items() if name in told}
        self.page.places[self.inside[-1]] |= found
        self.page.places[WHOLE] |= found

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.inside.pop()


def read_page(path: str, html: str) -> PageNames:
    """`scripts` are the first scripts of the bundles that the page loads."""
    reader = Reader(path)
    reader.feed(html)
    reader.page.scripts = {first for name in reader.page.scripts for first in first_scripts(name)}
    return reader.page


def printed_pages() -> list[PageNames]:
    """Every page in English: other languages print the same names."""
    press = Press(Assets(STATIC))
    printed = {path: press.page(template, "en", path) for path, template in PAGES.items()}
    return [read_page(path, page.body.decode()) for path, page in printed.items()]
