"""A clock that lies in a file: a test moves the time of processes that it started."""

from __future__ import annotations

import os
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FACE = struct.Struct("<?q")
"""Whether the time runs, and microseconds: what is added to the present, or since the epoch."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class ReadClock:
    """What a server reads."""

    def __init__(self, file: Path) -> None:
        self._handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC)

    def __call__(self) -> datetime:
        """An aware datetime in UTC."""
        runs: bool
        count: int
        runs, count = FACE.unpack(os.pread(self._handle, FACE.size, 0))
        return (datetime.now(UTC) if runs else EPOCH) + count * MICROSECOND


class _Face:
    """A clock file as a test writes it; without a file only this process knows the time."""

    def __init__(self, file: Path | None) -> None:
        self._handle = file and os.open(file, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def show(self, *, runs: bool, count: timedelta) -> None:
        if self._handle:
            os.pwrite(self._handle, FACE.pack(runs, count // MICROSECOND), 0)


class MovableClock:
    """The present, plus what a test has added to it."""

    def __init__(self, file: Path | None = None) -> None:
        self._face = _Face(file)
        self.ahead = timedelta()
        self.forward()

    def __call__(self) -> datetime:
        """An aware datetime in UTC."""
        return datetime.now(UTC) + self.ahead

    def forward(self, **much: float) -> None:
        """Move on, as timedelta's keywords say: forward(minutes=31)."""
        self.ahead += timedelta(**much)
        self._face.show(runs=True, count=self.ahead)


class SetClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = NOON, file: Path | None = None) -> None:
        self._face = _Face(file)
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    @property
    def at(self) -> datetime:
        """The time that it shows."""
        return self._at

    @at.setter
    def at(self, at: datetime) -> None:
        self._at = at
        self._face.show(runs=False, count=at - EPOCH)

    def forward(self, **much: float) -> None:
        """Move on, as timedelta's keywords say."""
        self.at += timedelta(**much)

    @property
    def now(self) -> int:
        """Epoch seconds."""
        return int(self.at.timestamp())
