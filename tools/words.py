"""Keeps translations/ in step with templates/. Run from the root of the repository.

`python -m tools.words` adds new words, drops dead ones and keeps what is translated;
`python -m tools.words open/papers` does so for one template;
`python -m tools.words --check` changes nothing and lists what is wrong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.plurals import get_plural
from babel.messages.pofile import write_po

from wallet.pages import source_folder
from wallet.words import LANGUAGES, SOURCE, read_catalog

TEMPLATES = source_folder("templates")
TRANSLATIONS = source_folder("translations")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "forms": (2, 3),
    "each": None,
}
OPTIONS = {"trimmed": "true", "newstyle_gettext": "true"}
TARGETS = [lang for lang in LANGUAGES if lang != SOURCE]
PLACE = re.compile(r"\{\w+\}|%\(\w+\)s|</?\w+[^>]*>")


@dataclass(frozen=True)
class Found:
    """A message as it stands in a template: one text, or singular and plural."""

    context: str | None
    texts: tuple[str, ...]

    @property
    def id(self) -> str | tuple[str, ...]:
        return self.texts[0] if len(self.texts) == 1 else self.texts

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.texts[0]


def templates() -> list[str]:
    """Every template's path without .html."""
    return sorted(p.relative_to(TEMPLATES).with_suffix("").as_posix() for p in TEMPLATES.rglob("*.html"))


def po_path(lang: str, template: str) -> Path:
    return TRANSLATIONS / lang / f"{template.replace('/', '-')}.po"


def messages_of(template: str) -> list[Found]:
    """The messages of one template, in its order, each once."""
    source = (TEMPLATES / f"{template}.html").read_bytes()
    rows = extract("jinja2.ext:babel_extract", BytesIO(source), KEYWORDS, (), OPTIONS)
    return list(dict.fromkeys(Found(context, _texts(message)) for _, message, _, context in rows))


def _texts(message: str | Iterable[str] | None) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message or ())


def translated(lang: str) -> dict[tuple[str | None, str], Message]:
    """All translations of a language by key; used to fill a word that stands in another template already."""
    known: dict[tuple[str | None, str], Message] = {}
    for path in sorted((TRANSLATIONS / lang).glob("*.po")):
        known |= {key: m for key, m in _by_key(read_catalog(path, lang)).items() if _is_done(m)}
    return known


def _by_key(catalog: Catalog) -> dict[tuple[str | None, str], Message]:
    return {(m.context, _texts(m.id)[0]): m for m in catalog if m.id}


def _is_done(message: Message) -> bool:
    texts = _texts(message.string)
    return not message.fuzzy and bool(texts) and all(texts)


def update(lang: str, template: str) -> None:
    """Rewrites one .po file, if anything changed."""
    path = po_path(lang, template)
    old = _by_key(read_catalog(path, lang)) if path.exists() else {}
    known = translated(lang) | {key: m for key, m in old.items() if _is_done(m)}
    catalog = Catalog(locale=lang, fuzzy=False)
    for found in messages_of(template):
        message = known.get(found.key)
        text = message.string if message else None
        catalog.add(
            found.id, text, context=found.context, user_comments=message.user_comments if message else ()
        )
    body = _header(lang) + _po_bytes(catalog)
    if len(catalog) == 0:
        path.unlink(missing_ok=True)
    elif not path.exists() or path.read_bytes() != body:
        path.write_bytes(body)


def _header(lang: str) -> bytes:
    plural = get_plural(lang)
    lines = [
        f"Language: {lang}",
        "Content-Type: text/plain; charset=utf-8",
        f"Plural-Forms: {plural.plural_forms}",
    ]
    return "".join(['msgid ""\nmsgstr ""\n', *(f'"{line}\\n"\n' for line in lines), "\n"]).encode()


def _po_bytes(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalog, omit_header=True, no_location=True, width=0)
    return out.getvalue()


def complaints() -> Iterator[str]:
    """One line per thing that a translator or a developer has to mend."""
    same = set((TRANSLATIONS / "same.txt").read_text().splitlines())
    for lang in TARGETS:
        seen: dict[tuple[str | None, str], tuple[str, ...]] = {}
        wanted = {po_path(lang, template) for template in templates()}
        yield from (
            f"{lang}: {p.name} belongs to no template"
            for p in (TRANSLATIONS / lang).glob("*.po")
            if p not in wanted
        )
        for template in templates():
            for line in _complaints_of(lang, template, same, seen):
                yield f"{lang}/{template}: {line}"


def _complaints_of(
    lang: str, template: str, same: set[str], seen: dict[tuple[str | None, str], tuple[str, ...]]
) -> Iterator[str]:
    path = po_path(lang, template)
    have = _by_key(read_catalog(path, lang)) if path.exists() else {}
    found = messages_of(template)
    yield from (f"dead: {key[1]}" for key in have.keys() - {f.key for f in found})
    for one in found:
        message = have.get(one.key)
        if message is None or not _is_done(message):
            yield f"not translated: {one.texts[0]}"
            continue
        texts = _texts(message.string)
        yield from _differences(one, texts, same)
        if seen.setdefault(one.key, texts) != texts:
            yield f"translated in two ways: {one.texts[0]}"


def _differences(one: Found, texts: tuple[str, ...], same: set[str]) -> Iterator[str]:
    for text in texts:
        if text in one.texts and text not in same:
            yield f"the same as in English (add it to same.txt if that is right): {text}"
        if not _same_places(one, text):
            yield f"other places to fill than in English: {text}"


def _same_places(one: Found, text: str) -> bool:
    """A form for one, two or none may spell its number out instead of showing it."""
    wanted, found = sorted(PLACE.findall(one.texts[-1])), sorted(PLACE.findall(text))
    return found == wanted or (len(one.texts) > 1 and sorted({*found, "{n}"}) == sorted({*wanted, "{n}"}))


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        found = list(complaints())
        print("\n".join(found))
        return 1 if found else 0
    for lang in TARGETS:
        (TRANSLATIONS / lang).mkdir(parents=True, exist_ok=True)
        for template in arguments or templates():
            update(lang, template)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
