"""Commands of `wallet` as a test runs and kills them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.server.starter import ROOT
from tests.servers import dying_with_us

KILLED = -9


@dataclass
class Killer:
    """Runs a command, to its end or to a step of its work."""

    process: subprocess.Popen[str]

    def run(
        self, settings: Mapping[str, str], *arguments: str | Path, folder: Path, at: int = 0
    ) -> tuple[int, str, int]:
        """The status (KILLED where it was), what was said, and how many steps it took."""
        environ = {f"WALLET_{name.upper()}": value for name, value in settings.items()}
        asked = {"environ": environ, "arguments": [str(one) for one in arguments]}
        answer = self.ask(asked | {"folder": str(folder), "at": at})
        return answer["status"], answer.get("said", ""), answer.get("steps", 0)

    def ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        """One line out, one line in."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return self.hear()

    def hear(self) -> dict[str, Any]:
        """The next answer."""
        assert self.process.stdout
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


@pytest.fixture
def killer() -> Iterator[Killer]:
    """A process that forks the commands."""
    with subprocess.Popen(
        [*dying_with_us(), sys.executable, "-m", "tests.server.killed"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        made = Killer(process)
        made.hear()
        yield made
        assert process.stdin
        process.stdin.close()
