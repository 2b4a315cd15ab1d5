"""tests/prove.toml names tests that there are: a row moves some, and what it keeps is among its files."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from tests import selection
from tests.node import ROOT


@pytest.fixture(scope="module")
def nodeids() -> list[str]:
    """Every test there is, in whatever command."""
    asked = ["--collect-only", "-q", "-o", "addopts=--import-mode=importlib", "tests"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [line for line in done.stdout.splitlines() if "::" in line]


def faults(rows: list[selection.Moved], nodeids: list[str]) -> list[str]:
    """What a row says of tests that are not there."""
    found = [f"nothing is moved by {row.files}" for row in rows if not any(map(row.holds, nodeids))]
    for row in rows:
        whole = [one for one in nodeids if replace(row, keep=()).holds(one)]
        for name in row.keep:
            if not any(replace(row, keep=[name]).holds(one) is False for one in whole):
                found.append(f"nothing is kept by {name}")
    return found


def test_every_row_moves_some_and_keeps_what_it_names(nodeids: list[str]) -> None:
    rows = selection.read()
    assert faults(rows, nodeids) == []
    assert all(row.reason for row in rows)


def test_what_a_row_says_of_tests_that_are_not_there_is_found() -> None:
    there = ["tests/a.py::test_one[x]", "tests/a.py::test_two"]
    good = selection.Moved(["tests/*.py"], "why", keep=["test_two"])
    assert faults([good], there) == []
    assert faults([replace(good, keep=["test_gone"])], there) == ["nothing is kept by test_gone"]
    assert faults([replace(good, only=["y"], keep=())], there) == ["nothing is moved by ['tests/*.py']"]


def test_the_parts_together_are_everything(nodeids: list[str]) -> None:
    parts = {selection.part_of(one) for one in nodeids}
    assert parts == set(range(selection.PARTS))
