"""SQLite's log of recent changes (`…-wal`): it holds what was deleted since, and the order of all writes."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Final

from wallet import sqlite_file

PATIENCE: Final = 0.2
"""Seconds to wait for whoever reads or writes just now; the next round tries again."""


def empty(path: Path) -> None:
    """Moves the log into the file at `path` and leaves it empty, if it is there and nobody is in the way."""
    with (
        contextlib.suppress(sqlite3.OperationalError),
        contextlib.closing(sqlite_file.open_there(path, timeout=PATIENCE)) as connection,
    ):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
