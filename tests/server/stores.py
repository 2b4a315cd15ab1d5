"""The stores of a running server, emptied by the test between two tests."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy import insert as sql_insert

import wallet.models  # noqa: F401  (tables register themselves)
from wallet.db import Base
from wallet.parts import Parts

Rows = dict[str, list[dict[str, object]]]
"""Of each table: its rows."""
OF_THE_SERVER = frozenset({"clock_mark", "identity", "sweep_count"})
"""Tables that hold nothing of anybody: which installation this is, and what a running server writes."""
TABLES = [table for table in Base.metadata.sorted_tables if table.name not in OF_THE_SERVER]


def rows(parts: Parts) -> Rows:
    """Every row of the database."""
    with parts.database.read() as session:
        return {
            table.name: [dict(row) for row in session.execute(select(table)).mappings()] for table in TABLES
        }


def insert(parts: Parts, added: Rows) -> None:
    """Adds these rows to what is there."""
    with parts.database.write() as session:
        for table in TABLES:
            if added.get(table.name):
                session.execute(sql_insert(table), added[table.name])


def empty(parts: Parts) -> None:
    """No row, no body, no session and no counter is left; keys and seeds stay."""
    with parts.database.write() as session:
        for table in reversed(TABLES):
            session.execute(delete(table))
    _forget(parts.config.run / "ephemeral.db")
    for key, _length, _put in list(parts.blobs.listed()):
        parts.blobs.delete(key)


def _forget(file: Path) -> None:
    """Sessions, tickets and counters."""
    with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as connection:
        connection.executescript("BEGIN IMMEDIATE; DELETE FROM item; DELETE FROM counter; COMMIT")
