"""Reads every body of the store and compares it with the digest in its row."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Final

from wallet.blobs import BlobStore
from wallet.db import Database
from wallet.errors import NotFound
from wallet.upkeep import dump
from wallet.upkeep.dump import Row
from wallet.upkeep.finding import Finding

DAMAGED: Final = "papers whose body has another content than was put"


def check(database: Database, store: BlobStore, say: Callable[[str], None]) -> list[Finding]:
    """What is wrong; `say` hears how far it is, once for each hundredth. Raises StoreAway, Busy.

    Rows of before there were digests are passed over, and bodies that are missing: `fsck.check` counts those.
    """
    rows = [row for row in dump.rows(database) if row.sha256]
    damaged = sum(_is_damaged(store, row) for row in _counted(rows, say))
    return [Finding(damaged, DAMAGED)] if damaged else []


def _counted(rows: list[Row], say: Callable[[str], None]) -> Iterator[Row]:
    told = 0
    for number, row in enumerate(rows, 1):
        yield row
        if number * 100 // len(rows) > told:
            told = number * 100 // len(rows)
            say(f"{told} %: {number} of {len(rows)} bodies are read")


def _is_damaged(store: BlobStore, row: Row) -> bool:
    digest = hashlib.sha256()
    try:
        for piece in store.get(row.key)[0]:
            digest.update(piece)
    except NotFound:
        return False
    return digest.hexdigest() != row.sha256
