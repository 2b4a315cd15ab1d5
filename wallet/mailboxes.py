"""Mailboxes: anybody puts sealed papers in, only the owner looks. Nothing here knows a vault.

What lies in one: `wallet/deposits.py`, `wallet/notes.py`; how much fits: `wallet/places.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import clock, departures, deposits, proofs
from wallet.blobs_service import LEASE_YEARS
from wallet.crypto.at_rest import AtRest
from wallet.ephemeral import Ephemeral
from wallet.errors import Exists, NotFound, SignIn
from wallet.models import Deposit, Mailbox, Worker
from wallet.proofs import Proof

LABEL: Final = b"WV1/mailbox\x00"


@dataclass(frozen=True)
class Wanted:
    """A mailbox that is to be; `pass_hash`: SHA-256 of the pass that its owner gives to senders."""

    id: bytes
    recipient: bytes
    fetch_pub: bytes
    pass_hash: bytes


def put(session: Session, at_rest: AtRest, wanted: Wanted, now: datetime) -> None:
    """Makes a mailbox. Raises Exists, also for an id that was the badge of somebody who has gone."""
    session.add(
        Mailbox(
            id=wanted.id,
            recipient=wanted.recipient,
            fetch_pub=wanted.fetch_pub,
            pass_hash=wanted.pass_hash,
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
        deposits.delete(session, session.scalars(inside).all(), now)
        session.delete(mailbox)


def _let_in(session: Session, mailbox_id: bytes, worker_id: bytes | None) -> None:
    whose = session.scalar(select(Worker.id).where(Worker.mailbox_id == mailbox_id))
    if whose is not None and whose != worker_id:
        raise SignIn


def owned(session: Session, store: Ephemeral, origin: str, proof: Proof, now: int) -> Mailbox | None:
    """The mailbox whose owner shows this proof; None where it is not so."""
    mailbox = session.get(Mailbox, proof.id, with_for_update=True)
    text = proofs.signed_text(LABEL, origin, proof)
    return mailbox if proofs.holds(store, proof, mailbox.fetch_pub if mailbox else None, text, now) else None
