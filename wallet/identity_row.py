"""The database's row of its installation's identity, and whether the database is in use."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from sqlalchemy import event, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError

from wallet import db_trouble
from wallet.db import Database
from wallet.errors import OtherInstallation
from wallet.models import Blob, Identity, Vault

PLACE: Final = 0


@dataclass(frozen=True)
class Kept:
    """What the row says."""

    value: bytes
    everywhere: bool


def value(database: Database) -> bytes | None:
    """What the row says, or None."""
    kept = read(database)
    return None if kept is None else kept.value


def read(database: Database) -> Kept | None:
    """None where there is no row."""
    with database.read() as session:
        row = session.get(Identity, PLACE)
        return None if row is None else Kept(row.value, row.everywhere)


def keep_to(database: Database, identity: bytes) -> None:
    """From now on a new connection to a database of another installation raises OtherInstallation.

    One may be put in the place of ours under the service; what people keep would be torn in two.
    """
    trouble = database.engine.dialect.loaded_dbapi.Error

    def refuse_another(connection: DBAPIConnection, _record: object) -> None:
        with suppress(trouble):  # without our tables: whoever asks for them is told
            if _asked(connection) == identity:
                return
            connection.close()
            db_trouble.say("database", OtherInstallation())
            raise OtherInstallation

    event.listen(database.engine, "connect", refuse_another)


def _asked(connection: DBAPIConnection) -> bytes | None:
    cursor = connection.cursor()
    try:
        cursor.execute("SELECT value FROM identity WHERE place = 0")
        row = cursor.fetchone()
    finally:
        cursor.close()
        connection.rollback()
    return None if row is None else bytes(row[0])


def proposed(database: Database, value: bytes | None) -> bytes:
    """The row's value, made where there is none, of two starts at once by one."""
    try:
        with database.write() as session:
            if session.get(Identity, PLACE) is None:
                session.add(Identity(place=PLACE, value=value or secrets.token_bytes(16), everywhere=False))
    except IntegrityError:
        pass  # the other one was faster
    with database.read() as session:
        return session.get_one(Identity, PLACE).value


def settle(database: Database) -> None:
    """Says that all places have it."""
    with database.write() as session:
        session.get_one(Identity, PLACE).everywhere = True


def in_use(database: Database) -> bool:
    """Whether anybody has a wallet there."""
    with database.read() as session:
        return session.scalar(select(Vault.id).limit(1)) is not None


def names_bodies(database: Database) -> bool:
    """Whether a row names a body in the store."""
    with database.read() as session:
        return session.scalar(select(Blob.object_key).limit(1)) is not None
