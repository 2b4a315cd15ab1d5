"""What a blob store is: flat random keys, each body whole or absent.

A store knows bytes and keys. Which row a body belongs to and who may read it: `wallet/blobs_service.py`.
"""

import re
import secrets
from collections.abc import Iterator
from typing import Final, Protocol

from wallet.errors import BadRequest, TooSlow

PIECE: Final = 128 * 1024
"""What is held in memory of a body at a time."""
IDENTITY: Final = "identity"
"""What lies beside the bodies under no key of theirs; see `wallet/identity.py`."""
_KEY: Final = re.compile(r"[0-9a-f]{32}\Z")


class Readable(Protocol):
    """A body that is read once, from its start."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


class BlobStore(Protocol):
    """Every method raises StoreAway when the store itself does not answer."""

    def put(self, key: str, stream: Readable, length: int) -> None:
        """Keep exactly `length` (one or more) bytes of `stream` under a key that nothing has yet.

        The body can be got only after this has returned. Raises Exists for a key in use, StoreFull without
        room, BadRequest for a body that ends early, TooSlow for one that stalls; then nothing is kept.
        """
        ...

    def get(self, key: str, start: int = 0, end: int | None = None) -> tuple[Iterator[bytes], int]:
        """The bytes from `start` up to but without `end`, in pieces, and how many they are.

        A range past the end is cut there; `end` is larger than `start`. Raises NotFound for an unknown
        key, before the first piece.
        """
        ...

    def delete(self, key: str) -> None:
        """Forget the body; a key that is not there is no error."""
        ...

    def tidy(self, older_than: float) -> None:
        """Remove what interrupted puts left behind before that epoch second."""
        ...

    def listed(self) -> Iterator[tuple[str, int, float]]:
        """Every body: its key, its length, and the epoch second at which it was put. In no order."""
        ...

    def identity(self) -> bytes | None:
        """Which installation the store is of; None where it was never said."""
        ...

    def keep_identity(self, identity: bytes) -> None:
        """Says it once and for all: what was said before stays."""
        ...

    def ready(self) -> None:
        """Return when bodies can be kept and got now; raises StoreAway or StoreFull."""
        ...

    def disconnect(self) -> None:
        """Close every connection that is not in use; new ones are made when they are needed."""
        ...


def new_key() -> str:
    """A random key; it says nothing about its body and has no `/`."""
    return secrets.token_hex(16)


def is_key(text: str) -> bool:
    """Whether this is a key of a body, and nothing else that lies beside bodies."""
    return bool(_KEY.match(text))


def checked(key: str) -> str:
    """The key itself, so that no other text ever becomes a path. Raises ValueError."""
    if not is_key(key):
        raise ValueError("not a key of a blob")
    return key


def pieces(stream: Readable, length: int) -> Iterator[bytes]:
    """Exactly `length` bytes of `stream`; raises BadRequest when it ends early, TooSlow when it stalls."""
    left = length
    while left:
        try:
            piece = stream.read(min(PIECE, left))
        except TimeoutError as problem:
            raise TooSlow from problem
        except OSError as problem:  # the client's connection, not the store's disk
            raise BadRequest from problem
        if not piece:
            raise BadRequest
        left -= len(piece)
        yield piece


def span(start: int, end: int | None, size: int) -> tuple[int, int]:
    """A range cut to a body of `size` bytes."""
    first = min(max(start, 0), size)
    return first, max(first, size if end is None else min(end, size))
