"""A database as it is with many vaults, filled by SQL in the order of its keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from wallet.clock import DAY
from wallet.migrations import upgrade

BLOBS, DOORS = 10, 2
"""Of each vault."""
IN_THE_TREE = 390
"""What of a catalogue of 16 KiB lies beside its row; the rest is on pages of its own, which no other query
reads, and would only fill this disk."""
SPARE = ("00", "01", "02")
"""First bytes that no row has, so that a measurement can add its own without meeting one."""

# Ids spread evenly over the key space, in order, so that filling is fast and the tree is as it would be.
ID = "CAST(unhex(printf('%08x', n * 4294967295 / :rows)) || randomblob(12) AS BLOB)"
KEY = "printf('%08x', n * 4294967295 / :rows) || lower(hex(randomblob(12)))"
NUMBERS = "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :rows)"
TABLES: dict[str, tuple[int, str]] = {
    "vault": (
        1,
        f"{ID}, randomblob(32), randomblob({IN_THE_TREE}), lower(hex(randomblob(11))), :month, 0, 0, NULL",
    ),
    "door": (DOORS, f"{ID}, randomblob(212), :month"),
    "blob": (BLOBS, f"{ID}, randomblob(32), randomblob(32), 66000, {KEY}, :month + 60 + n % 12"),
}
COLUMNS = {
    "vault": "id, auth_pub, catalogue, etag, month, bytes_this_month, tickets_this_month, closing_at",
    "door": "id, sealed, month",
    "blob": "id, read_hash, write_hash, bucket, object_key, lease_until",
}


def unhex(text: str) -> bytes:
    """SQLite has it only from 3.41 on."""
    return bytes.fromhex(text)


def fill(file: Path, vaults: int, month: int, now: int) -> None:
    """A new database in `file`: so many vaults, their doors and blobs, one running share to every hundred."""
    upgrade(f"sqlite:///{file}")
    with sqlite3.connect(file) as link:
        link.create_function("unhex", 1, unhex, deterministic=True)
        for pragma in ("synchronous=OFF", "cache_size=-400000"):
            link.execute(f"PRAGMA {pragma}")
        for table, (each, values) in TABLES.items():
            _insert(link, table, values, each * vaults, month)
        _shares(link, max(10, vaults // 100), now)
    link.execute("PRAGMA optimize")
    link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    link.close()


def _insert(link: sqlite3.Connection, table: str, values: str, rows: int, month: int) -> None:
    columns = COLUMNS[table]
    link.execute(
        f"{NUMBERS} INSERT INTO {table} ({columns}) SELECT {values} FROM number",
        {"rows": rows, "month": month},
    )


def _shares(link: sqlite3.Connection, count: int, now: int) -> None:
    """Running shares with a manifest, a door and a grant each; they end in a day."""
    until, given = now + DAY, {"rows": count, "now": now, "until": now + DAY, "day": (now + DAY) // DAY}
    share = f"{ID}, randomblob(32), :now, :until, 5, 0, randomblob(390), NULL"
    link.execute(
        f"{NUMBERS} INSERT INTO share (id, owner_hash, not_before, expires_at, max_opens, opens, manifest,"
        f" forget_on) SELECT {share} FROM number",
        {**given, "until": until},
    )
    link.execute(
        "INSERT INTO share_door (id, share_id, kind, open_hash, sealed_m, locator, expires_at, tries)"
        " SELECT id, id, 'link', randomblob(32), randomblob(72), NULL, NULL, 0 FROM share"
    )
    link.execute(
        'INSERT INTO "grant" (id, blob_id, read_hash, owner_hash, times, day)'
        f" SELECT id, id, randomblob(32), randomblob(32), randomblob(60), {given['day']}"
        " FROM (SELECT id FROM blob LIMIT :rows)",
        {"rows": count},
    )


def sizes(file: Path) -> dict[str, int]:
    """Bytes of each table's and index's pages."""
    with sqlite3.connect(file) as link:
        count = link.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
    link.close()
    return dict(count)


Fill = Callable[[Path, int, int, int], None]
