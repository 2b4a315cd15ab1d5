"""Blobs: what guards a sealed body. The body itself lies in the blob store; see `wallet/uploads.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy import delete as sql_delete
from sqlalchemy.orm import Session

from wallet import clock, tokens, uncounted
from wallet.ephemeral import Ephemeral
from wallet.errors import NotFound, SlowDown
from wallet.models import Blob, Grant, LooseObject

NOBODY = bytes(32)
FIRST_LEASE = timedelta(days=7)
LEASE_YEARS = 5
DOWNLOADS = "download"
_BLOB: Final = Blob.__table__.c
_STORED: Final = select(_BLOB.object_key, _BLOB.bucket, _BLOB.read_hash).where(
    _BLOB.id == bindparam("blob_id")
)
"""Made once, and not for each request (decision 0031)."""


@dataclass(frozen=True)
class Item:
    """A blob, and the write token that its owner shows."""

    id: bytes
    write: bytes


@dataclass(frozen=True)
class Change:
    """A blob, its write token, and the hashes of the tokens that shall replace both of its tokens."""

    id: bytes
    write: bytes
    read_hash: bytes
    write_hash: bytes


@dataclass(frozen=True)
class Stored:
    """Whose body it is, where it lies, and its length in bytes."""

    blob_id: bytes
    object_key: str
    length: int


def find(session: Session, blob_id: bytes, read: bytes) -> Stored:
    """The body that the read token opens. Raises NotFound for a missing blob and for a wrong token alike."""
    found = session.execute(_STORED, {"blob_id": blob_id}).first()
    if not tokens.matches(read, found.read_hash if found else NOBODY) or found is None:
        raise NotFound
    return Stored(blob_id, found.object_key, found.bucket)


def charge(store: Ephemeral, key: bytes, stored: Stored, wanted: int, a_day: int, now: int) -> None:
    """Counts `wanted` bytes of a download; one key fetches `a_day` whole bodies a day. Raises SlowDown.

    What cannot be counted is fetched.
    """
    today = now // clock.DAY
    end = (today + 1) * clock.DAY
    with uncounted.goes_on():
        if store.count(DOWNLOADS, key, today, until=end, n=wanted) > a_day * stored.length:
            raise SlowDown(retry_after=end - now)


def delete(session: Session, items: Sequence[Item], now: datetime) -> list[bytes]:
    """Deletes blobs with their grants; gives the ids that are missing or whose write token is wrong."""
    rows = _locked(session, items)
    mine, missing = _sorted_out(rows, items)
    forget(session, mine, now)
    return missing


def renew(session: Session, items: Sequence[Item], now: datetime) -> list[bytes]:
    """Keeps blobs for five years from now; gives the ids that are missing or whose write token is wrong."""
    rows = _locked(session, items)
    mine, missing = _sorted_out(rows, items)
    for blob in mine:
        blob.lease_until = clock.month(now) + 12 * LEASE_YEARS
    return missing


def rotate(session: Session, changes: Sequence[Change]) -> list[bytes]:
    """Replaces tokens, deletes the grants; gives the ids that are missing or whose write token is wrong.

    May be repeated: a blob that has the new tokens already counts as done.
    """
    rows = _locked(session, changes)
    missing = []
    for change in changes:
        blob = rows.get(change.id)
        right = tokens.matches(change.write, blob.write_hash if blob else NOBODY)
        if blob is not None and right:
            session.execute(sql_delete(Grant).where(Grant.blob_id == blob.id))
            blob.read_hash, blob.write_hash = change.read_hash, change.write_hash
        elif blob is None or (blob.read_hash, blob.write_hash) != (change.read_hash, change.write_hash):
            missing.append(change.id)
    return missing


def owned(session: Session, items: Sequence[Item]) -> None:
    """Returns when every blob is there and every write token right. Raises NotFound."""
    if _sorted_out(_locked(session, items), items)[1]:
        raise NotFound


def forget(session: Session, blobs: Sequence[Blob], now: datetime) -> None:
    """Deletes rows, grants with them, and leaves the bodies to the sweep, which comes within seconds."""
    if not blobs:
        return
    session.execute(sql_delete(Blob).where(Blob.id.in_([blob.id for blob in blobs])))
    session.add_all(LooseObject(object_key=blob.object_key, due=clock.seconds(now)) for blob in blobs)
    session.flush()


def first_lease(now: datetime) -> int:
    """The month until whose end a new blob is kept: the one seven days on."""
    return clock.month(now + FIRST_LEASE)


def _locked(session: Session, items: Sequence[Item] | Sequence[Change]) -> dict[bytes, Blob]:
    # In the order of their ids, so that two batches never wait for each other in a circle.
    wanted = select(Blob).where(Blob.id.in_([item.id for item in items])).order_by(Blob.id).with_for_update()
    return {blob.id: blob for blob in session.scalars(wanted)}


def _sorted_out(rows: dict[bytes, Blob], items: Sequence[Item]) -> tuple[list[Blob], list[bytes]]:
    """The blobs whose write token is shown, each once, and the ids of the items that show none."""
    mine, missing = dict[bytes, Blob](), list[bytes]()
    for item in items:
        blob = rows.get(item.id)
        if tokens.matches(item.write, blob.write_hash if blob else NOBODY) and blob is not None:
            mine[item.id] = blob
        else:
            missing.append(item.id)
    return list(mine.values()), missing
