"""Sessions of people at work: a token of which the hash is kept, in a store that is never backed up."""

import secrets
from typing import Final

from sqlalchemy.orm import Session

from wallet import tokens
from wallet.clock import HOUR
from wallet.ephemeral import Ephemeral
from wallet.errors import SignIn
from wallet.models import Worker

KIND: Final = "worker"
LIFE: Final = 10 * HOUR
"""A day at work. The page forgets the token when it is closed."""


def start(store: Ephemeral, worker_id: bytes, now: int) -> bytes:
    """A new token of 32 bytes."""
    token = secrets.token_bytes(32)
    store.put(KIND, tokens.hashed(token), worker_id, now + LIFE)
    return token


def load(session: Session, store: Ephemeral, token: bytes, now: int) -> Worker | None:
    """Whose session it is; None when it has ended or the account has gone."""
    worker_id = store.get(KIND, tokens.hashed(token), now)
    return None if worker_id is None else session.get(Worker, worker_id)


def go_on(session: Session, store: Ephemeral, token: bytes, now: int) -> Worker:
    """Whose session it is, who is not let go until the transaction is over. Raises SignIn where it ended."""
    found = load(session, store, token, now)
    held = session.get(Worker, found.id, with_for_update=True) if found else None
    # Asked again: another session of theirs may have ended this one while we waited for the row.
    if held is None or store.get(KIND, tokens.hashed(token), now) != held.id:
        raise SignIn
    return held


def end(store: Ephemeral, token: bytes) -> None:
    """Ends this session."""
    store.delete(KIND, tokens.hashed(token))


def end_others(store: Ephemeral, token: bytes, worker_id: bytes) -> None:
    """Ends every session of the worker but this one."""
    store.delete_value(KIND, worker_id, but=tokens.hashed(token))
