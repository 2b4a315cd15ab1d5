"""Secrets of the server: one file each, 32 bytes, readable by its owner alone."""

import os
import secrets
import stat
from pathlib import Path

from wallet.errors import ConfigError

BYTES = 32


def load_or_make(path: Path) -> bytes:
    """The 32 bytes kept in `path`; drawn and written with mode 0600 if there is no file.

    Two processes that start at once end with the same secret. Raises ConfigError in one line.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make(path)
        return _read(path)
    except OSError as problem:
        raise ConfigError(f"{path}: {problem.strerror}") from problem


def _make(path: Path) -> None:
    half = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(secrets.token_bytes(BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(half, path)  # never replaces: whoever links first wins
    except FileExistsError:
        pass
    finally:
        half.unlink()


def _read(path: Path) -> bytes:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise ConfigError(f"{path}: others can read this secret; set its mode to 0600")
    secret = path.read_bytes()
    if len(secret) != BYTES:
        raise ConfigError(f"{path}: holds {len(secret)} bytes instead of {BYTES}")
    return secret
