"""Mailboxes: anybody puts sealed papers in, only the owner looks. Nothing here knows a vault.

Whoever puts something in gets no token and no answer but "handed over". A deposit goes on a day that stands
from the beginning, kept, refused or never read, and takes its room until then, so that nothing tells which.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import blobs_service, clock, departures, proofs
from wallet.blobs_service import LEASE_YEARS, Stored
from wallet.crypto.at_rest import AtRest
from wallet.ephemeral import Ephemeral
from wallet.errors import Exists, Full, NotFound, SignIn
from wallet.models import Blob, Deposit, Mailbox, Worker
from wallet.proofs import Proof

LABEL: Final = b"WV1/mailbox\x00"
MOST: Final = 30
MOST_BYTES: Final = 100 * 1024 * 1024
KEPT_DAYS: Final = 60


@dataclass(frozen=True)
class Wanted:
    """A mailbox that is to be."""

    id: bytes
    recipient: bytes
    fetch_pub: bytes


@dataclass(frozen=True)
class Waiting:
    """A deposit as its owner sees it: the bytes of its body, and the day on which it goes."""

    id: bytes
    length: int
    day: int


def put(session: Session, at_rest: AtRest, wanted: Wanted, now: datetime) -> None:
    """Makes a mailbox. Raises Exists, also for an id that was the badge of somebody who has gone."""
    session.add(
        Mailbox(
            id=wanted.id,
            recipient=wanted.recipient,
            fetch_pub=wanted.fetch_pub,
            lease_until=clock.month(now) + 12 * LEASE_YEARS,
        )
    )
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem
    # Asked afterwards: the row waits for whoever deletes one with the same id just now.
    if departures.is_retired(session, at_rest, wanted.id):
        raise Exists


def recipient(session: Session, mailbox_id: bytes) -> bytes:
    """The public key to seal to. Raises NotFound for a closed mailbox and for none alike."""
    mailbox = session.get(Mailbox, mailbox_id)
    if mailbox is None:
        raise NotFound
    return mailbox.recipient


def room_for(session: Session, mailbox_id: bytes, length: int) -> None:
    """Returns where a body of `length` bytes still fits. Raises NotFound, Full."""
    if session.get(Mailbox, mailbox_id) is None:
        raise NotFound
    taken = select(func.count(), func.coalesce(func.sum(Blob.bucket), 0)).select_from(Deposit)
    count, held = session.execute(
        taken.join(Blob, Blob.id == Deposit.blob_id).where(Deposit.mailbox_id == mailbox_id)
    ).one()
    if count >= MOST or held + length > MOST_BYTES:
        raise Full


def keep(session: Session, mailbox_id: bytes, deposit_id: bytes, blob_id: bytes, now: datetime) -> None:
    """Puts a body that has come in whole into a mailbox. Raises Exists, NotFound, Full."""
    session.get(Mailbox, mailbox_id, with_for_update=True)  # two at once must not both take the last place
    blob = session.get(Blob, blob_id)
    # Asked again: tickets that were bought together may be for more than there is room.
    room_for(session, mailbox_id, blob.bucket if blob else 0)
    if blob is None:
        raise NotFound
    until = clock.day(now) + KEPT_DAYS
    blob.lease_until = clock.month(now + timedelta(days=KEPT_DAYS + 1))
    session.add(Deposit(id=deposit_id, mailbox_id=mailbox_id, blob_id=blob_id, day=until))
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem


def enter(
    session: Session, store: Ephemeral, origin: str, proof: Proof, worker_id: bytes | None, now: datetime
) -> Mailbox | None:
    """The mailbox, whose lease begins anew; None for an unknown one and for a wrong proof.

    Raises SignIn for the badge of somebody at work, unless `worker_id` says that it is they.

    A stand-in of a lock (decision 0010) shows its mailboxes without their keys: to whoever looks, they are
    empty, so callers answer None as they answer an empty one, after the same work on `ids.NOWHERE`.
    """
    mailbox = owned(session, store, origin, proof, clock.seconds(now))
    if mailbox is not None:
        _let_in(session, mailbox.id, worker_id)
        mailbox.lease_until = clock.month(now) + 12 * LEASE_YEARS
    return mailbox


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


def close(
    session: Session, store: Ephemeral, at_rest: AtRest, origin: str, proof: Proof, now: datetime
) -> None:
    """Takes the mailbox away with everything in it; does nothing for an unknown one and for a wrong proof."""
    mailbox = owned(session, store, origin, proof, clock.seconds(now))
    if mailbox is not None:
        forget(session, store, at_rest, [mailbox], now)


def forget(
    session: Session, store: Ephemeral, at_rest: AtRest, rows: Sequence[Mailbox], now: datetime
) -> None:
    """Deletes mailboxes with what lies in them, and the account of whoever had one as their badge."""
    if not rows:
        return
    departures.end(session, store, at_rest, [mailbox.id for mailbox in rows], clock.seconds(now))
    for mailbox in rows:
        inside = select(Deposit).where(Deposit.mailbox_id == mailbox.id)
        empty(session, list(session.scalars(inside)), now)
        session.delete(mailbox)


def empty(session: Session, rows: Sequence[Deposit], now: datetime) -> None:
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


def _let_in(session: Session, mailbox_id: bytes, worker_id: bytes | None) -> None:
    whose = session.scalar(select(Worker.id).where(Worker.mailbox_id == mailbox_id))
    if whose is not None and whose != worker_id:
        raise SignIn


def owned(session: Session, store: Ephemeral, origin: str, proof: Proof, now: int) -> Mailbox | None:
    """The mailbox whose owner shows this proof; None where it is not so."""
    mailbox = session.get(Mailbox, proof.id, with_for_update=True)
    text = proofs.signed_text(LABEL, origin, proof)
    return mailbox if proofs.holds(store, proof, mailbox.fetch_pub if mailbox else None, text, now) else None
