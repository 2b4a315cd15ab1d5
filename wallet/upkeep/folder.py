"""The folder of a back-up: two parts that are kept apart, and a manifest that is written last."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from wallet import VERSION
from wallet.blobs.store import checked
from wallet.errors import ConfigError

FORMAT: Final = 2
MANIFEST: Final = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What a whole back-up says of itself. `day` counts from the epoch."""

    format: int
    version: str
    day: int
    database: str
    sha256: str
    blobs: int
    identity: str = ""
    """Of the installation (`wallet/identity.py`), in hex; empty in back-ups of before there was one."""


@dataclass(frozen=True)
class BackupFolder:
    """`database/` and `blobs/` below one folder; no key lies in it."""

    path: Path

    def make(self) -> None:
        """The folders, for their owner alone. Raises ConfigError."""
        try:
            for part in (self.path, self.database, self.blobs):
                part.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as problem:
            raise ConfigError(f"{self.path}: {problem.strerror}") from problem

    @property
    def database(self) -> Path:
        return self.path / "database"

    @property
    def blobs(self) -> Path:
        return self.path / "blobs"

    def body(self, key: str) -> Path:
        """Where the body of this key lies."""
        return self.blobs / checked(key)[:2] / key

    def bodies(self) -> list[Path]:
        """All bodies, unfinished ones not."""
        return [path for path in sorted(self.blobs.glob("??/*")) if not path.name.endswith(".half")]

    def write(self, manifest: Manifest) -> None:
        """At once or not at all."""
        half = self.database / f"{MANIFEST}.half"
        half.write_text(json.dumps(asdict(manifest), indent=1) + "\n")
        half.chmod(0o600)
        os.replace(half, self.database / MANIFEST)

    def refuse_another(self, identity: bytes | None) -> None:
        """Raises ConfigError where another installation's back-up lies in the folder."""
        try:
            said = str(json.loads((self.database / MANIFEST).read_text()).get("identity", ""))
        except (OSError, ValueError, AttributeError):
            return  # no back-up yet, or none that is whole
        if said and said != (identity or b"").hex():
            raise ConfigError(f"{self.path}: is the back-up of another installation")

    def read(self) -> Manifest:
        """The manifest of a whole back-up whose database is unchanged. Raises ConfigError."""
        try:
            said = Manifest(**json.loads((self.database / MANIFEST).read_text()))
            whole = sha256_of(self.database / said.database) == said.sha256
        except (OSError, ValueError, TypeError) as problem:
            raise ConfigError(f"{self.path}: holds no whole back-up") from problem
        if said.format != FORMAT:
            raise ConfigError(f"{self.path}: was made by version {said.version}, which writes another format")
        if not whole:
            raise ConfigError(f"{self.database / said.database}: is damaged")
        return said


def manifest_of(folder: BackupFolder, database: str, blobs: int, day: int, identity: bytes) -> Manifest:
    """For what lies in the folder now."""
    whole = sha256_of(folder.database / database)
    return Manifest(FORMAT, VERSION, day, database, whole, blobs, identity.hex())


def sha256_of(file: Path) -> str:
    """In hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
