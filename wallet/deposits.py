"""Deposits: papers that anybody puts into a mailbox, and only its owner reads, keeps or removes.

Whoever puts something in gets no token and no answer but "handed over".
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from wallet import blobs_service, clock, places
from wallet.blobs_service import Stored
from wallet.errors import NotFound
from wallet.models import Blob, Deposit, Mailbox, Place
from wallet.places import Kind

KEPT_DAYS: Final = 60


@dataclass(frozen=True)
class Arrival:
    """A body that has come in whole, and whether its sender showed a pass."""

    mailbox_id: bytes
    deposit_id: bytes
    blob_id: bytes
    reserved: bool


@dataclass(frozen=True)
class Waiting:
    """A deposit as its owner sees it: the bytes of its body, and the day on which it goes."""

    id: bytes
    length: int
    day: int


def room_for(session: Session, mailbox_id: bytes, length: int, *, reserved: bool) -> Kind:
    """The place on which a body of `length` bytes would lie. Raises NotFound, Full."""
    if session.get(Mailbox, mailbox_id) is None:
        raise NotFound
    kinds = [Kind.PAPER, Kind.RESERVED] if reserved else [Kind.PAPER]
    return places.free(session, mailbox_id, kinds, length)


def keep(session: Session, arrival: Arrival, now: datetime) -> None:
    """Puts a body into a mailbox. Raises Exists, NotFound, Full."""
    mailbox_id, until = arrival.mailbox_id, clock.day(now) + KEPT_DAYS
    session.get(Mailbox, mailbox_id, with_for_update=True)  # two at once must not both take the last place
    blob = session.get(Blob, arrival.blob_id)
    # Asked again: tickets that were bought together may be for more than there is room.
    kind = room_for(session, mailbox_id, blob.bucket if blob else 0, reserved=arrival.reserved)
    if blob is None:
        raise NotFound
    where = {"id": arrival.deposit_id, "mailbox_id": mailbox_id}
    places.take(session, Place(**where, kind=kind, bytes=blob.bucket, day=until))
    blob.lease_until = clock.month(now + timedelta(days=KEPT_DAYS + 1))
    session.add(Deposit(**where, blob_id=blob.id, day=until))


def waiting(session: Session, mailbox_id: bytes) -> Sequence[Waiting]:
    """The papers in a mailbox."""
    found = select(Deposit.id, Blob.bucket, Deposit.day).join(Blob, Blob.id == Deposit.blob_id)
    rows = session.execute(found.where(Deposit.mailbox_id == mailbox_id).order_by(Deposit.day, Deposit.id))
    return [Waiting(*row) for row in rows]


def find(session: Session, mailbox: Mailbox | None, deposit_id: bytes) -> Stored:
    """The body of one deposit. Raises NotFound for everything that is not so."""
    deposit = session.get(Deposit, deposit_id)
    mine = mailbox is not None and deposit is not None and deposit.mailbox_id == mailbox.id
    blob = session.get(Blob, deposit.blob_id) if mine and deposit else None
    if blob is None:
        raise NotFound
    return Stored(blob.id, blob.object_key, blob.bucket)


def remove(session: Session, mailbox_id: bytes, ids: Sequence[bytes], now: datetime) -> None:
    """Deletes those of these deposits that lie in the mailbox; their places stay taken until their days."""
    mine = select(Deposit).where(Deposit.mailbox_id == mailbox_id, Deposit.id.in_(ids))
    delete(session, session.scalars(mine).all(), now)


def delete(session: Session, rows: Sequence[Deposit], now: datetime) -> None:
    """Deletes deposits with their bodies."""
    if not rows:
        return
    bodies = select(Blob).where(Blob.id.in_([deposit.blob_id for deposit in rows])).order_by(Blob.id)
    for deposit in rows:
        session.delete(deposit)
    session.flush()
    blobs_service.forget(session, list(session.scalars(bodies.with_for_update())), now)


def new_tokens() -> tuple[bytes, bytes]:
    """Hashes for a body that nobody gets by a token: it is asked for with the mailbox's key."""
    return secrets.token_bytes(32), secrets.token_bytes(32)
