"""What a steward does for the people of the same organisation, and of no other: sees them, signs, lets go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wallet import badges, mailboxes
from wallet.crypto.address import mailbox_address
from wallet.crypto.at_rest import AtRest
from wallet.crypto.badge import LONGEST, Badge, badge_text, is_signed
from wallet.crypto.bytes import unb64
from wallet.ephemeral import Ephemeral
from wallet.errors import BadRequest, NotFound
from wallet.models import Mailbox, Organisation, Worker


@dataclass(frozen=True)
class Colleague:
    """One of an organisation; `until` is the end of the badge, None while none holds."""

    id: bytes
    name: str
    steward: bool
    address: str
    sign_pub: bytes
    until: int | None


def colleagues(session: Session, organisation_id: bytes, now: int) -> Sequence[Colleague]:
    """All of an organisation, by name."""
    asked = select(Worker, Mailbox.recipient).join(Mailbox, Mailbox.id == Worker.mailbox_id)
    rows = session.execute(
        asked.where(Worker.organisation_id == organisation_id).order_by(Worker.name, Worker.id)
    )
    return [
        Colleague(
            id=one.id, name=one.name, steward=one.steward, address=mailbox_address(one.mailbox_id, recipient),
            sign_pub=one.sign_pub, until=badges.until(session, one, now),
        )
        for one, recipient in rows.all()
    ]  # fmt: skip


def sign(session: Session, steward: Worker, worker_id: bytes, until: int, signature: bytes, now: int) -> None:
    """Keeps a badge. Raises NotFound, BadRequest for a wrong signature or an end that none may have."""
    worker = _one(session, steward, worker_id)
    recipient = session.scalar(select(Mailbox.recipient).where(Mailbox.id == worker.mailbox_id))
    organisation = session.get_one(Organisation, worker.organisation_id)
    if recipient is None or not now < until <= now + LONGEST:
        raise BadRequest
    address = unb64(mailbox_address(worker.mailbox_id, recipient))
    text = badge_text(Badge(organisation.name, worker.name, address, worker.sign_pub, until))
    if not is_signed(text, signature, steward.sign_pub):
        raise BadRequest
    worker.badge_until, worker.badge_by, worker.badge_sig = until, steward.sign_pub, signature


def remove(
    session: Session, store: Ephemeral, at_rest: AtRest, steward: Worker, worker_id: bytes, now: datetime
) -> None:
    """Lets somebody go, with their mailbox and every key in it. Raises NotFound, BadRequest for oneself."""
    worker = _one(session, steward, worker_id)
    if worker.id == steward.id:
        raise BadRequest
    close(session, store, at_rest, [worker], now)


def close(
    session: Session, store: Ephemeral, at_rest: AtRest, workers: Sequence[Worker], now: datetime
) -> None:
    """Deletes accounts with their mailboxes."""
    if not workers:
        return
    ids = [one.mailbox_id for one in workers]
    rows = session.scalars(select(Mailbox).where(Mailbox.id.in_(ids)).order_by(Mailbox.id).with_for_update())
    mailboxes.forget(session, store, at_rest, rows.all(), now)


def known(session: Session, worker_id: bytes) -> Worker:
    """The steward with this id. Raises NotFound for everybody else."""
    found = session.get(Worker, worker_id)
    if found is None or not found.steward:
        raise NotFound
    return found


def _one(session: Session, steward: Worker, worker_id: bytes) -> Worker:
    found = session.get(Worker, worker_id, with_for_update=True)
    if found is None or found.organisation_id != steward.organisation_id:
        raise NotFound
    return found
