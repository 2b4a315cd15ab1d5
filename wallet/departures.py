"""What ends when somebody at work leaves, is let go, or goes with their organisation. Decision 0018.

All ways lead over the badge's mailbox, which is closed: its account goes with it, a steward's invitations
that nobody has used, and the passes of senders at work; its id is used up.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from wallet import invitations, sender_passes
from wallet.crypto.at_rest import AtRest
from wallet.ephemeral import Ephemeral
from wallet.models import Retired, Worker

PLACE: Final = "mailbox.retired"


def end(session: Session, store: Ephemeral, at_rest: AtRest, mailbox_ids: Sequence[bytes], now: int) -> None:
    """Deletes the accounts whose badges these mailboxes are; the other ones are nobody's badge."""
    asked = select(Worker).where(Worker.mailbox_id.in_(mailbox_ids)).order_by(Worker.id)
    for worker in session.scalars(asked.with_for_update()).all():
        session.add(Retired(id=at_rest.names(PLACE, worker.mailbox_id)[0]))
        invitations.end(store, worker.id, now)
        sender_passes.end_all(store)
        session.delete(worker)
    session.flush()


def is_retired(session: Session, at_rest: AtRest, mailbox_id: bytes) -> bool:
    """Whether a mailbox with this id was somebody's badge once and has gone."""
    names = at_rest.names(PLACE, mailbox_id)
    return session.scalar(select(Retired.id).where(Retired.id.in_(names)).limit(1)) is not None
