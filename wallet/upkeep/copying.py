"""Bodies on their way from the store into a back-up; each is there whole, as its row has it, or not."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from wallet.blobs import BlobStore
from wallet.errors import NotFound
from wallet.lasting import flush_folder, sha256_of
from wallet.upkeep.dump import Row
from wallet.upkeep.folder import HALF, BackupFolder
from wallet.upkeep.generation import Body

ROUND: Final = 30
"""Each body of the back-up is read again at one of so many back-ups."""


@dataclass
class Copier:
    """Brings the bodies of rows into the folder. `former` are those that it has, as its newest list says."""

    folder: BackupFolder
    store: BlobStore
    former: Mapping[str, Body]
    turn: int
    """Which part of the former ones is read again."""
    fresh: int = 0
    copied: dict[str, Body] = field(default_factory=dict)

    def copy(self, rows: Iterable[Row]) -> set[str]:
        """Copies what is not there; the keys of those that the store has not, or damaged."""
        touched = set[Path]()
        without = {row.key for row in rows if row.key not in self.copied and not self._has(row, touched)}
        for folder in touched:
            flush_folder(folder)
        flush_folder(self.folder.blobs)
        return without

    def _has(self, row: Row, touched: set[Path]) -> bool:
        body = self._kept(row) or self._fetched(row, touched)
        if body:
            self.copied[row.key] = body
        return body is not None

    def _kept(self, row: Row) -> Body | None:
        """What an earlier back-up copied."""
        place, known = self.folder.body(row.key), row.sha256 or _digest(self.former.get(row.key))
        if not place.exists() or place.stat().st_size != row.length:
            return None
        if known and int(row.key[:2], 16) % ROUND != self.turn % ROUND:
            return Body(row.key, row.length, known)
        found = sha256_of(place)
        return Body(row.key, row.length, found) if found == (known or found) else None

    def _fetched(self, row: Row, touched: set[Path]) -> Body | None:
        place = self.folder.body(row.key)
        place.parent.mkdir(exist_ok=True, mode=0o700)
        half = place.with_name(place.name + HALF)
        try:
            length, found = self._into(half, row.key)
        except NotFound:
            return None
        if length != row.length or found != (row.sha256 or found):
            half.unlink()
            return None
        os.replace(half, place)
        touched.add(place.parent)
        self.fresh += 1
        return Body(row.key, length, found)

    def _into(self, file: Path, key: str) -> tuple[int, str]:
        """Length and SHA-256 of what the store gave."""
        pieces, _length = self.store.get(key)
        digest, length = hashlib.sha256(), 0
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
            for piece in pieces:
                digest.update(piece)
                length += opened.write(piece)
            opened.flush()
            os.fsync(opened.fileno())
        return length, digest.hexdigest()


def _digest(body: Body | None) -> str:
    return body.sha256 if body else ""
