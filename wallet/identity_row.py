"""The database's row of its installation's identity, and whether the database is in use."""

import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from wallet.db import Database
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
