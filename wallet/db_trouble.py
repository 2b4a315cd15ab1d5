"""What a database's driver raises, as errors of ours; what an operator has to mend is logged."""

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from wallet.errors import Busy, Damaged, OtherInstallation, OtherTables, ReadOnly, StoreAway, StoreFull

Trouble = Busy | StoreAway | StoreFull
LOUD: Final = (Damaged, ReadOnly, OtherTables, OtherInstallation)
ONCE_IN: Final = 60.0
"""Seconds between two lines of the log that say the same."""
OF_SQLITE: Final[tuple[tuple[str, type[Trouble]], ...]] = (
    ("SQLITE_FULL", StoreFull),
    ("SQLITE_READONLY", ReadOnly),
    ("SQLITE_CORRUPT", Damaged),
    ("SQLITE_NOTADB", Damaged),
)
OF_POSTGRESQL: Final[tuple[tuple[str, type[Trouble]], ...]] = (
    ("53100", StoreFull),
    ("25006", ReadOnly),
    ("XX001", Damaged),
    ("XX002", Damaged),
    ("42P01", OtherTables),
    ("42703", OtherTables),
)
log = logging.getLogger(__name__)
_said = dict[str, float]()


@contextmanager
def translated() -> Iterator[None]:
    """Turns a driver's failure into one of ours; a broken constraint is left to the service."""
    try:
        yield
    except PoolTimeout as problem:
        raise Busy(retry_after=5) from problem
    except DBAPIError as problem:
        ours = named(problem)
        if ours is None:
            raise
        say("database", ours)
        raise ours from problem


def named(problem: DBAPIError) -> Trouble | None:
    """None where the fault is the statement's or the row's."""
    cause = problem.orig
    if isinstance(cause, sqlite3.Error):
        return of_sqlite(cause)
    state = getattr(cause, "sqlstate", None) or ""
    kind = next((kind for begin, kind in OF_POSTGRESQL if state.startswith(begin)), None)
    if kind is not None:
        return kind()
    if not isinstance(problem, OperationalError):
        return None
    return Busy(retry_after=5) if state.startswith(("40", "55", "53")) else StoreAway()


def of_sqlite(cause: sqlite3.Error) -> Trouble | None:
    """The same for what SQLite raises."""
    name = getattr(cause, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy(retry_after=5)
    kind = next((kind for begin, kind in OF_SQLITE if name.startswith(begin)), None)
    if kind is not None:
        return kind()
    return StoreAway() if isinstance(cause, sqlite3.OperationalError) else None


def say(place: str, trouble: Trouble) -> None:
    """A line of the log where somebody has to mend it, now and then."""
    if isinstance(trouble, LOUD):
        log_seldom(f"{place}: {trouble.sentence}")


def log_seldom(line: str) -> None:
    """The line in the log, once in a while."""
    now = time.monotonic()
    if now >= _said.get(line, 0.0):
        _said[line] = now + ONCE_IN
        log.error("%s", line)
