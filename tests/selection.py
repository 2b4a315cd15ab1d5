"""Which tests are in `./dev test`, and which only in `./dev prove`: read from tests/prove.toml."""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

FILE = Path(__file__).with_name("prove.toml")
PARTS = 10
"""Into how many parts the continuous integration cuts what only `./dev prove` runs."""


@dataclass(frozen=True)
class Moved:
    """Tests that are too dear for every commit, but for those that stand for their kind."""

    files: Sequence[str]
    reason: str
    only: Sequence[str] = field(default=())
    keep: Sequence[str] = field(default=())

    def holds(self, nodeid: str) -> bool:
        """Whether this test is one of them."""
        file, _, test = nodeid.partition("::")
        if not any(fnmatchcase(file, pattern) for pattern in self.files):
            return False
        name, _, case = test.rstrip("]").partition("[")
        if self.only and not {name, *re.split("[-/]", case)} & set(self.only):
            return False
        return not {file.rsplit("/", 1)[-1], name, test, case} & set(self.keep)


def read() -> list[Moved]:
    """The rows of tests/prove.toml."""
    return [Moved(**row) for row in tomllib.loads(FILE.read_text("utf-8"))["moved"]]


def moved(rows: Iterable[Moved], nodeid: str) -> bool:
    """Whether a test is left to `./dev prove`."""
    return any(row.holds(nodeid) for row in rows)


def part_of(nodeid: str) -> int:
    """The part, 0 to 9, that a test belongs to; the tests of a part change with none of the others."""
    return zlib.crc32(nodeid.encode()) % PARTS
