"""What the processes of one test run share: a folder, and locks on what the machine has once."""

from __future__ import annotations

import atexit
import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

VARIABLE = "SACOCHE_TEST_RUN"


@cache
def run_folder() -> Path:
    """The folder, which is gone when the process that asked first ends."""
    if VARIABLE not in os.environ:
        made = tempfile.TemporaryDirectory(prefix="sacoche-run-")
        atexit.register(made.cleanup)
        os.environ[VARIABLE] = made.name
    return Path(os.environ[VARIABLE])


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One process of the run at a time is in the block of this name."""
    with (run_folder() / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
