"""`clock` in the run folder: how all processes of a machine know the same time. It tells of nobody."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from wallet.errors import ConfigError

NAME: Final = "clock"
LONGEST: Final = 1024


@dataclass(frozen=True)
class Base:
    """The time of the service: seconds since the epoch are `zero` and the machine's seconds since its start.

    `boot` names that start of the machine, `seen` is a time that has been. `off`: the machine's clock was not
    believed after its start, and nobody knows for how long the machine was off.
    """

    boot: str
    zero: float
    seen: float
    off: bool = False


class Held:
    """The file while nobody else reads or writes it."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def read(self) -> Base | None:
        """None for a file that is new or no such file."""
        return _parsed(os.pread(self._handle, LONGEST, 0))

    def write(self, base: Base) -> None:
        """Replaces what is there. A full disk changes nothing: the time goes on without the file."""
        with suppress(OSError):
            data = json.dumps(asdict(base)).encode()
            os.pwrite(self._handle, data.ljust(LONGEST), 0)


class ClockFile:
    """The file of a run folder."""

    def __init__(self, run: Path) -> None:
        self._path = run / NAME

    def read(self) -> Base | None:
        """What it says; None where there is none."""
        try:
            return _parsed(self._path.read_bytes())
        except OSError:
            return None

    @contextmanager
    def held(self) -> Iterator[Held]:
        """Made where it is missing; one process at a time. Raises ConfigError where it cannot be written."""
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as problem:
            raise ConfigError(f"{self._path}: {problem.strerror}") from problem
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield Held(handle)
        finally:
            os.close(handle)


def _parsed(data: bytes) -> Base | None:
    try:
        told = json.loads(data)
        return Base(str(told["boot"]), float(told["zero"]), float(told["seen"]), bool(told["off"]))
    except (ValueError, TypeError, KeyError):
        return None
