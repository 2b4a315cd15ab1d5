"""The way of a body into the store: checked at its head, marked, stored, then made visible by one row."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete as sql_delete
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import blobs_service, clock
from wallet.blobs.store import BlobStore, Readable, new_key
from wallet.crypto.format import AGE_HEAD, check_blob
from wallet.db import Database
from wallet.errors import BadRequest, Exists, TooSlow, WalletError
from wallet.models import Blob, LooseObject

LIFE = 3 * clock.HOUR
"""A body that takes longer to come in is given up."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """A blob that is to be: its id, the hashes of its tokens, the bytes of its body."""

    id: bytes
    read_hash: bytes
    write_hash: bytes
    length: int


def receive(
    database: Database,
    store: BlobStore,
    wanted: Wanted,
    stream: Readable,
    now: datetime,
    also: Callable[[Session], None] = lambda _session: None,
) -> None:
    """Takes the body in; the blob is there whole when this returns, and not at all when it raises.

    `also` is done in the same step in which the blob begins to be there.

    Raises NotAge for what is no age file of a bucket's size, Exists for an id in use, BadRequest for a line
    that was cut, TooSlow, and StoreFull, StoreAway or Busy.
    """
    head = _head(stream, wanted.length)
    check_blob(head, wanted.length)
    key = new_key()
    with database.write() as session:
        announce(session, wanted, key, now)
    body = _Body(head, stream)
    try:
        store.put(key, body, wanted.length)
        with database.write() as session:
            keep(session, wanted, key, body.digest(), now)
            also(session)
    except BaseException:
        _give_up(database, key, now)
        raise


def announce(session: Session, wanted: Wanted, key: str, now: datetime) -> None:
    """Marks a body that is about to come: the sweep finds it if no blob comes of it. Raises Exists."""
    if session.get(Blob, wanted.id) is not None:
        raise Exists
    session.add(LooseObject(object_key=key, due=clock.seconds(now) + LIFE))


def keep(session: Session, wanted: Wanted, key: str, digest: bytes, now: datetime) -> None:
    """Makes the row and takes the mark away. Raises Exists, or TooSlow when the sweep was there before."""
    mark = session.execute(sql_delete(LooseObject).where(LooseObject.object_key == key))
    if mark.rowcount != 1:  # type: ignore[attr-defined]
        raise TooSlow
    session.add(
        Blob(
            id=wanted.id,
            read_hash=wanted.read_hash,
            write_hash=wanted.write_hash,
            bucket=wanted.length,
            object_key=key,
            lease_until=blobs_service.first_lease(now),
            digest=digest,
        )
    )
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem


def _give_up(database: Database, key: str, now: datetime) -> None:
    """Lets the next sweep have the body; where even that fails, its mark falls due by itself."""
    try:
        with database.write() as session:
            due = update(LooseObject).where(LooseObject.object_key == key)
            session.execute(due.values(due=clock.seconds(now)))
    except WalletError:
        log.info("a body that was given up waits for its mark to fall due")


def _head(stream: Readable, length: int) -> bytes:
    """The first bytes of a body. Raises BadRequest where it ends before its announced length."""
    head = b""
    while len(head) < min(AGE_HEAD, length):
        piece = stream.read(min(AGE_HEAD, length) - len(head))
        if not piece:
            raise BadRequest
        head += piece
    return head


class _Body:
    """The head that was read already, and then the rest of the stream; a store reads it once."""

    def __init__(self, head: bytes, stream: Readable) -> None:
        self._head = head
        self._stream = stream
        self._hash = hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        piece, self._head = self._head[:size], self._head[size:]
        piece = piece or self._stream.read(size)
        self._hash.update(piece)
        return piece

    def digest(self) -> bytes:
        """SHA-256 of all that was read."""
        return self._hash.digest()
