"""Checks that database and store agree, in counts; never an id. What is safe to mend can be mended."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import Table, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from wallet import clock, db_trouble
from wallet.blobs import BlobStore
from wallet.crypto.at_rest import AtRest
from wallet.crypto.format import CATALOGUE_SIZES
from wallet.db import Base, Database
from wallet.errors import Damaged, NotFound
from wallet.models import Blob, LooseObject, Vault
from wallet.upkeep import sealed_rows
from wallet.upkeep.asking import refuse_many
from wallet.upkeep.finding import Finding
from wallet.uploads import LIFE

DAMAGED: Final = "tables with a damaged page; restore a back-up"
GRACE: Final = LIFE + clock.HOUR
"""Seconds in which a body may lie in the store before its row comes."""


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
        suspects = _differing(session, bodies)
        found = [*sealed_rows.check(session, at_rest), *_catalogues(session)]
        orphans = _orphans(session, bodies, second)
    found += _blobs(database, store, suspects)
    orphans = [key for key in orphans if _found(store, key, bodies[key][0]) is not None]
    if repair and orphans:
        refuse_many(len(orphans), len(bodies), "bodies", "deleted from the store", yes=yes)
        with database.write() as session:
            session.add_all(LooseObject(object_key=key, due=second) for key in orphans)
    found.append(Finding(len(orphans), "bodies in the store that no paper names", mends=True, remark=True))
    return [finding for finding in found if finding.count]


def _differing(session: Session, bodies: dict[str, tuple[int, float]]) -> dict[str, int]:
    """Keys and lengths of rows whose body was not listed so."""
    rows = session.execute(select(Blob.object_key, Blob.bucket))
    return {key: length for key, length in rows if key not in bodies or bodies[key][0] != length}


def _blobs(database: Database, store: BlobStore, suspects: dict[str, int]) -> Iterator[Finding]:
    """A second look, and whether the rows are still there: papers come and go while the store is listed."""
    found = {key: _found(store, key, length) for key, length in suspects.items()}
    with database.read() as session:
        still = set(session.scalars(select(Blob.object_key))) if suspects else set()
    said = [found[key] for key in suspects if key in still]
    yield Finding(said.count(None), "papers whose body is missing from the store")
    yield Finding(said.count(False), "papers whose body has another length")


def _found(store: BlobStore, key: str, length: int) -> bool | None:
    """Whether a body has this length; None where there is none."""
    try:
        pieces, from_the_last = store.get(key, length - 1)
    except NotFound:
        return None
    for _piece in pieces:
        pass  # or the store would keep a line open
    return from_the_last == 1


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
