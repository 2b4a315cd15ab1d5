"""Every `wallet …` that a page for operators names is one that the program takes."""

from __future__ import annotations

import contextlib
import io
import itertools
import re
from pathlib import Path

import pytest

from wallet import cli

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = sorted(
    [*ROOT.glob("docs/*.md"), *ROOT.glob("docs/gdpr/*.md"), ROOT / "README.md", ROOT / "SECURITY.md"]
)
SPAN = re.compile(r"`wallet ([a-z][^`]*)`")
WORD = re.compile(r"\[[^]]*\]|\S+")

NUMBER = {"N": "3"}


def written(page: Path) -> set[str]:
    """The commands of a page, each way of them: `add|remove` are two, `[--keep N]` may be there or not."""
    found = set()
    for span in SPAN.findall(page.read_text("utf-8")):
        words = [ways(word) for word in WORD.findall(span)]
        found |= {" ".join(part for part in chosen if part) for chosen in itertools.product(*words)}
    return found


def ways(word: str) -> list[str]:
    if word.startswith("["):
        return ["", word.strip("[]")]
    return word.split("|")


def refusal(command: str) -> str:
    """What the program has against it; nothing where it takes it, or where only its end is left out."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            cli._parser().parse_args([NUMBER.get(word, word) for word in command.split()])
        except SystemExit:
            last = said.getvalue().strip().splitlines()[-1]
            return "" if "the following arguments are required" in last else last
    return ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_program_takes_the_commands_of_a_page(page: Path) -> None:
    assert {command: refusal(command) for command in written(page) if refusal(command)} == {}


def test_a_command_that_is_none_is_seen() -> None:
    assert refusal("key rotate --doors") == ""
    assert "invalid choice" in refusal("key turn")
    assert "unrecognized" in refusal("fsck --mend")


def test_pages_name_commands() -> None:
    assert len(set().union(*map(written, PAGES))) > 30
