"""No name in a page is one that blockers' lists hide: `.share-row`, `#cookie-…`, `[data-ad]`."""

from __future__ import annotations

import re

import pytest

from tools.words import TEMPLATES
from wallet.pages import STATIC

HIDDEN = re.compile(r"share|social|cookie|banner|ad|popup", re.I)
"""How a name begins that EasyList and its sisters look for."""
NAMES = {
    ".html": [r'\bclass="([^"]*)"', r'\bid="([^"]*)"', r"\bdata-([a-z-]+)"],
    ".css": [r"\.([A-Za-z][\w-]*)", r"#([A-Za-z][\w-]*)", r"\[data-([a-z-]+)"],
    ".js": [
        r'\bclassList\.\w+\("([^"]*)"',
        r'\bclassName = "([^"]*)"',
        r'\bid = "([^"]*)"',
        r"\[data-([a-z-]+)",
        r"\bdataset\.(\w+)",
    ],
}
JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)


def listed(text: str, ending: str) -> list[str]:
    """The names in a file that a list would hide."""
    plain = JINJA.sub(" ", text)
    found = [name for place in NAMES[ending] for names in re.findall(place, plain) for name in names.split()]
    return [name for name in found if HIDDEN.match(name)]


def test_no_name_in_a_page_is_one_that_lists_hide() -> None:
    sources = [*TEMPLATES.rglob("*.html"), *STATIC.joinpath("css").rglob("*.css")]
    sources += STATIC.joinpath("js").rglob("*.js")
    found = {path.name: listed(path.read_text("utf-8"), path.suffix) for path in sources}
    assert {name: names for name, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("text", "ending", "names"),
    [
        ('<li class="card share-row{% if x %} ad{% endif %}" data-ads>', ".html", ["share-row", "ad", "ads"]),
        ('<p id="cookie-note" class="sharp reader">', ".html", ["cookie-note"]),
        (".card .Popup:hover, #banner-top > [data-social] {}", ".css", ["Popup", "banner-top", "social"]),
        ('row.classList.add("shared"); row.dataset.adSlot = ""', ".js", ["shared", "adSlot"]),
    ],
)
def test_what_lists_hide_is_found_wherever_it_stands(text: str, ending: str, names: list[str]) -> None:
    assert listed(text, ending) == names
