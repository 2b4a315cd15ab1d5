"""A body on its way out: its first piece is there before anything is answered, and it ends whole or fails."""

import logging
from collections.abc import Iterator

from wallet.blobs.store import BlobStore
from wallet.errors import DamagedBody, StoreAway

log = logging.getLogger(__name__)


class Begun:
    """The pieces of exactly `length` bytes. Raises StoreAway where fewer come, here or at a later piece."""

    def __init__(self, pieces: Iterator[bytes], length: int) -> None:
        self._pieces, self._left = pieces, length
        self._first: bytes | None = self._next()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece, self._first = self._first, None
        if piece is None:
            piece = self._next()
        if not piece:
            raise StopIteration
        return piece

    def close(self) -> None:
        """Lets go of what the pieces come from."""
        getattr(self._pieces, "close", _nothing)()

    def _next(self) -> bytes:
        """The next piece; empty at the end."""
        try:
            piece = next(self._pieces, b"")
        except BaseException:
            self.close()
            raise
        self._left -= len(piece)
        if not piece and self._left:
            self.close()
            raise StoreAway
        return piece


def begun(store: BlobStore, key: str, start: int, end: int) -> Begun:
    """The bytes from `start` up to but without `end`. Raises NotFound, DamagedBody, StoreAway."""
    pieces, length = store.get(key, start, end)
    if length != end - start:
        getattr(pieces, "close", _nothing)()
        log.error("a body is shorter in the store than it was put: `wallet fsck --bodies` counts such")
        raise DamagedBody
    return Begun(pieces, length)


def _nothing() -> None:
    """Pieces without anything to close."""
