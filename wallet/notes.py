"""Notes: keys of shares, left in the mailbox of whom they are for. Only who has an open wallet leaves one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import clock, mailboxes
from wallet.ephemeral import Ephemeral
from wallet.errors import BadRequest, Exists, Full, NotFound
from wallet.models import Mailbox, Note
from wallet.proofs import Proof
from wallet.sharing.policy import LONGEST

MOST: Final = 1_000
SIZE: Final = 4_096


@dataclass(frozen=True)
class Wanted:
    """A note that is to be; `until` is the second in which its share ends."""

    id: bytes
    mailbox_id: bytes
    sealed: bytes
    until: int


def put(session: Session, wanted: Wanted, now: datetime) -> None:
    """Leaves a note. Raises NotFound, Full, Exists, and BadRequest for an end that no share may have."""
    if not clock.seconds(now) <= wanted.until <= clock.seconds(now) + LONGEST:
        raise BadRequest
    if session.get(Mailbox, wanted.mailbox_id, with_for_update=True) is None:
        raise NotFound
    there = select(func.count()).select_from(Note).where(Note.mailbox_id == wanted.mailbox_id)
    if (session.scalar(there) or 0) >= MOST:
        raise Full
    day = wanted.until // clock.DAY + 1
    session.add(Note(id=wanted.id, mailbox_id=wanted.mailbox_id, sealed=wanted.sealed, day=day))
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem


def waiting(session: Session, store: Ephemeral, origin: str, proof: Proof, now: int) -> Sequence[Note]:
    """All that lie in the mailbox; none for an unknown one and for a wrong proof."""
    mailbox = mailboxes.owned(session, store, origin, proof, now)
    if mailbox is None:
        return []
    return session.scalars(select(Note).where(Note.mailbox_id == mailbox.id).order_by(Note.id)).all()
