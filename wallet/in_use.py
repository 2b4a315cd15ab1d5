"""Whether a run folder is in use: each `wallet run` shares a lock on a file in it.

A change of keys has it alone: who knows the old keys only does not find what a new one sealed or named.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from wallet.errors import ConfigError

FILE: Final = "in_use.lock"
PATIENCE: Final = 12.0
"""Seconds in which a service that was stopped just now lets go of what it used."""


def share(run: Path) -> int:
    """Uses the folder until the handle that it gives is closed, by this process and all that it forks.

    Raises ConfigError while somebody has it alone.
    """
    return _locked(run, fcntl.LOCK_SH, "the keys at rest are being changed; start when `wallet key` is done")


@contextmanager
def alone(run: Path) -> Iterator[None]:
    """Nobody else uses it meanwhile. Raises ConfigError where a `wallet run` does, and does not end soon."""
    handle = _locked(run, fcntl.LOCK_EX, "`wallet run` is running; stop it first", patience=PATIENCE)
    try:
        yield
    finally:
        os.close(handle)


def _locked(run: Path, how: int, refusal: str, patience: float = 0) -> int:
    try:
        run.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(run / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as problem:
        raise ConfigError(f"WALLET_RUN_FOLDER: {run}: {problem.strerror}") from problem
    until = time.monotonic() + patience
    while not _lock(handle, how):
        if time.monotonic() >= until:
            os.close(handle)
            raise ConfigError(f"WALLET_RUN_FOLDER: {run}: {refusal}")
        time.sleep(0.1)
    return handle


def _lock(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
