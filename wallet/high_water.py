"""The latest time that was seen, in the database: a start with a clock of before goes on from it."""

from typing import Final

from sqlalchemy import delete, insert
from sqlalchemy.exc import DBAPIError

from wallet.clock import MINUTE
from wallet.db import Database
from wallet.errors import ConfigError, WalletError
from wallet.models import ClockMark

ONLY: Final = 1
PROBE: Final = 2


def read(database: Database) -> int | None:
    """Epoch seconds; 0 or None where none was kept. Raises ConfigError where the database does not tell."""
    try:
        with database.read() as session:
            mark = session.get(ClockMark, ONLY)
            return mark.seconds if mark else None
    except DBAPIError as problem:
        raise ConfigError("WALLET_DATABASE_URL: tables are missing; run `wallet migrate`") from problem
    except WalletError as problem:
        raise ConfigError(f"WALLET_DATABASE_URL: {problem.sentence}") from problem


def move(database: Database, now: int) -> None:
    """Moves it forward to now, once a minute; never back."""
    with database.read() as session:
        mark = session.get(ClockMark, ONLY)
    if mark is None or now - mark.seconds >= MINUTE:
        put(database, now)


def touch(database: Database) -> None:
    """Writes a row and takes it away, to see whether anything can be written. Raises as `write` does."""
    with database.write() as session:  # the same value again would be written nowhere by SQLite
        session.execute(insert(ClockMark).values(id=PROBE, seconds=0))
        session.execute(delete(ClockMark).where(ClockMark.id == PROBE))


def put(database: Database, now: int, *, back: bool = False) -> None:
    """Keeps this time, unless a later one is kept; `back`: also where it is."""
    with database.write() as session:
        mark = session.get(ClockMark, ONLY, with_for_update=True)
        if mark is None:
            session.add(ClockMark(id=ONLY, seconds=now))
        elif back or mark.seconds < now:
            mark.seconds = now
