"""One generation of a back-up: a database, the list of the bodies that it names, and a manifest."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from wallet import VERSION
from wallet.errors import ConfigError
from wallet.lasting import flush_folder, sha256_of, write_new

FORMAT: Final = 3
MANIFEST: Final = "manifest.json"
BODIES: Final = "bodies.txt"


@dataclass(frozen=True)
class Body:
    """A body of the store: its key, its bytes, and their SHA-256 in hex."""

    key: str
    length: int
    sha256: str


@dataclass(frozen=True)
class Content:
    """What a generation names. `missing`: papers without a whole body; `removed`: as in `Manifest`."""

    bodies: Sequence[Body]
    missing: int
    removed: Sequence[str]


@dataclass(frozen=True)
class Manifest:
    """What a whole generation says of itself. `day` counts from the epoch."""

    format: int
    version: str
    day: int
    identity: str
    """Of the installation (`wallet/identity.py`), in hex."""
    database: str
    database_sha256: str
    bodies: int
    bodies_sha256: str
    missing: int
    """Papers of the database whose body was not in the store, or damaged there."""
    removed: Sequence[str] = ()
    """Keys of bodies that went while it was made: a restore drops their rows. Early manifests lack it."""


@dataclass(frozen=True)
class Generation:
    """A folder that is there whole or not at all: it gets its name when all is in it."""

    path: Path

    def manifest(self) -> Manifest:
        """Raises ConfigError."""
        try:
            said: dict[str, object] = json.loads((self.path / MANIFEST).read_text())
            if said["format"] != FORMAT:
                raise ConfigError(f"{self.path}: was made by another version ({said['version']})")
            return Manifest(**said)  # type: ignore[arg-type]
        except (OSError, ValueError, TypeError, KeyError) as problem:
            raise ConfigError(f"{self.path}: is no whole back-up") from problem

    def bodies(self) -> dict[str, Body]:
        """By their keys. Raises ConfigError where the list is not the one that was written."""
        file = self.path / BODIES
        try:
            if sha256_of(file) != self.manifest().bodies_sha256:
                raise ConfigError(f"{file}: is damaged")
            rows = [line.split() for line in file.read_text().splitlines()]
        except OSError as problem:
            raise ConfigError(f"{file}: {problem.strerror}") from problem
        return {key: Body(key, int(length), sha256) for key, length, sha256 in rows}

    def database(self) -> Path:
        """The database, which is the one that was written. Raises ConfigError."""
        said = self.manifest()
        file = self.path / said.database
        try:
            if sha256_of(file) != said.database_sha256:
                raise ConfigError(f"{file}: is damaged")
        except OSError as problem:
            raise ConfigError(f"{file}: {problem.strerror}") from problem
        return file

    def finish(self, database: str, content: Content, day: int, identity: bytes) -> None:
        """Writes the list and, last, the manifest; all of it is on the disk after."""
        lines = [f"{one.key} {one.length} {one.sha256}\n" for one in content.bodies]
        listed = "".join(lines).encode()
        write_new(self.path / BODIES, listed)
        said = Manifest(
            format=FORMAT,
            version=VERSION,
            day=day,
            identity=identity.hex(),
            database=database,
            database_sha256=sha256_of(self.path / database),
            bodies=len(lines),
            bodies_sha256=hashlib.sha256(listed).hexdigest(),
            missing=content.missing,
            removed=content.removed,
        )
        write_new(self.path / MANIFEST, json.dumps(asdict(said), indent=1).encode() + b"\n")
        flush_folder(self.path)


def named(generations: Iterable[Generation]) -> Mapping[str, Body]:
    """All bodies that any of these names. Raises ConfigError."""
    return {key: body for one in generations for key, body in one.bodies().items()}


def remove(path: Path) -> None:
    """Its content, and then itself."""
    for file in path.iterdir():
        file.unlink()
    os.rmdir(path)
