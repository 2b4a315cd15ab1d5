"""A new key at rest: each row that an older key sealed is opened and sealed anew (decision 0035).

The new line is in the key file, and on its disk, before any row is sealed with it, and the old lines stay. So
a rotation that is cut leaves rows that open, and the next one goes on with it.
"""

import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from wallet import in_use, opening, secrets_files
from wallet.config import Config
from wallet.crypto.at_rest import AtRest
from wallet.crypto.errors import FormatError
from wallet.db import Database
from wallet.errors import ConfigError
from wallet.lock_book import new_name
from wallet.models import Lock
from wallet.upkeep import key_files
from wallet.upkeep.sealed_rows import KINDS, WRONG, Kind, check

SealedRow = tuple[bytes, bytes]
"""The id of a row, and what is sealed in it."""

AT_ONCE: Final = 500
OTHERS: Final = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


@dataclass(frozen=True)
class Rotation:
    """What was done: `drawn` says whether there is a new key, or an earlier rotation was finished."""

    drawn: bool
    sealed: int
    closed: int
    """Rows that no key opens: they are left."""


def rotate(config: Config, *, doors: bool, yes: bool) -> Rotation:
    """Finishes a rotation that was cut, or makes a new one; `doors`: with a new key of door ids.

    Raises ConfigError while anybody else uses the installation; on PostgreSQL `yes` says that nobody does.
    """
    with in_use.alone(config.run), opening.stores(config) as (database, _store):
        if not yes:
            _refuse_beside_others(database)
        at_rest = secrets_files.kept_at_rest_keys(config.at_rest_key)
        _refuse_wrong(database, at_rest)
        drawn = not _is_behind(database, at_rest)
        if drawn:
            key_files.put_in_front(config.at_rest_key)
            if doors:
                key_files.put_in_front(config.door_key)
            at_rest = secrets_files.kept_at_rest_keys(config.at_rest_key)
        return Rotation(drawn, *_sealed_anew(database, at_rest))


def _refuse_beside_others(database: Database) -> None:
    if database.engine.dialect.name != "postgresql":
        return
    until = time.monotonic() + in_use.PATIENCE
    while others := _others(database):
        if time.monotonic() > until:
            raise ConfigError(
                f"WALLET_DATABASE_URL: {others} others use the database; stop `wallet run` on every machine,"
                " or say with --yes that none of them is one"
            )
        time.sleep(0.1)


def _others(database: Database) -> int:
    with database.read() as session:
        return session.scalar(OTHERS) or 0


def _refuse_wrong(database: Database, at_rest: AtRest) -> None:
    with database.read() as session:
        if any(one.what == WRONG and one.count for one in check(session, at_rest)):
            raise ConfigError(f"{WRONG}; nothing is changed")


def _sealed_anew(database: Database, at_rest: AtRest) -> tuple[int, int]:
    sealed = closed = 0
    for kind, rows in _portions(database):
        with database.write() as session:
            for row in rows:
                done = _seal(session, at_rest, kind, row)
                sealed += done is True
                closed += done is None
    return sealed, closed


def _seal(session: Session, at_rest: AtRest, kind: Kind, row: SealedRow) -> bool | None:
    """Whether the row was sealed anew; None where it does not open.

    One that somebody wrote meanwhile, as `wallet operator reset` does, is left to the next rotation.
    """
    try:
        new = _new(at_rest, kind, row)
    except FormatError:
        return None
    if new is None:
        return False
    values = dict(zip((kind.row, kind.sealed), new, strict=True))
    found = (kind.row == row[0], kind.sealed == row[1])
    changed = update(kind.row.class_).where(*found).values(values).returning(kind.row)
    return session.scalar(changed) is not None


def _new(at_rest: AtRest, kind: Kind, row: SealedRow) -> SealedRow | None:
    """The row under the newest key; None where it is that already. Raises Damaged.

    The rows of locks are called by the key, too; all others keep their ids.
    """
    row_id, sealed = row
    plain = at_rest.open(kind.place, row_id, sealed)
    name = new_name(at_rest, plain) if kind.row.class_ is Lock else row_id
    if name == row_id and at_rest.is_current(sealed):
        return None
    return name, at_rest.seal(kind.place, name, plain)


def _is_behind(database: Database, at_rest: AtRest) -> bool:
    """Whether a row opens, and is not under the newest key."""
    for kind, rows in _portions(database):
        for row in rows:
            with contextlib.suppress(FormatError):
                if _new(at_rest, kind, row):
                    return True
    return False


def _portions(database: Database) -> Iterator[tuple[Kind, Sequence[SealedRow]]]:
    """All sealed rows by their ids, so many at once."""
    for kind in KINDS:
        last = b""
        while rows := _after(database, kind, last):
            yield kind, rows
            last = rows[-1][0]


def _after(database: Database, kind: Kind, last: bytes) -> Sequence[SealedRow]:
    asked = select(kind.row, kind.sealed).where(kind.sealed.is_not(None), kind.row > last)
    with database.read() as session:
        return [(row, sealed) for row, sealed in session.execute(asked.order_by(kind.row).limit(AT_ONCE))]
