"""Notes: keys of shares, left in the mailbox of whom they are for. Only who has an open wallet leaves one."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, func, outerjoin, select, update
from sqlalchemy.orm import Session

from wallet import clock, places
from wallet.crypto.voucher import voucher_commit, voucher_hash
from wallet.errors import BadRequest, NotFound
from wallet.models import Mailbox, Note, Place, Worker
from wallet.places import Kind
from wallet.sharing.policy import LONGEST

SIZE: Final = 4_096
THERE: Final = func.length(Note.sealed) > 0
"""Not removed."""
_NOTE, _WORKER = Note.__table__.c, Worker.__table__.c
# Others may have left notes with the same hash in mailboxes of their own: each of those is asked once.
_VOUCHED: Final = (
    select(_NOTE.mailbox_id, _WORKER.id)
    .select_from(outerjoin(Note.__table__, Worker.__table__, _WORKER.mailbox_id == _NOTE.mailbox_id))
    .where(_NOTE.voucher_hash == bindparam("voucher_hash"))
    .distinct()
)
"""Made once, and not for each request (decision 0031)."""


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
    day = wanted.until // clock.DAY + 1
    kind = places.free(session, wanted.mailbox_id, [Kind.NOTE], SIZE)
    where = {"id": wanted.id, "mailbox_id": wanted.mailbox_id}
    places.take(session, Place(**where, kind=kind, bytes=SIZE, day=day + 1))
    session.add(Note(**where, sealed=wanted.sealed, day=day, voucher_hash=wanted.voucher_hash))


def ids(session: Session, mailbox_id: bytes) -> Sequence[bytes]:
    """Of all that lie in a mailbox."""
    found = select(Note.id).where(Note.mailbox_id == mailbox_id, THERE).order_by(Note.id)
    return session.scalars(found).all()


def vouched(session: Session, voucher: bytes, commit: bytes, worker_id: bytes | None) -> bool:
    """Whether a note with this voucher (16) lies still in the mailbox that a door's `commit` (32) names.

    In a badge's mailbox it counts in that worker's session alone.
    """
    found = session.execute(_VOUCHED, {"voucher_hash": voucher_hash(voucher)}).all()
    named = [hmac.compare_digest(voucher_commit(voucher, mailbox_id), commit) for mailbox_id, _whose in found]
    return any(here and whose in (None, worker_id) for here, (_, whose) in zip(named, found, strict=True))


def some(session: Session, mailbox_id: bytes, wanted: Sequence[bytes]) -> Sequence[Note]:
    """Those of these ids that lie in it."""
    rows = select(Note).where(Note.id.in_(wanted), Note.mailbox_id == mailbox_id, THERE).order_by(Note.id)
    return session.scalars(rows).all()


def remove(session: Session, mailbox_id: bytes, ids: Sequence[bytes]) -> None:
    """Empties those of these notes that lie in the mailbox, so that nobody gets them any more.

    Their vouchers stay good until their days: whoever left a note knows its voucher, and must not learn from
    it that the owner has looked.
    """
    session.execute(update(Note).where(Note.mailbox_id == mailbox_id, Note.id.in_(ids)).values(sealed=b""))
