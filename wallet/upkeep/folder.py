"""The folder of a back-up: generations of the database, and the bodies that any of them names."""

import fcntl
import json
import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from wallet.blobs.store import checked
from wallet.errors import ConfigError
from wallet.lasting import flush_folder
from wallet.upkeep import generation
from wallet.upkeep.generation import MANIFEST, Generation

HALF: Final = ".half"
_NAME: Final = re.compile(r"\d{6}_\d{4}-\d\d-\d\d\Z")
_OF_BEFORE: Final = (MANIFEST, "wallet.db", "wallet.dump")
"""What the only generation of format 2 was."""


@dataclass(frozen=True)
class BackupFolder:
    """`database/` and `blobs/` below one folder; no key lies in it."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "database"

    @property
    def blobs(self) -> Path:
        return self.path / "blobs"

    def make(self) -> None:
        """The folders, for their owner alone. Raises ConfigError."""
        try:
            for part in (self.path, self.database, self.blobs):
                part.mkdir(parents=True, exist_ok=True, mode=0o700)
            flush_folder(self.path)
        except OSError as problem:
            raise ConfigError(f"{self.path}: {problem.strerror}") from problem

    @contextmanager
    def held(self) -> Iterator[None]:
        """Alone in it, and rid of what an earlier one left that was cut. Raises ConfigError."""
        handle = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with self._tidied():
                yield
        except BlockingIOError as problem:
            raise ConfigError(f"{self.path}: another back-up is under way") from problem
        except OSError as problem:
            raise ConfigError(f"{problem.filename or self.path}: {problem.strerror}") from problem
        finally:
            os.close(handle)

    def generations(self) -> list[Generation]:
        """The oldest first."""
        return [Generation(path) for path in sorted(self.database.glob("*_*")) if _NAME.match(path.name)]

    def chosen(self, name: str = "") -> Generation:
        """The newest, or the one of this name. Raises ConfigError."""
        there = self.generations()
        if not there:
            raise ConfigError(f"{self.path}: holds no whole back-up of this version")
        found = {one.path.name: one for one in there}
        if name and name not in found:
            raise ConfigError(f"{name}: there is no such generation; there are {', '.join(found)}")
        return found[name] if name else there[-1]

    def begin(self, day: int) -> Generation:
        """An empty one under a name of its own, aside."""
        number = int(self.generations()[-1].path.name[:6]) + 1 if self.generations() else 1
        aside = self.database / f"{number:06d}_{date(1970, 1, 1) + timedelta(day)}{HALF}"
        aside.mkdir(mode=0o700)
        return Generation(aside)

    def publish(self, aside: Generation) -> None:
        """From now on it is the newest."""
        aside.path.rename(aside.path.with_name(aside.path.name.removesuffix(HALF)))
        flush_folder(self.database)

    def drop(self, old: Collection[Generation]) -> None:
        """These, what format 2 left, and all bodies that nobody names any more. Raises ConfigError."""
        kept = generation.named([one for one in self.generations() if one not in old])
        for one in old:
            aside = one.path.with_name(one.path.name + HALF)
            one.path.rename(aside)
            generation.remove(aside)
        for name in _OF_BEFORE:
            (self.database / name).unlink(missing_ok=True)
        for path in self.bodies():
            if path.name not in kept:
                path.unlink()

    def body(self, key: str) -> Path:
        """Where the body of this key lies."""
        return self.blobs / checked(key)[:2] / key

    def bodies(self) -> list[Path]:
        """All of them."""
        return [path for path in sorted(self.blobs.glob("??/*")) if not path.name.endswith(HALF)]

    def refuse_another(self, identity: bytes | None) -> None:
        """Raises ConfigError where another installation's back-up lies in the folder."""
        manifests = [self.database / MANIFEST, *(one.path / MANIFEST for one in self.generations())]
        if any(said and said != (identity or b"").hex() for said in map(_identity, manifests)):
            raise ConfigError(f"{self.path}: is the back-up of another installation")

    @contextmanager
    def _tidied(self) -> Iterator[None]:
        """Nothing half is there before it, and after it, whatever fails."""
        self._tidy()
        try:
            yield
        finally:
            with suppress(OSError):
                self._tidy()

    def _tidy(self) -> None:
        for path in self.database.glob(f"*{HALF}"):
            if path.is_dir():
                generation.remove(path)
            else:
                path.unlink()
        for path in self.blobs.glob(f"??/*{HALF}"):
            path.unlink()


def _identity(manifest: Path) -> str:
    """In hex; nothing where it is not said."""
    try:
        return str(json.loads(manifest.read_text()).get("identity", ""))
    except (OSError, ValueError, AttributeError):
        return ""
