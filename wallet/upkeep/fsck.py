"""Checks that database and store agree, in counts; never an id. What is safe to mend can be mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Table, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from wallet import clock, db_trouble
from wallet.blobs import BlobStore
from wallet.crypto.at_rest import AtRest
from wallet.crypto.errors import FormatError
from wallet.crypto.format import CATALOGUE_SIZES
from wallet.db import Base, Database
from wallet.door_book import PLACE as DOOR
from wallet.errors import Damaged
from wallet.models import Blob, Door, Grant, LooseObject, Recovery, Vault
from wallet.upkeep.asking import refuse_many
from wallet.uploads import LIFE

DAMAGED: Final = "tables with a damaged page; restore a back-up"
GRACE: Final = LIFE + clock.HOUR
"""Seconds in which a body may lie in the store before its row comes."""


@dataclass(frozen=True)
class Finding:
    """One kind of thing that is wrong: how many, what they are, whether a repair mends them."""

    count: int
    what: str
    mends: bool = False


def check(
    database: Database, store: BlobStore, at_rest: AtRest, now: datetime, *, repair: bool, yes: bool = False
) -> list[Finding]:
    """All that is wrong, after a repair what was; where the database itself is, that alone.

    Raises StoreAway, and ConfigError for a repair that would delete many bodies, unless `yes`.
    """
    bodies = {key: (length, made) for key, length, made in store.listed()}
    second = clock.seconds(now)
    with database.read() as session:
        ill = [finding for finding in _database(database, session) if finding.count]
    if ill:
        return ill
    with database.read() as session:
        found = [*_blobs(session, bodies), *_sealed(session, at_rest)]
        found += _catalogues(session)
        orphans = _orphans(session, bodies, second)
    if repair and orphans:
        refuse_many(len(orphans), len(bodies), "bodies", "deleted from the store", yes=yes)
        with database.write() as session:
            session.add_all(LooseObject(object_key=key, due=second) for key in orphans)
    found.append(Finding(len(orphans), "bodies in the store that no paper names", mends=True))
    return [finding for finding in found if finding.count]


def _blobs(session: Session, bodies: dict[str, tuple[int, float]]) -> Iterator[Finding]:
    missing = wrong = 0
    for key, length in session.execute(select(Blob.object_key, Blob.bucket)):
        missing += key not in bodies
        wrong += key in bodies and bodies[key][0] != length
    yield Finding(missing, "papers whose body is missing from the store")
    yield Finding(wrong, "papers whose body has another length")


def _sealed(session: Session, at_rest: AtRest) -> Iterator[Finding]:
    times = session.execute(select(Grant.id, Grant.times))
    sets = session.execute(select(Recovery.id, Recovery.sealed))
    lost = sum(not _opens(at_rest, "grant.times", *row) for row in times)
    lost += sum(not _opens(at_rest, "recovery.sealed", *row) for row in sets)
    doors = session.execute(select(Door.id, Door.sealed))
    lost += sum(not _opens(at_rest, DOOR, *row) for row in doors)
    closing = session.execute(select(Vault.id, Vault.closing).where(Vault.closing.is_not(None)))
    lost += sum(not _opens(at_rest, "vault.closing", row, sealed or b"") for row, sealed in closing)
    yield Finding(lost, "rows that no key of the at-rest key file opens")


def _database(database: Database, session: Session) -> Iterator[Finding]:
    """What the database finds wrong with itself; PostgreSQL keeps its constraints by itself."""
    yield Finding(int(database.is_read_only(session)), "read-only database, in which nothing is saved")
    if session.get_bind().dialect.name != "sqlite":
        yield Finding(sum(_is_damaged(session, one) for one in Base.metadata.sorted_tables), DAMAGED)
        return
    said = [row[0] for row in session.execute(text("PRAGMA quick_check"))]
    if said != ["ok"]:
        yield Finding(len(said), "faults of the database file itself; restore a back-up")
        return
    loose = session.execute(text("PRAGMA foreign_key_check")).all()
    yield Finding(len(loose), "rows that belong to a row which is not there")


def _is_damaged(session: Session, table: Table) -> bool:
    """Reads all of it, also what lies apart because it is long."""
    name = session.connection().dialect.identifier_preparer.format_table(table)
    try:
        with session.begin_nested():
            session.execute(text(f"SELECT count(md5(whole::text)) FROM {name} AS whole"))  # noqa: S608
    except DBAPIError as problem:
        if isinstance(db_trouble.named(problem), Damaged):
            return True
        raise
    return False


def _opens(at_rest: AtRest, place: str, row: bytes, sealed: bytes) -> bool:
    try:
        at_rest.open(place, row, sealed)
    except FormatError:
        return False
    return True


def _catalogues(session: Session) -> Iterator[Finding]:
    sizes = session.scalars(select(func.length(Vault.catalogue)))
    yield Finding(
        sum(size not in CATALOGUE_SIZES for size in sizes), "vaults whose list has no possible size"
    )


def _orphans(session: Session, bodies: dict[str, tuple[int, float]], now: int) -> list[str]:
    """Keys of bodies that nobody names. A repair marks them, and the sweep deletes them at its next round."""
    named = set(session.scalars(select(Blob.object_key)))
    named |= set(session.scalars(select(LooseObject.object_key)))
    return [key for key, (_length, made) in bodies.items() if key not in named and made < now - GRACE]
