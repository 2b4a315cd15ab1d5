"""A wrong name of each kind is told, in a house of a few lines where all names are right before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.static.name_faults import (
    faults,
    missing_endpoints,
    missing_methods,
    never_shown,
    not_practised,
)
from tests.static.page_names import read_page
from tests.static.small_house import ENDPOINTS, FILES, PAGE, build
from tests.static.used_names import read_uses

LIST, METHODS, SERVER = "views/list.js", "keeper/methods.js", "practice/server.js"
WRONG = {
    "a word": (LIST, 'word("list.title")', 'word("list.titel")', "no word list.titel"),
    "a computed word": (LIST, '"paper" | "photo"', '"paper" | "foto"', "no word kind.foto"),
    "a word from a table": (LIST, 'kept: "list.kept"', 'kept: "list.keep"', "no word list.keep"),
    "a word by default": (LIST, 'say = "list.count"', 'say = "list.sum"', "no word list.sum"),
    "a word that is asked for": (LIST, "hasWord(`trouble", "hasWord(`troubel", "no word troubel.*"),
    "a word that is gone": (PAGE, "list.kept", "list.lost", "no word list.kept"),
    "a template": (LIST, 'clone("part-row")', 'clone("part-line")', "no template part-line"),
    "a screen's template": (LIST, 'show("screen-list"', 'show("screen-lists"', "no template screen-lists"),
    "a text": (LIST, "{ title: word", "{ heading: word", "no text heading in screen-list"),
    "a slot": (LIST, "rows: rows", "lines: rows", "no slot lines in screen-list"),
    "an element for a text": (LIST, 'title: word("list.title")', 'title: row("photo")', "no slot title"),
    "a place": (LIST, 'find(root, "more")', 'find(root, "mroe")', "no ref mroe in screen-list"),
    "a place of another template": (LIST, 'find(root, "more")', 'find(root, "open")', "no ref open in"),
    "a screen": (LIST, 'go("help")', 'go("halp")', "no screen halp"),
    "a screen in a template": (PAGE, 'data-go="help"', 'data-go="halp"', "data-go: no screen halp"),
    "a screen that was added": (LIST, "help: () =>", "hulp: () =>", "no screen help"),
    "a method": (LIST, 'call("share.make")', 'call("share.mkae")', "no method share.mkae"),
    "a method that is gone": (METHODS, "share, look }", "share }", "no method look"),
    "a request": (METHODS, 'json("share"', 'json("shares"', "no endpoint POST /v1/shares"),
    "a computed request": (METHODS, "`blob/${what}`", "`blobs/${what}`", "no endpoint POST /v1/blobs/get"),
    "a request's method": (METHODS, '"GET"', '"PUT"', "no endpoint PUT /v1/vault"),
    "a practice route": (SERVER, '"POST share"', '"POST shared"', "no endpoint POST /v1/shared"),
    "a practice route that is gone": (SERVER, '"GET vault": 2,', "", "not practised: GET /v1/vault"),
    "a word that nobody shows": (PAGE, "list.kept", 'old"></i><i data-word="list.kept', "never shown: old"),
}


def told(folder: Path, files: dict[str, str]) -> list[str]:
    """Everything that the check says of a house."""
    config = build(folder, files)
    uses = read_uses(config, folder, ["pages/open.js", "practice_worker.js"])
    pages = [read_page("open", files[PAGE])]
    return [
        *faults(uses, pages),
        *missing_methods(uses),
        *missing_endpoints(uses, ENDPOINTS),
        *(f"not practised: {name}" for name in not_practised(uses, "practice_worker.js")),
        *(f"never shown: {name}" for name in never_shown(uses, pages)),
    ]


def test_right_names_are_no_fault(tmp_path: Path) -> None:
    assert told(tmp_path, FILES) == []


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_name_is_told(tmp_path: Path, what: str) -> None:
    file, right, wrong, complaint = WRONG[what]
    assert FILES[file].count(right) == 1
    found = told(tmp_path, {**FILES, file: FILES[file].replace(right, wrong)})
    assert [line for line in found if complaint in line], found
