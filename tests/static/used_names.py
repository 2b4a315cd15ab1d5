"""The names that the browser code hands over, as names/uses.mjs finds them with TypeScript's own checker."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from tests.node import ROOT, node

READER = ROOT / "tests/static/names/uses.mjs"
SCRIPTS = ROOT / "wallet/static/js"
BUNDLE = re.compile(r'^  "?([\w-]+)"?: "([\w/]+\.js)",$', re.MULTILINE)
WHOLE = re.compile(r'^const WHOLE = \{ ([\w-]+): join\(JS, "([\w/]+\.js)"\) \};$', re.MULTILINE)
WHOLE_PAGE = "open"
"""The page that fetches the bundle with all of a library."""
LATER = re.compile(r'^  "?([\w-]+)"?: \{ source: "([\w/]+\.js)", pages: \[(.+)\] \},$', re.MULTILINE)


@dataclass(frozen=True)
class Use:
    """One place in the code; `names` are all that it can hand over, with `*` for what nobody can tell."""

    kind: str
    names: tuple[str, ...]
    within: tuple[str, ...]
    """The templates in which they must stand; empty where that is not known."""
    at: str
    entries: frozenset[str]
    """The first scripts of the bundles that hold this code."""


def bundles() -> dict[str, str]:
    """Bundle → its first script, from tools/build.mjs."""
    text = (ROOT / "tools/build.mjs").read_text("utf-8")
    later = {name: source for name, source, _ in LATER.findall(text)}
    return dict(BUNDLE.findall(text) + WHOLE.findall(text)) | later


def first_scripts(name: str) -> set[str]:
    """Of a page's own bundle and of those that come after it."""
    text = (ROOT / "tools/build.mjs").read_text("utf-8")
    later = {source for _, source, pages in LATER.findall(text) if f'"{name}"' in pages}
    whole = {source for _, source in WHOLE.findall(text) if name == WHOLE_PAGE}
    return {bundles()[name]} | later | whole


def read_uses(config: Path, scripts: Path, entries: list[str]) -> list[Use]:
    """All uses in the scripts below a folder, to which the tsconfig.json belongs."""
    done = node(READER, config, scripts, *entries)
    assert done.returncode == 0, done.stderr
    return [
        Use(row["kind"], tuple(row["names"]), tuple(row["within"]), row["at"], frozenset(row["entries"]))
        for row in json.loads(done.stdout)
    ]


def fits(name: str, held: set[str]) -> bool:
    """Whether a name, or a pattern with `*`, stands among those."""
    if "*" not in name:
        return name in held
    pattern = re.compile(".*".join(map(re.escape, name.split("*"))))
    return any(map(pattern.fullmatch, held))
