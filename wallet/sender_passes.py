"""Passes of senders: whoever shows one finds a reserved place in a mailbox that strangers have filled.

Each mailbox has one, which its owner gives to whom they trust. Somebody at work gets one for half an hour and
any mailbox; it is shown without their session, so that no row ties a worker to a mailbox.
"""

import secrets
from typing import Final

from sqlalchemy.orm import Session

from wallet import badges, tokens
from wallet.ephemeral import Ephemeral
from wallet.errors import NotFound
from wallet.models import Mailbox, Worker

KIND: Final = "sender-pass"
LIFE: Final = 30 * 60


def issue(session: Session, store: Ephemeral, worker_id: bytes, now: int) -> bytes:
    """A new pass of 16 bytes. Raises NotFound for somebody at work whose badge does not hold."""
    worker = session.get(Worker, worker_id)
    if worker is None or badges.until(session, worker, now) is None:
        raise NotFound
    shown = secrets.token_bytes(16)
    store.put(KIND, tokens.hashed(shown), b"", now + LIFE)
    return shown


def end_all(store: Ephemeral) -> None:
    """Ends those of everybody at work, since nothing says whose each is; whoever needs one asks for it."""
    store.delete_value(KIND, b"")


def holds(session: Session, store: Ephemeral, mailbox_id: bytes, shown: bytes, now: int) -> bool:
    """Whether this pass (16) is good for this mailbox."""
    mailbox = session.get(Mailbox, mailbox_id)
    known = mailbox.pass_hash if mailbox else None
    own = tokens.matches(shown, known or bytes(32))
    return own or store.get(KIND, tokens.hashed(shown), now) is not None
