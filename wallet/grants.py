"""Grants: a second, ending read token for a blob, made for one share without saying for which."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import blobs_service, clock, tokens
from wallet.blobs_service import Item, Stored
from wallet.crypto.at_rest import AtRest
from wallet.errors import Exists, NotFound
from wallet.models import Blob, Grant
from wallet.sharing import policy

PLACE = "grant.times"


@dataclass(frozen=True)
class Wanted:
    """A grant that is to be, with its blob's write token, and from when until when it is good."""

    id: bytes
    blob_id: bytes
    write: bytes
    read_hash: bytes
    owner_hash: bytes
    not_before: int
    expires_at: int


def put(session: Session, at_rest: AtRest, wanted: Sequence[Wanted], now: datetime) -> None:
    """Makes all of them or none.

    Raises NotFound when a blob is missing or a write token wrong, Exists for an id in use, BadRequest for
    times that no share may have; a grant does not say for which share it is, so the longest decides.
    """
    for one in wanted:
        policy.check_times(one.not_before, one.expires_at, clock.seconds(now), policy.LONGEST_CARD)
    blobs_service.owned(session, [Item(one.blob_id, one.write) for one in wanted])
    session.add_all(_row(at_rest, one) for one in wanted)
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem


def find(session: Session, at_rest: AtRest, grant_id: bytes, read: bytes, now: datetime) -> Stored:
    """The body that the grant opens now. Raises NotFound: missing, wrong token, not yet, over are alike."""
    grant = session.get(Grant, grant_id)
    right = tokens.matches(read, grant.read_hash if grant else blobs_service.NOBODY)
    if grant is None or not right or not _runs(at_rest, grant, clock.seconds(now)):
        raise NotFound
    blob = session.get(Blob, grant.blob_id)
    if blob is None:
        raise NotFound
    return Stored(blob.id, blob.object_key, blob.bucket)


def end(session: Session, owner: bytes, ids: Sequence[bytes]) -> None:
    """Deletes those of the grants that this share's owner token ends; the others are left as they are."""
    for grant in session.scalars(select(Grant).where(Grant.id.in_(ids)).order_by(Grant.id)):
        token = hmac.digest(owner, grant.id, "sha256")[:16]
        if tokens.matches(token, grant.owner_hash):
            session.delete(grant)


def _row(at_rest: AtRest, wanted: Wanted) -> Grant:
    times = wanted.not_before.to_bytes(8, "big") + wanted.expires_at.to_bytes(8, "big")
    return Grant(
        id=wanted.id,
        blob_id=wanted.blob_id,
        read_hash=wanted.read_hash,
        owner_hash=wanted.owner_hash,
        times=at_rest.seal(PLACE, wanted.id, times),
        day=wanted.expires_at // clock.DAY,
    )


def _runs(at_rest: AtRest, grant: Grant, now: int) -> bool:
    times = at_rest.open(PLACE, grant.id, grant.times)
    return int.from_bytes(times[:8], "big") <= now < int.from_bytes(times[8:], "big")
