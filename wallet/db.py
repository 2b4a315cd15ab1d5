"""The database: typed mappings and two kinds of transaction, on SQLite or PostgreSQL."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from wallet import sqlite_file, wal
from wallet.db_trouble import translated
from wallet.errors import Damaged, ReadOnly, StoreAway
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

    def __init__(self, url: str, *, patient: bool = False, damage: Path | None = None) -> None:
        """`patient` is for upkeep, whose statements may last; `damage` is a file that is made where a page
        is found damaged, so that all processes know."""
        self.engine = make_engine(url, patient=patient, may_make=False)
        self._damage = damage
        self._opened = WeakSet[Any]()
        self._closed = False
        if not is_sqlite(url):
            event.listen(self.engine, "connect", self._remember)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._readers = sessionmaker(self.engine.execution_options(wallet_reads=True), expire_on_commit=False)
        self._turn: AbstractContextManager[object] = _turn(url)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that may write; commits at the end, or leaves nothing behind when anything is raised.

        Raises Busy, StoreAway or StoreFull when the database itself fails.
        """
        with self._watched(), self._turn, self._sessions.begin() as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads and keeps no writer waiting."""
        with self._watched(), self._readers.begin() as session:
            yield session

    def is_read_only(self, session: Session) -> bool:
        """Whether nothing can be written: PostgreSQL says so, or the disk of SQLite's file."""
        if self.engine.dialect.name == "postgresql":
            return bool(session.scalar(text("SHOW transaction_read_only")) == "on")
        return on_read_only_disk(self.engine.url)

    def is_damaged(self) -> bool:
        """Whether a process met a damaged page since the last start."""
        return self._damage is not None and self._damage.exists()

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

    @contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            with translated():
                yield
        except Damaged:
            if self._damage:
                with suppress(OSError):
                    self._damage.touch(mode=0o600)
            raise
        except StoreAway as problem:
            if on_read_only_disk(self.engine.url):
                raise ReadOnly from problem  # SQLite only says that it cannot open its log
            raise

    def _remember(self, connection: Any, _record: object) -> None:
        self._opened.add(connection)
        if self._closed:
            connection.close()


def on_read_only_disk(url: URL) -> bool:
    """Whether that is SQLite's file on a disk where nothing can be written."""
    if url.get_backend_name() != "sqlite":
        return False
    with suppress(OSError):
        return bool(os.statvfs(Path(url.database or "").parent).f_flag & os.ST_RDONLY)
    return False


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _turn(url: str) -> AbstractContextManager[object]:
    return Turn(Path(make_url(url).database or "").parent) if is_sqlite(url) else nullcontext()


def make_engine(url: str, *, patient: bool = True, may_make: bool = True) -> Engine:
    """An engine for `sqlite:///path` or `postgresql+psycopg://…`; no error of it shows a row's values.

    `may_make`: a file that is not there is made. Else it goes with the file at that place alone: one that is
    moved away, or another put there, is no longer written to.
    """
    if not is_sqlite(url):
        engine = create_engine(
            url,
            hide_parameters=True,
            pool_size=10,
            max_overflow=10,
            pool_timeout=BUSY_SECONDS,
            pool_pre_ping=True,
        )
        event.listen(engine, "do_connect", partial(_connect_to_postgresql, patient))
        return engine
    engine = create_engine(
        url, hide_parameters=True, pool_size=8, max_overflow=96, connect_args={"timeout": BUSY_SECONDS}
    )
    if not may_make:
        sqlite_file.keep_to(engine)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect_to_postgresql(patient: bool, _dialect: Any, _record: Any, arguments: Any, named: Any) -> Any:
    from wallet import postgres  # psycopg is not imported for SQLite

    return postgres.connect(*arguments, patient=patient, **named)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # The default, deferred BEGIN loses updates without an error when two threads read, change and write.
    reads = connection.get_execution_options().get("wallet_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
