"""The house's linter and type checkers find nothing."""

from __future__ import annotations

import subprocess
import sys

from tests.node import ROOT, node


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
