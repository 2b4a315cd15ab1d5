"""The keys at rest in a folder of their own, never in a back-up: with it, a thief would have two of three."""

import os
import secrets
from pathlib import Path
from typing import Final

from wallet import secrets_files
from wallet.config import Config
from wallet.crypto.at_rest import new_key_line
from wallet.errors import ConfigError
from wallet.lasting import flush_folder, write_new

AT_REST: Final = "at_rest.key"
DOOR_IDS: Final = "door_ids.key"


def places(config: Config) -> dict[str, Path]:
    """Where the server has its key files, by their names in a folder or sealed copy."""
    return {AT_REST: config.at_rest_key, DOOR_IDS: config.door_key}


def copy(config: Config, folder: Path, apart_from: Path) -> None:
    """Copies them, for their owner alone. Raises ConfigError, also where one folder lies in the other."""
    keys, backup = folder.resolve(), apart_from.resolve()
    if keys.is_relative_to(backup) or backup.is_relative_to(keys):
        raise ConfigError(f"{folder}: not apart from the back-up; keys and database belong at two places")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name, place in places(config).items():
            half = folder / f"{name}.half"
            half.unlink(missing_ok=True)
            write_new(half, place.read_bytes())
            os.replace(half, folder / name)
        flush_folder(folder)
    except OSError as problem:
        raise ConfigError(f"{problem.filename}: {problem.strerror}") from problem


def put_in_front(file: Path) -> None:
    """A new key as the first line of a key file, on the disk for good when it returns. Raises ConfigError.

    Where a link leads to the file, the link stays.
    """
    file = file.resolve()
    half = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        former = file.stat()
        write_new(half, new_key_line().encode() + file.read_bytes())
        os.chown(half, former.st_uid, former.st_gid)
        os.replace(half, file)
        flush_folder(file.parent)
    except OSError as problem:
        half.unlink(missing_ok=True)
        raise ConfigError(f"{file}: {problem.strerror}") from problem


def refuse_beside(config: Config, backup: Path) -> None:
    """Raises ConfigError where a key or seed of the server, or a copy of an early version, lies in it."""
    held = [*places(config).values(), config.oprf, backup / "secrets"]
    for place in held:
        if place.exists() and place.resolve().is_relative_to(backup.resolve()):
            raise ConfigError(f"{place}: lies in the back-up; keys, seeds and database belong apart")


def put_back(config: Config, folder: Path) -> None:
    """The way back. Raises ConfigError where one is missing, or another key is there already."""
    held = {}
    for name, place in places(config).items():
        if not (folder / name).is_file():
            raise ConfigError(f"{folder / name}: missing; without it no door opens")
        held[place] = (folder / name).read_bytes()
    write(held)


def write(held: dict[Path, bytes]) -> None:
    """Writes all of them, or none where a file says something else already, with mode 0600."""
    for place, secret in held.items():
        if place.exists() and place.read_bytes() != secret:
            raise ConfigError(f"{place}: another key is there already")
    for place, secret in held.items():
        secrets_files.load_or_make(place, lambda secret=secret: secret)  # type: ignore[misc]
