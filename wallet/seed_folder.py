"""The folder of seeds: `seed-1`, `seed-2` … by epoch, and whose they are."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wallet import secrets_files
from wallet.db_trouble import log_seldom
from wallet.errors import ConfigError, StoreAway

IDENTITY: Final = "identity"
PREFIX: Final = "seed-"
NAME: Final = re.compile(r"seed-[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Seed:
    """Its 32 bytes, and the second in which its file was written."""

    value: bytes
    since: int


class SeedFolder:
    """All but `identity` raise ConfigError in one line."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def identity(self) -> bytes | None:
        """What lies beside the seeds. Raises StoreAway."""
        try:
            return (self._path / IDENTITY).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise StoreAway from problem

    def keep_identity(self, identity: bytes) -> None:
        """Keeps it where there is none, and makes a first seed where there is none."""
        if not self.has_seeds():
            secrets_files.seed(self.file(1))
        secrets_files.load_or_make(self._path / IDENTITY, lambda: identity)

    def has_seeds(self) -> bool:
        """Whether there are any."""
        return bool(self.names())

    def names(self) -> frozenset[str]:
        """Those of all files with a seed; none where the folder cannot be read."""
        return frozenset(name for name in self._listed() if NAME.fullmatch(name))

    def check(self) -> None:
        """Raises ConfigError for a file that looks like a seed and is none."""
        for name in self._listed():
            if name.startswith(PREFIX) and not NAME.fullmatch(name):
                raise ConfigError(f"{self._path / name}: an epoch is a whole number")

    def file(self, epoch: int) -> Path:
        """Where the seed of an epoch lies."""
        return self._path / f"{PREFIX}{epoch}"

    def seeds(self) -> Mapping[int, Seed]:
        """All of them by epoch; none where the first start is still to make one."""
        found = {}
        for name in self.names():
            seed = _read(self._path / name)
            if seed is not None:
                found[int(name.removeprefix(PREFIX))] = seed
        return found

    def _listed(self) -> list[str]:
        try:
            return os.listdir(self._path)
        except OSError:
            return []


class CurrentSeeds:
    """The seeds of a folder as they are now: what is added or deleted there counts from the next question on.

    Raises ConfigError where one is broken at the start.
    """

    def __init__(self, folder: SeedFolder) -> None:
        folder.check()
        self._folder = folder
        self._kept = folder.seeds()

    def __call__(self) -> Mapping[int, Seed]:
        """Raises StoreAway where there is none, and where one is broken: it may be the newest.

        Those that are held stay where the folder is empty or away.
        """
        names = self._folder.names()
        if names and names != {self._folder.file(epoch).name for epoch in self._kept}:
            self._kept = self._read()
        if not self._kept:
            raise StoreAway
        return self._kept

    def _read(self) -> Mapping[int, Seed]:
        try:
            return self._folder.seeds()
        except ConfigError as problem:
            log_seldom(str(problem))
            raise StoreAway from problem


def _read(path: Path) -> Seed | None:
    """None where it was deleted just now; none is drawn in its place."""
    try:
        value = secrets_files.kept_seed(path)
        return Seed(value, int(path.stat().st_mtime))
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise ConfigError(f"{path}: {problem.strerror}") from problem
