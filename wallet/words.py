"""Words: the translations of one language, read straight from the .po files that translators edit.

The source words are English and stand in templates/; English therefore has no files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

SOURCE = "en"
LANGUAGES = {"nl": "Nederlands", "fr": "Français", "en": "English", "ar": "العربية"}
RIGHT_TO_LEFT = frozenset({"ar"})
SAMPLES = range(201)

Key = tuple[str | None, str]


@dataclass
class Words:
    """Every word of one language. `missing` collects what was asked for and has no translation."""

    lang: str
    entries: dict[Key, tuple[str, ...]]
    missing: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return LANGUAGES[self.lang]

    @property
    def dir(self) -> str:
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"

    def gettext(self, message: str) -> str:
        return self._find((None, message), (message,))[0]

    def pgettext(self, context: str, message: str) -> str:
        return self._find((context, message), (message,))[0]

    def ngettext(self, one: str, many: str, n: int) -> str:
        found = self._find((None, one), (one, many))
        return found[min(self._slot(n), len(found) - 1)]

    def npgettext(self, context: str, one: str, many: str, n: int) -> str:
        found = self._find((context, one), (one, many))
        return found[min(self._slot(n), len(found) - 1)]

    def forms(self, key: str, one: str, many: str) -> Markup:
        """One <span data-word="key.CATEGORY"> for each plural category that this language uses."""
        chosen = {category: self.ngettext(one, many, n) for category, n in _examples(self.lang).items()}
        spans = (f'<span data-word="{escape(key)}.{c}">{escape(text)}</span>' for c, text in chosen.items())
        return Markup("".join(spans))  # noqa: S704  every part was escaped above

    def _find(self, key: Key, source: tuple[str, ...]) -> tuple[str, ...]:
        if self.lang == SOURCE:
            return source
        found = self.entries.get(key)
        if found is None:
            self.missing.add(key[1])
            return source
        return found

    def _slot(self, n: int) -> int:
        return _plural_slot(self.lang)(n)


@cache
def _examples(lang: str) -> dict[str, int]:
    """Each plural category of this language, with the smallest number that is in it."""
    rule = Locale.parse(lang).plural_form
    return {rule(n): n for n in reversed(SAMPLES)}


@cache
def _plural_slot(lang: str) -> Callable[[int], int]:
    """The gettext rule that numbers the plural slots of a .po file of this language; costly to make."""
    rule: Callable[[int], int] = c2py(get_plural(lang).plural_expr)
    return rule


def read_catalog(path: Path, lang: str) -> Catalog:
    """The messages of one .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def read_words(folder: Path, lang: str) -> Words:
    """All .po files of `folder`/`lang`, merged. What is empty or marked fuzzy counts as missing."""
    entries: dict[Key, tuple[str, ...]] = {}
    if lang == SOURCE:
        return Words(lang, entries)
    for path in sorted((folder / lang).glob("*.po")):
        for message in read_catalog(path, lang):
            if message.id and not message.fuzzy:
                source = message.id if isinstance(message.id, str) else message.id[0]
                text = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
                if text and all(text):
                    entries[(message.context, source)] = text
    return Words(lang, entries)
