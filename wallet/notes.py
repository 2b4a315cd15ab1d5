"""Notes: keys of shares, left in the mailbox of whom they are for. Only who has an open wallet leaves one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import clock, tokens
from wallet.errors import BadRequest, Exists, Full, NotFound
from wallet.models import Mailbox, Note, Worker
from wallet.sharing.policy import LONGEST

MOST: Final = 1_000
SIZE: Final = 4_096
VOUCHER: Final = b"WV1/voucher\x00"


@dataclass(frozen=True)
class Wanted:
    """A note that is to be; `until` is the second in which its share ends.

    `voucher_hash`: SHA-256 of what the note holds besides, so that its share opens while the note is there.
    """

    id: bytes
    mailbox_id: bytes
    sealed: bytes
    until: int
    voucher_hash: bytes


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
    session.add(
        Note(
            id=wanted.id,
            mailbox_id=wanted.mailbox_id,
            sealed=wanted.sealed,
            day=day,
            voucher_hash=wanted.voucher_hash,
        )
    )
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem


def ids(session: Session, mailbox_id: bytes) -> Sequence[bytes]:
    """Of all that lie in a mailbox."""
    found = select(Note.id).where(Note.mailbox_id == mailbox_id).order_by(Note.id)
    return session.scalars(found).all()


def vouched(session: Session, voucher: bytes, worker_id: bytes | None) -> bool:
    """Whether a note with this voucher (16) lies in a mailbox still; in a badge's, only in that session."""
    asked = select(Worker.id).select_from(Note).outerjoin(Worker, Worker.mailbox_id == Note.mailbox_id)
    found = session.scalars(asked.where(Note.voucher_hash == tokens.hashed(VOUCHER + voucher)).limit(1)).all()
    return any(whose in (None, worker_id) for whose in found)


def some(session: Session, mailbox_id: bytes, wanted: Sequence[bytes]) -> Sequence[Note]:
    """Those of these ids that lie in it."""
    rows = select(Note).where(Note.id.in_(wanted), Note.mailbox_id == mailbox_id).order_by(Note.id)
    return session.scalars(rows).all()
