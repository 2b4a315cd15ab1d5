"""The server of a soak for a test that has little time: forked by the launcher, which imported all before."""

from __future__ import annotations

import io
import os
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from tests.endure.served import Served
from tests.server.clock import MovableClock
from tests.server.starter import launcher
from wallet.cli import main

SWEEPS = 0.2
"""Seconds between two rounds of the sweep: bodies go while others come."""


class Launched(Served):
    """The same processes as those of `wallet run`, which are only ever killed."""

    def __init__(self, folder: Path, settings: Mapping[str, str], port: int | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(folder, settings, port)
        self._clock = folder / "clock"
        MovableClock(self._clock)
        self._pid = 0
        self.sweep_every = SWEEPS

    def processes(self) -> list[int]:
        """Its first process, and the workers that were forked from it."""
        children = Path(f"/proc/{self._pid}/task/{self._pid}/children").read_text().split()
        return [self._pid, *map(int, children)]

    def start(self) -> None:
        self._pid = launcher().start(
            settings=self.settings, clock=str(self._clock), log=str(self.log_file), line="",
            temporary=tempfile.gettempdir(), sweep_every=self.sweep_every,
        )  # fmt: skip

    def kill(self) -> None:
        launcher().stop(self._pid)
        self.after_a_kill()

    stop = kill

    def says(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """In this process."""
        given = {f"WALLET_{name.upper()}": value for name, value in self.settings.items()}
        said, told = io.StringIO(), io.StringIO()
        with mock.patch.dict(os.environ, given), redirect_stdout(said), redirect_stderr(told):
            status = main([str(one) for one in command])
        return subprocess.CompletedProcess(command, status, said.getvalue(), told.getvalue())
