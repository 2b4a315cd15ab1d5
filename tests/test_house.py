"""The house keeps its own rules: lint, types and the browser code's own tests."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.node import ROOT, node
from tests.server.node import run as run_in_node


def run(*arguments: str) -> str:
    """Run a Python tool; its output, with the exit code in front where it failed."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else f"{done.returncode}\n{done.stdout}{done.stderr}"


def test_ruff_finds_nothing() -> None:
    assert run("ruff", "check", ".") == ""


def test_mypy_strict_finds_nothing() -> None:
    assert run("mypy") == ""


def test_the_browser_code_has_sound_types() -> None:
    done = node("node_modules/typescript/bin/tsc", "-p", "tsconfig.json")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "tests/js").glob("*.test.mjs")))
def test_the_browser_code_passes_its_own_tests(name: str) -> None:
    done = run_in_node(name)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]


SENTENCES = ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "new Function", "document.write")


def test_no_script_builds_markup_or_code() -> None:
    for path in (ROOT / "wallet/static/js").rglob("*.js"):
        for word in SENTENCES:
            assert word not in path.read_text(), f"{word} in {path.name}"


def long_files() -> list[str]:
    ours = [*ROOT.glob("wallet/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("wallet/static/js/**/*.js")]
    return [f"{len(p.read_text().splitlines())} {p.relative_to(ROOT)}" for p in ours]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    assert [row for row in long_files() if int(row.split()[0]) > 250] == []
