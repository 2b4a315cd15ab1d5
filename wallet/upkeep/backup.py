"""Back-ups: the database first, then every body that a row names. Safe while the server runs.

The seeds are not in it, nor is the run folder: see `seed_copy.py`, and protocol section 2. Nor are the keys
at rest; they are copied to a folder of their own, where one is named.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from wallet import clock, identity_row, opening
from wallet.blobs import BlobStore
from wallet.config import Config
from wallet.db import Database
from wallet.errors import NotFound
from wallet.models import Blob
from wallet.upkeep import dump, key_files
from wallet.upkeep.asking import refuse_many
from wallet.upkeep.folder import BackupFolder, manifest_of


@dataclass(frozen=True)
class Outcome:
    """How many bodies there are, how many came new, how many nobody names any more and are gone."""

    bodies: int
    fresh: int
    dropped: int


def backup(
    config: Config, path: Path, now: datetime, keys: Path | None = None, *, yes: bool = False
) -> Outcome:
    """Brings the folder up to date, and `keys` with the keys at rest; `yes` lets many bodies go.

    Raises ConfigError, StoreAway.
    """
    folder = BackupFolder(path)
    with opening.stores(config) as (database, store):
        whose = identity_row.value(database)
        folder.refuse_another(whose)
        if keys:
            key_files.copy(config, keys, apart_from=path)
        folder.make()
        with _dumped(config, folder) as half:
            # Rows after the dump bring a body too many; none of the dump's lacks one but by a deletion.
            named = dict(_named(database))
            refuse_many(*_dropped(folder, named), "papers", "dropped from the back-up", yes=yes)
            os.replace(half, folder.database / dump.name_of(config.database))
        outcome = _bodies(folder, store, named)
        name = dump.name_of(config.database)
        folder.write(manifest_of(folder, name, outcome.bodies, clock.day(now), whose or b""))
    return outcome


@contextmanager
def _dumped(config: Config, folder: BackupFolder) -> Iterator[Path]:
    """The database as a file beside the former one; gone after the block, unless it was moved."""
    half = folder.database / f"{dump.name_of(config.database)}.half"
    half.unlink(missing_ok=True)
    try:
        dump.take(config.database, half)
        half.chmod(0o600)
        yield half
    finally:
        half.unlink(missing_ok=True)


def _dropped(folder: BackupFolder, named: dict[str, int]) -> tuple[int, int]:
    """How many bodies of the folder nobody names any more, and of how many."""
    there = folder.bodies()
    return sum(path.name not in named for path in there), len(there)


def _named(database: Database) -> Iterator[tuple[str, int]]:
    """The keys of all bodies that a row names, and their lengths."""
    with database.read() as session:
        yield from session.execute(select(Blob.object_key, Blob.bucket))


def _bodies(folder: BackupFolder, store: BlobStore, named: dict[str, int]) -> Outcome:
    there = folder.bodies()
    dropped = [path for path in there if path.name not in named]
    for path in dropped:
        path.unlink()
    kept = [path for path in there if path.name in named]
    whole = {path.name for path in kept if path.stat().st_size == named[path.name]}
    fresh = sum(_copied(store, key, folder.body(key)) for key in named if key not in whole)
    return Outcome(len(folder.bodies()), fresh, len(dropped))


def _copied(store: BlobStore, key: str, place: Path) -> int:
    """1; 0 where the body was deleted meanwhile."""
    with suppress(NotFound):
        pieces, _length = store.get(key)
        place.parent.mkdir(exist_ok=True, mode=0o700)
        half = place.with_name(f"{place.name}.half")
        with half.open("wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        half.chmod(0o600)
        os.replace(half, place)
        return 1
    return 0
