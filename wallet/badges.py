"""What an organisation says of somebody at work: signed by a steward, for six months at most."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from wallet.models import Organisation, Worker


@dataclass(frozen=True)
class Signed:
    """A badge that holds; `by` is the steward's key (32)."""

    org: str
    name: str
    until: int
    sign_pub: bytes
    by: bytes
    signature: bytes


def of(session: Session, mailbox_id: bytes, now: int) -> Signed | None:
    """The badge of a mailbox; None where it is nobody's, or nobody's who is vouched for."""
    asked = select(Worker, Organisation.name).join(Organisation, Organisation.id == Worker.organisation_id)
    found = session.execute(asked.where(Worker.mailbox_id == mailbox_id)).first()
    if found is None:
        return None
    worker, organisation = found
    end, by, signature = until(session, worker, now), worker.badge_by, worker.badge_sig
    if end is None or by is None or signature is None:
        return None
    return Signed(organisation, worker.name, end, worker.sign_pub, by, signature)


def until(session: Session, worker: Worker, now: int) -> int | None:
    """The last second of the badge; None where it has ended, or who signed it is no steward any more."""
    if worker.badge_until is None or worker.badge_until <= now:
        return None
    return worker.badge_until if worker.badge_by in keys(session, worker.organisation_id) else None


def keys(session: Session, organisation_id: bytes) -> Sequence[bytes]:
    """Those of an organisation's stewards."""
    asked = select(Worker.sign_pub).where(Worker.organisation_id == organisation_id, Worker.steward)
    return session.scalars(asked.order_by(Worker.sign_pub)).all()
