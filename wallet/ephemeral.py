"""What must not outlive its moment: sessions, nonces, tickets, resume tokens, counters.

One SQLite file beside nothing else, shared by all workers of a machine and never backed up (decision 0001).
Keys are hashes or HMACs wherever the thing itself would open something. Times are epoch seconds.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wallet import wal
from wallet.db_trouble import of_sqlite, say
from wallet.errors import StoreAway
from wallet.turn import BUSY_SECONDS, Turn

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS item (kind TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,"
    " until INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS item_value ON item (kind, value)",
    "CREATE INDEX IF NOT EXISTS item_until ON item (until)",
    "CREATE TABLE IF NOT EXISTS counter (kind TEXT NOT NULL, key BLOB NOT NULL, slot INTEGER NOT NULL,"
    " total INTEGER NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (kind, key, slot)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS counter_until ON counter (until)",
)


ROW = "(?, ?, ?, ?, ?)"
"""One counter in `COUNT`, which `count_each` repeats for several."""
COUNT = (
    "INSERT INTO counter VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET total = total + excluded.total,"
    " until = max(until, excluded.until) RETURNING key, total"
)
PROBE = "ready"
"""The kind of what is written to see whether anything can be."""


@dataclass(frozen=True)
class Item:
    """A value, and the second in which it ends."""

    value: bytes
    until: int


class Ephemeral:
    """Small things with an end. Every method is one transaction, unless called inside `store.together()`.

    All raise Busy, StoreAway or StoreFull when the file itself fails.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._turn = Turn(path.parent)
        with self.together():
            for statement in SCHEMA:
                self._connection().execute(statement)

    def put(self, kind: str, key: bytes, value: bytes, until: int) -> None:
        """Keeps `value` until that second; a former value under the key is replaced."""
        self._run("INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?)", (kind, key, value, until))

    def add(self, kind: str, key: bytes, value: bytes, until: int, now: int) -> bool:
        """Like put, but False and no change where a living value is there already."""
        self._run("DELETE FROM item WHERE kind = ? AND key = ? AND until <= ?", (kind, key, now))
        return bool(
            self._run("INSERT OR IGNORE INTO item VALUES (?, ?, ?, ?)", (kind, key, value, until)).rowcount
        )

    def get(self, kind: str, key: bytes, now: int) -> bytes | None:
        """The living value, or None."""
        found = self.find(kind, key, now)
        return None if found is None else found.value

    def find(self, kind: str, key: bytes, now: int) -> Item | None:
        """The living value with its end, or None."""
        row = self._ask(
            "SELECT value, until FROM item WHERE kind = ? AND key = ? AND until > ?", (kind, key, now)
        ).fetchone()
        return None if row is None else Item(bytes(row[0]), int(row[1]))

    def under(self, kind: str, prefix: bytes, now: int) -> list[tuple[bytes, bytes]]:
        """Key and value of everything living whose key begins with `prefix`, what ends first in front."""
        rows = self._ask(
            "SELECT key, value FROM item WHERE kind = ? AND key >= ? AND key < ? AND until > ?"
            " ORDER BY until",
            (kind, prefix, prefix + b"\xff" * 32, now),
        ).fetchall()
        return [(bytes(key), bytes(value)) for key, value in rows if bytes(key).startswith(prefix)]

    def take(self, kind: str, key: bytes, now: int) -> bytes | None:
        """The living value, which is gone afterwards: of two who take at once, one gets None."""
        with self.together():
            value = self.get(kind, key, now)
            self.delete(kind, key)
            return value

    def extend(self, kind: str, key: bytes, until: int) -> None:
        """Moves the end of a value that is there; nothing happens where there is none."""
        self._run("UPDATE item SET until = ? WHERE kind = ? AND key = ?", (until, kind, key))

    def delete(self, kind: str, key: bytes) -> None:
        self._run("DELETE FROM item WHERE kind = ? AND key = ?", (kind, key))

    def delete_value(self, kind: str, value: bytes, but: bytes = b"") -> None:
        """Deletes every item of that kind with that value, but for the key `but`."""
        self._run("DELETE FROM item WHERE kind = ? AND value = ? AND key <> ?", (kind, value, but))

    def delete_beginning(self, kind: str, beginning: bytes, but: bytes = b"") -> None:
        """The same for every value that begins so."""
        self._run(
            "DELETE FROM item WHERE kind = ? AND value >= ? AND value < ? AND key <> ?",
            (kind, beginning, beginning + b"\xff" * 32, but),
        )

    def clear(self, but: str) -> None:
        """Deletes every item but those of one kind. Counters stay."""
        self._run("DELETE FROM item WHERE kind <> ?", (but,))

    def sooner(self, much: int, but: str) -> None:
        """Moves the end of every item but those of one kind so many seconds forward. Counters stay."""
        self._run("UPDATE item SET until = until - ? WHERE kind <> ?", (much, but))

    def count(self, kind: str, key: bytes, slot: int, until: int, n: int = 1) -> int:
        """Adds n (may be negative) to a counter, gives the new total; it may be forgotten at `until`."""
        return self.count_each(kind, (key,), slot, until, n)[key]

    def count_each(
        self, kind: str, keys: Sequence[bytes], slot: int, until: int, n: int = 1
    ) -> dict[bytes, int]:
        """The same for several different keys, in one statement: other processes wait for it."""
        values = [part for key in keys for part in (kind, key, slot, n, until)]
        with self._turn, _ours():  # what it changes is kept only when its last row was fetched
            counted = self._connection().execute(COUNT.replace(ROW, ", ".join([ROW] * len(keys))), values)
            return {bytes(key): int(total) for key, total in counted.fetchall()}

    def total(self, kind: str, key: bytes, since: int, to: int) -> int:
        """The sum of a key's counters whose slot lies in since..to, both included."""
        row = self._ask(
            "SELECT coalesce(sum(total), 0) FROM counter WHERE kind = ? AND key = ? AND slot BETWEEN ? AND ?",
            (kind, key, since, to),
        ).fetchone()
        return int(row[0])

    def first_slot(self, kind: str, key: bytes, since: int) -> int:
        """The first slot from `since` on that holds anything; `since` itself where none does."""
        row = self._ask(
            "SELECT coalesce(min(slot), ?) FROM counter WHERE kind = ? AND key = ? AND slot >= ?",
            (since, kind, key, since),
        ).fetchone()
        return int(row[0])

    def forget(self, now: int) -> None:
        """Deletes whatever has ended."""
        self._run("DELETE FROM item WHERE until <= ?", (now,))
        self._run("DELETE FROM counter WHERE until <= ?", (now,))

    def empty_log(self) -> None:
        """Leaves nothing in SQLite's log of recent changes; see `wallet/wal.py`."""
        with self._turn:
            wal.empty(self._path)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several calls as one transaction; may be nested; all undone when anything is raised."""
        connection = self._connection()
        if connection.in_transaction:
            yield
            return
        with self._turn:
            self._ask("BEGIN IMMEDIATE")
            try:
                yield
                self._ask("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk has undone it already
                    connection.execute("ROLLBACK")
                raise

    def is_whole(self) -> bool:
        """Whether no page of the file is damaged."""
        try:
            return self._ask("PRAGMA quick_check").fetchall() == [("ok",)]
        except sqlite3.Error:
            return False

    def close(self) -> None:
        """Closes this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            del self._local.connection

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = _open(self._path)
        return connection

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        with self._turn:
            return self._ask(statement, values)

    def _ask(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        with _ours():
            return self._connection().execute(statement, values)


@contextmanager
def _ours() -> Iterator[None]:
    """Turns SQLite's failures into ours."""
    try:
        yield
    except sqlite3.Error as problem:
        ours = of_sqlite(problem)
        if ours is None:
            raise
        say("run folder", ours)
        raise ours from problem


def _open(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        # Power loss may cost the last seconds; nobody is hurt by having to unlock again.
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as problem:
        raise (of_sqlite(problem) or StoreAway()) from problem
    return connection
