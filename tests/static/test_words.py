"""Every visible word stands in templates/ and is translated, without the words that give a person away."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from jinja2 import Environment

from tools.words import TARGETS, TEMPLATES, complaints, messages_of, po_path, templates
from wallet.assets import Assets
from wallet.pages import STATIC, Press, print_all
from wallet.words import LANGUAGES, Words, read_catalog, read_words

NAMES = {"Sacoche", "Sacoche ·", "· Sacoche"}
SPOKEN = ("alt", "aria-label", "placeholder", "title", "aria-description", "aria-valuetext")
HOLE = " "

# What would tell somebody who looks over a shoulder that there may be more to find.
FORBIDDEN = {
    "en": ("duress", "everyday", "panic", "decoy", "plausible", "hidden", "secret compartment"),
    "nl": ("dwang", "alledaags", "paniek", "lokaas", "verborgen", "geheim vak"),
    "fr": ("contrainte", "quotidien", "panique", "leurre", "caché", "compartiment secret"),
    "ar": ("إكراه", "ذعر", "مخفي", "مخفية", "خفية", "طُعم"),
}


def test_every_word_is_translated_and_every_place_to_fill_is_kept() -> None:
    assert list(complaints()) == []


def test_no_page_falls_back_to_english() -> None:
    press = Press(Assets(STATIC))
    print_all(press)
    assert press.missing() == {}


def all_words(lang: str) -> str:
    if lang == "en":
        return "\n".join(text for name in templates() for found in messages_of(name) for text in found.texts)
    catalogs = [
        read_catalog(po_path(lang, name), lang) for name in templates() if po_path(lang, name).exists()
    ]
    return "\n".join(str(message.string) for catalog in catalogs for message in catalog if message.id)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_says_that_there_may_be_more_to_find(lang: str) -> None:
    text = all_words(lang).lower()
    assert [word for word in FORBIDDEN[lang] if re.search(rf"\b{word}", text)] == []


class Unmarked(HTMLParser):
    """Collects text and spoken attributes that are written straight into a template."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if re.search(r"[^\W\d_]{2}", text) and text not in NAMES:
            self.found.append(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in SPOKEN:
                self.handle_data(value or "")


def markup_only(source: str) -> str:
    """The template with a hole in the place of each expression and statement."""
    tokens = Environment(extensions=["jinja2.ext.i18n"]).lex(source)
    return "".join(value if kind == "data" else HOLE for _, kind, value in tokens if "comment" not in kind)


@pytest.mark.parametrize("name", templates())
def test_every_visible_word_is_marked_for_translation(name: str) -> None:
    parser = Unmarked()
    parser.feed(markup_only((TEMPLATES / f"{name}.html").read_text()))
    assert parser.found == []


def test_a_plural_has_a_form_for_every_number() -> None:
    for lang in LANGUAGES:
        spans = read_words(po_path("nl", "x").parent.parent, lang).forms(
            "k", "Try again in one minute.", "Try again in {n} minutes."
        )
        assert ('data-word="k.two"' in spans) == (lang == "ar")
        assert 'data-word="k.one"' in spans
        assert 'data-word="k.other"' in spans


def test_a_missing_word_is_shown_in_english_and_noted() -> None:
    words = Words(TARGETS[0], {})
    assert words.gettext("Help") == "Help"
    assert words.missing == {"Help"}


class Names(HTMLParser):
    """Collects what a page calls things: the values of attributes, never the words that people read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag} | {value for name, value in attrs if value and name not in SPOKEN}


def test_nothing_that_is_served_is_called_by_a_name_that_tells() -> None:
    names = Names()
    assets = Assets(STATIC)
    for page in print_all(Press(assets)).values():
        names.feed(page.body.decode())
    scripts = {str(path.relative_to(STATIC)) for path in STATIC.rglob("*.*")}
    classes = {
        name
        for path in STATIC.rglob("*.css")
        for name in re.findall(r"\.([a-z][\w-]*)", path.read_text("utf-8"))
    }
    assert len(names.found) > 500
    everything = names.found | scripts | classes
    telling = re.compile("|".join((*FORBIDDEN["en"], "secret.compartment")))
    assert [name for name in everything if telling.search(name.lower())] == []
