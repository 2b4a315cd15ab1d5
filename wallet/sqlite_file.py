"""Connections to the one file of SQLite that lies at a path, and never to a new one."""

import os
import sqlite3
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

FILE: Final = "wallet.file"


def open_there(path: str | Path, **named: Any) -> sqlite3.Connection:
    """A connection to the file at that path. Raises sqlite3.OperationalError where there is none."""
    connection: sqlite3.Connection = sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, **named)
    return connection


def keep_to(engine: Engine) -> None:
    """Makes no file where there is none, and leaves one that was moved away, or has another in its place.

    Else a service whose disk was taken away would go on writing to it, and new connections to an empty file.
    """
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "checkout", _refuse_moved)


def _connect(_dialect: Any, record: Any, arguments: Any, named: Any) -> sqlite3.Connection:
    (path,) = arguments
    record.info[FILE] = (path, _at(path))  # before: one that is replaced meanwhile shows at the checkout
    return open_there(path, **named)


def _refuse_moved(_connection: sqlite3.Connection, record: Any, _proxy: object) -> None:
    path, file = record.info[FILE]
    if _at(path) != file:
        raise DisconnectionError  # the pool closes it, and connects anew


def _at(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
