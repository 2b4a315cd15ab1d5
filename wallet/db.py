"""The database: typed mappings and two kinds of transaction, on SQLite or PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from wallet import wal
from wallet.errors import Busy, StoreAway, StoreFull
from wallet.turn import BUSY_SECONDS, Turn

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
WITHOUT_ROWID: dict[str, Any] = {"sqlite_with_rowid": False}
"""Ends `__table_args__` of every table: row order would tell what was made together."""


class Base(DeclarativeBase):
    """Every table; see protocol section 2 for what a row may know."""

    metadata = MetaData(naming_convention=NAMING)
    __table_args__: Any = WITHOUT_ROWID


class Database:
    """An engine and the two ways into it. A service gets the Session and never commits."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._opened = WeakSet[Any]()
        self._closed = False
        if not is_sqlite(url):
            event.listen(self.engine, "connect", self._remember)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._readers = sessionmaker(self.engine.execution_options(wallet_reads=True), expire_on_commit=False)
        self._turn: AbstractContextManager[object] = Turn() if is_sqlite(url) else nullcontext()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that may write; commits at the end, or leaves nothing behind when anything is raised.

        Raises Busy, StoreAway or StoreFull when the database itself fails.
        """
        with translated(), self._turn, self._sessions.begin() as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads and keeps no writer waiting."""
        with translated(), self._readers.begin() as session:
            yield session

    def answers(self) -> bool:
        """Whether the database answers now."""
        try:
            with self.read() as session:
                return bool(session.scalar(text("SELECT 1")) == 1)
        except (Busy, StoreAway, StoreFull):
            return False

    def empty_log(self) -> None:
        """Leaves nothing in SQLite's log of recent changes; see `wallet/wal.py`."""
        if self.engine.url.get_backend_name() == "sqlite" and self.engine.url.database:
            with self._turn:
                wal.empty(Path(self.engine.url.database))

    def disconnect(self) -> None:
        """Closes every connection that is not in use; new ones are made when they are needed."""
        self.engine.dispose()

    def close(self) -> None:
        """Closes every connection for good, also one that a thread still has out or makes from now on.

        The pool alone forgets those: nobody would close them.
        """
        self._closed = True
        self.engine.dispose()
        for connection in list(self._opened):
            connection.close()

    def _remember(self, connection: Any, _record: object) -> None:
        self._opened.add(connection)
        if self._closed:
            connection.close()


@contextmanager
def translated() -> Iterator[None]:
    """Turns a driver's failure into one of ours; a broken constraint is left to the service."""
    try:
        yield
    except PoolTimeout as problem:
        raise Busy(retry_after=5) from problem
    except OperationalError as problem:
        raise _ours(problem) from problem


def _ours(problem: DBAPIError) -> Busy | StoreAway | StoreFull:
    cause = problem.orig
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return Busy(retry_after=5)
        return StoreFull() if name.startswith("SQLITE_FULL") else StoreAway()
    state = getattr(cause, "sqlstate", None) or ""
    if state == "53100":
        return StoreFull()
    return Busy(retry_after=5) if state.startswith(("40", "55", "53")) else StoreAway()


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def make_engine(url: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql+psycopg://…`; no error of it shows a row's values."""
    if not is_sqlite(url):
        return create_engine(
            url,
            hide_parameters=True,
            pool_size=10,
            max_overflow=10,
            pool_timeout=BUSY_SECONDS,
            pool_pre_ping=True,
        )
    engine = create_engine(
        url, hide_parameters=True, pool_size=8, max_overflow=96, connect_args={"timeout": BUSY_SECONDS}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # The default, deferred BEGIN loses updates without an error when two threads read, change and write.
    reads = connection.get_execution_options().get("wallet_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
