"""Back-ups: a new generation of the database beside the former ones, and every body that it names.

Safe while the server runs, and safe to be cut: nothing that a former generation needs is changed before the
new one is whole and on the disk. The seeds are not in it, nor is the run folder: see `seed_copy.py`, and
protocol section 2. Nor are the keys at rest; they are copied to a folder of their own, where one is named.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from wallet import clock, identity_row, opening
from wallet.config import Config
from wallet.db import Database
from wallet.errors import ConfigError
from wallet.lasting import flush_file
from wallet.upkeep import dump, key_files
from wallet.upkeep.asking import refuse_many
from wallet.upkeep.copying import Copier
from wallet.upkeep.dump import Row
from wallet.upkeep.folder import BackupFolder
from wallet.upkeep.generation import Body, Content, Generation

DAYS: Final = 30
"""A generation goes before what was removed after it would be kept longer."""


@dataclass(frozen=True)
class Outcome:
    """How many bodies the new generation has, how many of them were copied now, how many papers of the former
    one are no more, how many papers have no whole body in the store, and how many generations there are."""

    bodies: int
    fresh: int
    dropped: int
    missing: int
    generations: int


def backup(
    config: Config,
    path: Path,
    now: datetime,
    keys: Path | None = None,
    *,
    keep: int = DAYS,
    yes: bool = False,
) -> Outcome:
    """Makes a generation, and brings `keys` up to date with the keys at rest; of the older ones stay `keep`.

    Raises ConfigError, StoreAway; also where many papers of the former one are no more, unless `yes`.
    """
    folder, day = BackupFolder(path), clock.day(now)
    with opening.stores(config) as (database, store):
        whose = identity_row.value(database)
        folder.refuse_another(whose)
        key_files.refuse_beside(config, path)
        if keys:
            key_files.copy(config, keys, apart_from=path)
        folder.make()
        with folder.held():
            there = folder.generations()
            former = _former(there)
            rows = dump.rows(database)
            dropped = len(former.keys() - {row.key for row in rows})
            refuse_many(dropped, len(former), "papers", "dropped from the back-up", yes=yes)
            aside = folder.begin(day)
            copier = Copier(folder, store, former, len(there))
            taken = _taken(database, config.database, aside, copier, rows)
            if keys:  # once more: these rows may be under a key that came meanwhile
                key_files.copy(config, keys, apart_from=path)
            aside.finish(dump.name_of(config.database), taken, day, whose or b"")
            folder.publish(aside)
            folder.drop(_old(folder.generations(), day, keep))
            left = len(folder.generations())
    return Outcome(len(taken.bodies), copier.fresh, dropped, taken.missing, left)


def _former(there: list[Generation]) -> Mapping[str, Body]:
    """What the newest names whose list is not damaged."""
    for one in reversed(there):
        with suppress(ConfigError):
            return one.bodies()
    return {}


def _taken(database: Database, url: str, aside: Generation, copier: Copier, now: Sequence[Row]) -> Content:
    """Writes the rows into `aside`, with the bodies that they name into the folder.

    Most bodies are copied before the rows, so that a paper removed after them is there whole; the few that
    came meanwhile after. What is not in the store then is lost, or its paper was removed just now.
    """
    copier.copy(now)
    file = aside.path / dump.name_of(url)
    rows = dump.take(database, url, file)
    file.chmod(0o600)
    flush_file(file)
    without = copier.copy(rows)
    removed = without - {row.key for row in dump.rows(database)} if without else set()
    bodies = [copier.copied[row.key] for row in rows if row.key not in without]
    return Content(bodies, len(without - removed), sorted(removed))


def _old(there: list[Generation], day: int, keep: int) -> list[Generation]:
    """All but the newest that are over."""
    over = there[:-keep]
    return over + [one for one in there[len(over) : -1] if one.manifest().day <= day - DAYS]
