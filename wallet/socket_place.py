"""The path of a unix socket: one process at a time serves on it, and replaces what a dead one left there."""

import socket
from pathlib import Path

from wallet.background import Alone
from wallet.errors import ConfigError

PATIENCE = 5
"""Seconds for a process of before this lock to take a connection."""


def taken(path: Path) -> Alone:
    """The place is this process's until the lock is released or the process ends.

    Raises ConfigError where somebody serves there or something else lies there, OSError where nothing may be
    made there.
    """
    lock = Alone(path.with_name(path.name + ".lock"))
    if not lock.holds():
        raise ConfigError(f"{path}: another process serves there")
    try:
        _clear(path)
    except BaseException:
        lock.release()
        raise
    return lock


def _clear(path: Path) -> None:
    if path.exists() and not path.is_socket():
        raise ConfigError(f"{path}: is no socket")
    if _answers(path):
        raise ConfigError(f"{path}: another process serves there")
    path.unlink(missing_ok=True)


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(PATIENCE)
        try:
            line.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        except TimeoutError:  # it listens, and has much to do
            return True
    return True
