"""A machine's clock and its time since it was started, in a file: a test sets the clock of servers wrong."""

from __future__ import annotations

import os
import struct
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

FACE = struct.Struct("<qq")
"""Microseconds: by which the clock is wrong, and those that a test let pass."""
MICROSECOND = timedelta(microseconds=1)


class ReadMachine:
    """What a server reads: `wall` is its clock, `elapsed` what nobody can set."""

    def __init__(self, file: Path) -> None:
        self._handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC)

    def wall(self) -> float:
        """Seconds since the epoch, as the machine's clock has them."""
        wrong, passed = self._read()
        return time.time() + wrong + passed

    def elapsed(self) -> float:
        """Seconds since the machine was started."""
        return time.monotonic() + self._read()[1]

    def __call__(self) -> datetime:
        """The machine's clock as an aware datetime."""
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=self.wall())

    def _read(self) -> tuple[float, float]:
        wrong, passed = FACE.unpack(os.pread(self._handle, FACE.size, 0))
        return wrong / 1e6, passed / 1e6


class SetMachine:
    """The machine as a test holds it. Called, it tells the true time."""

    def __init__(self, file: Path) -> None:
        self._handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._wrong = self._passed = timedelta()
        self._show()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._passed

    @property
    def at(self) -> datetime:
        """The true time."""
        return self()

    @property
    def now(self) -> int:
        """The same in epoch seconds."""
        return int(self().timestamp())

    def forward(self, **much: float) -> None:
        """Lets time pass, for the machine's clock and everything else."""
        self._passed += timedelta(**much)
        self._show()

    def wrong(self, **much: float) -> None:
        """Sets the machine's clock wrong by that much; by nothing, right again."""
        self._wrong = timedelta(**much)
        self._show()

    def shows(self, at: datetime) -> None:
        """Sets the machine's clock to that."""
        self._wrong = at - self()
        self._show()

    def _show(self) -> None:
        os.pwrite(self._handle, FACE.pack(self._wrong // MICROSECOND, self._passed // MICROSECOND), 0)
