"""Pages: every page in every language, rendered once at start; the same bytes for everyone.

All personal data comes through the API, so nothing here depends on a request.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from wallet.answered import read_answers
from wallet.assets import Assets
from wallet.kinds import read_kinds
from wallet.words import LANGUAGES, Words, read_words

PACKAGE = Path(__file__).resolve().parent
STATIC = PACKAGE / "static"

# path below /{lang}/ → template
PAGES = {
    "": "start.html",
    "open": "open.html",
    "s": "reader.html",
    "d": "drop.html",
    "m": "mandate.html",
    "who": "who.html",
    "not-for-you": "not-for-you.html",
    "paper": "paper.html",
    "help": "help.html",
    "about": "about.html",
    "say": "say.html",
    "away": "away.html",
    "host": "host.html",
    "operator": "operator.html",
    "k": "k.html",
    "k-open": "k-open.html",
    "k-practice": "k-practice.html",
}
# whole path → template of the pages that come before a language is known
WHOLE = {
    "/": "language.html",
    "/k": "k-language.html",
    "/s": "chooser.html",
    "/d": "chooser-d.html",
    "/m": "chooser-m.html",
}
WHOLE_LANG = "nl"


@dataclass(frozen=True)
class Page:
    body: bytes
    gzipped: bytes


def source_folder(name: str) -> Path:
    """templates/ or translations/: inside the package in a wheel, beside it in a working tree."""
    packed = PACKAGE / f"_{name}"
    return packed if packed.is_dir() else PACKAGE.parent / name


class Press:
    """Prints pages. `words` is the language that is being printed at the moment."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets
        self.all_words = {lang: read_words(source_folder("translations"), lang) for lang in LANGUAGES}
        self.words = self.all_words[WHOLE_LANG]
        self.env = self._environment()

    def page(self, template: str, lang: str, path: str) -> Page:
        """One page. `path` is what follows /{lang}/, for the links to its other languages."""
        self.words = self.all_words[lang]
        text = self.env.get_template(template).render(
            page=Path(template).stem,
            path=path,
            lang=lang,
            dir=self.words.dir,
            languages=tuple(self.all_words.values()),
        )
        body = text.encode()
        return Page(body, gzip.compress(body, 9, mtime=0))

    def missing(self) -> dict[str, set[str]]:
        """What was printed in English for want of a translation, by language."""
        return {lang: words.missing for lang, words in self.all_words.items() if words.missing}

    def _environment(self) -> Environment:
        env = Environment(
            loader=FileSystemLoader(source_folder("templates")),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        env.policies["ext.i18n.trimmed"] = True
        env.install_gettext_callables(  # type: ignore[attr-defined]
            lambda m: self.words.gettext(m),
            lambda one, many, n: self.words.ngettext(one, many, n),
            newstyle=True,
            pgettext=lambda c, m: self.words.pgettext(c, m),
            npgettext=lambda c, one, many, n: self.words.npgettext(c, one, many, n),
        )
        env.globals.update(
            forms=lambda key, one, many: self.words.forms(key, one, many),
            icon=icon,
            style=self._style,
            script=self._script,
            parts=self._parts,
            each=self._each,
            answers=lambda: read_answers(self.words.lang),
            kinds=lambda: read_kinds(self.words.lang),
            asset=lambda path: self.assets.need(path).url,
        )
        return env

    def _each(self, message: str) -> list[tuple[Words, str]]:
        """A message in all languages, for a page that comes before one is chosen."""
        return [(words, words.gettext(message)) for words in self.all_words.values()]

    def _style(self, name: str) -> Markup:
        asset = self.assets.need(f"css/{name}.css")
        return Markup('<link rel="stylesheet" href="{}" integrity="{}">').format(asset.url, asset.integrity)

    def _script(self, name: str) -> Markup:
        asset = self.assets.need(f"dist/{name}.js")
        return Markup('<script src="{}" integrity="{}" crossorigin defer></script>').format(
            asset.url, asset.integrity
        )

    def _parts(self, *names: str) -> Markup:
        """The addresses and hashes of these bundles, or of all, for ui/parts.js."""
        row = Markup('<link data-part="{}" data-src="{}" data-integrity="{}">')
        stems = ((Path(a.path).stem, a) for a in self.assets.bundles())
        wanted = (row.format(stem, a.url, a.integrity) for stem, a in stems if not names or stem in names)
        return Markup("").join(wanted)


@cache
def icon(name: str) -> Markup:
    """A pictogram, inline and silent for screen readers: the word stands beside it."""
    drawing = (source_folder("templates") / "icons" / f"{name}.svg").read_text().strip()
    return Markup(drawing)  # noqa: S704  a file of ours


def print_manifests(press: Press) -> dict[str, Page]:
    """What a phone needs to know to keep the start page among its apps, by its whole path."""
    return {
        f"/{lang}/app.webmanifest": press.page("app.webmanifest", lang, "app.webmanifest")
        for lang in LANGUAGES
    }


def print_all(press: Press) -> dict[str, Page]:
    """Every page by its whole path."""
    pages = {path: press.page(template, WHOLE_LANG, "") for path, template in WHOLE.items()}
    for lang in LANGUAGES:
        pages |= {f"/{lang}/{path}": press.page(template, lang, path) for path, template in PAGES.items()}
    return pages
