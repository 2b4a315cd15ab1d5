"""Secrets of the server: one file each, readable by its owner alone, made at the first start."""

import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

from wallet.crypto import at_rest
from wallet.crypto.door_ids import DoorIds
from wallet.errors import ConfigError, WalletError
from wallet.lasting import flush_folder

SEED_BYTES = 32


def seed(path: Path) -> bytes:
    """The 32 bytes kept in `path`, drawn where there is no file. Raises ConfigError."""
    return _checked(path, load_or_make(path, lambda: secrets.token_bytes(SEED_BYTES)))


def kept_seed(path: Path) -> bytes:
    """The same of a file that is there. Raises ConfigError, OSError."""
    return _checked(path, _read(path))


def _checked(path: Path, kept: bytes) -> bytes:
    if len(kept) != SEED_BYTES:
        raise ConfigError(f"{path}: holds {len(kept)} bytes instead of {SEED_BYTES}")
    return kept


def at_rest_keys(path: Path) -> at_rest.AtRest:
    """What seals with the first key of the file and opens with any; a key is drawn where there is no file."""
    return at_rest.AtRest(_keys(path))


def kept_at_rest_keys(path: Path) -> at_rest.AtRest:
    """The same for a command, which draws none: it would pass for the one of a disk that is not mounted.

    Raises ConfigError.
    """
    if not path.exists():
        raise ConfigError(f"{path}: missing; `wallet seed open PART PART`, or at a first start `wallet run`")
    return at_rest_keys(path)


def door_ids(path: Path) -> DoorIds:
    """What names the rows of doors under the keys of the file; a key is drawn where there is no file."""
    return DoorIds(_keys(path))


def _keys(path: Path) -> list[bytes]:
    kept = load_or_make(path, lambda: at_rest.new_key_line().encode())
    try:
        return at_rest.read_keys(kept.decode("ascii"))
    except (WalletError, UnicodeDecodeError) as problem:
        raise ConfigError(f"{path}: is no list of keys, one a line") from problem


def load_or_make(path: Path, draw: Callable[[], bytes]) -> bytes:
    """What `path` holds; what `draw` gives, written with mode 0600, where there is no file.

    Two processes that start at once end with the same secret. Raises ConfigError in one line.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make(path, draw())
        return _read(path)
    except OSError as problem:
        raise ConfigError(f"{path}: {problem.strerror}") from problem


def _read(path: Path) -> bytes:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise ConfigError(f"{path}: others can read this secret; set its mode to 0600")
    return path.read_bytes()


def add(path: Path, secret: bytes, like: Path) -> None:
    """Writes a new secret, for the owner of another. Raises ConfigError, also where there is one."""
    try:
        made = _make(path, secret, like)
    except OSError as problem:
        raise ConfigError(f"{path}: {problem.strerror}") from problem
    if not made:
        raise ConfigError(f"{path}: is there already")


def _make(path: Path, secret: bytes, like: Path | None = None) -> bool:
    """Whether it was not there yet; the file comes whole, and is on the disk before."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secret)
            file.flush()
            if like is not None:
                _give(file.fileno(), like.stat())
            os.fsync(file.fileno())
        os.link(half, path)  # never replaces: whoever links first wins
        made = True
    except FileExistsError:
        made = False
    finally:
        half.unlink(missing_ok=True)
    flush_folder(path.parent)
    return made


def _give(handle: int, like: os.stat_result) -> None:
    """To that one's owner and group, where they are others than ours."""
    held = os.fstat(handle)
    if (held.st_uid, held.st_gid) != (like.st_uid, like.st_gid):
        os.fchown(handle, like.st_uid, like.st_gid)
