"""Sessions of hosts: a random id of which the hash is kept, in a store that is never backed up."""

import secrets
from typing import Final

from sqlalchemy.orm import Session

from wallet import tokens
from wallet.clock import HOUR, MINUTE
from wallet.ephemeral import Ephemeral
from wallet.models import Host

KIND: Final = "host"
LIFE: Final = 8 * HOUR
IDLE: Final = 30 * MINUTE


def start(store: Ephemeral, host: Host, now: int) -> bytes:
    """A new token of 32 bytes."""
    token, end = secrets.token_bytes(32), now + LIFE
    value = host.id + _secrets_of(host) + end.to_bytes(8, "big")
    store.put(KIND, tokens.hashed(token), value, now + IDLE)
    return token


def load(session: Session, store: Ephemeral, token: bytes, now: int) -> Host | None:
    """Whose session it is; None when it has ended, or the host is gone or was given new secrets."""
    value = store.get(KIND, tokens.hashed(token), now)
    if value is None:
        return None
    host = session.get(Host, value[:16])
    return host if host is not None and _secrets_of(host) == value[16:48] else None


def prolong(store: Ephemeral, token: bytes, now: int) -> None:
    """Another IDLE seconds, but not beyond LIFE."""
    key = tokens.hashed(token)
    value = store.get(KIND, key, now)
    if value is not None:
        store.extend(KIND, key, min(now + IDLE, int.from_bytes(value[48:], "big")))


def end(store: Ephemeral, token: bytes) -> None:
    """Ends this session. An unknown one is no error."""
    store.delete(KIND, tokens.hashed(token))


def _secrets_of(host: Host) -> bytes:
    return tokens.hashed(host.password_hash.encode())
