"""Every measurement of `./dev bench` still runs: its smallest form gives a table and aims in finite numbers.

No number is judged, for a test that judges speed fails on a busy machine. Nothing is kept or written.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from collections.abc import Sequence

import pytest

from bench.figures import Aim, Result
from bench.measurements import MEASUREMENTS
from tests.node import ROOT

QUICK = ("streams", "slow", "growth", "mailbox", "tells")
"""Those without a browser or wrk, a few seconds each; the others run in the full matrix."""
PATIENCE = 300
NUMBER = re.compile(r"(?:[≤≥] )?(-?\d[\d,]*(?:\.\d+)?)")


def case(name: str) -> object:
    """A measurement as a test case."""
    return pytest.param(name, marks=() if name in QUICK else pytest.mark.prove)


def smallest(name: str) -> Result:
    """What the smallest form of a measurement gives, from a process of its own."""
    command = [sys.executable, "-m", "bench.smallest", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    told = json.loads(done.stdout)
    return Result(**{**told, "aims": [Aim(**one) for one in told["aims"]]})


def holds_numbers(cells: Sequence[str]) -> bool:
    """Whether one of the cells begins with a finite number, and none tells of a nan or an infinite one."""
    found = [float(one[1].replace(",", "")) for one in map(NUMBER.match, cells) if one]
    return bool(found) and all(map(math.isfinite, found)) and not re.search(r"\b(nan|inf)", " ".join(cells))


@pytest.mark.parametrize("name", [case(name) for name in MEASUREMENTS])
def test_a_measurement_in_its_smallest_form_gives_its_table_and_aims(name: str) -> None:
    result = smallest(name)
    assert result.rows
    assert result.aims
    assert [row for row in result.rows if len(row) != len(result.columns)] == []
    assert [row for row in result.rows if not holds_numbers(row)] == []
    for aim in result.aims:
        assert holds_numbers([aim.wanted]), aim
        assert holds_numbers([aim.got]), aim
