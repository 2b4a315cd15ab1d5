"""Sessions: a nonce, a signature, then an opaque token of which only the hash is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from wallet import locks, stand_ins, tokens, uncounted, vaults
from wallet.clock import HOUR, MINUTE, seconds
from wallet.crypto.at_rest import AtRest
from wallet.ephemeral import Ephemeral
from wallet.errors import NoSession, NotFound
from wallet.models import Vault

NONCE, SESSION = "nonce", "session"
NONCE_LIFE = 120
IDLE = 10 * MINUTE
LONGEST = 12 * HOUR
"""After the opening, however busy."""
LABEL = b"WV1/login\x00"
NOBODY = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
"""A valid key (RFC 8032, test 1) that unknown vaults are checked against, so that both cost the same."""

# Made once, and not for each request (decision 0031).
_VAULT: Final = Vault.__table__.c.id
_ONE: Final = select(_VAULT).where(bindparam("vault_id") == _VAULT)
_TO_CHANGE: Final = _ONE.with_for_update()
_TO_READ: Final = _ONE.with_for_update(read=True)


@dataclass(frozen=True)
class Live:
    """A session as a request names it: the vault and the token."""

    vault_id: bytes
    token: bytes


def new_nonce(store: Ephemeral, vault_id: bytes, now: int) -> bytes:
    """32 bytes, good once and for 120 seconds, for any id."""
    nonce = secrets.token_bytes(32)
    store.put(NONCE, tokens.hashed(nonce), vault_id, now + NONCE_LIFE)
    return nonce


def spend_nonce(store: Ephemeral, about: bytes, nonce: bytes, now: int) -> bool:
    """Whether this nonce was given for this id and is good; it is used up either way."""
    return store.take(NONCE, tokens.hashed(nonce), now) == about


def signed_text(origin: str, vault_id: bytes, nonce: bytes) -> bytes:
    """What a client signs: the label, the origin, a zero, the vault's id, the nonce."""
    return LABEL + origin.encode() + b"\x00" + vault_id + nonce


def prove(
    session: Session, store: Ephemeral, origin: str, vault_id: bytes, nonce: bytes, signature: bytes, now: int
) -> None:
    """Returns if the vault's key signed this nonce, which is used up either way.

    Raises NotFound for an unknown vault, a wrong signature and a spent nonce alike, after the same work.
    """
    fresh = spend_nonce(store, vault_id, nonce, now)
    vault = session.get(Vault, vault_id)
    public = Ed25519PublicKey.from_public_bytes(vault.auth_pub if vault else NOBODY)
    try:
        public.verify(signature, signed_text(origin, vault_id, nonce))
    except InvalidSignature as problem:
        raise NotFound from problem
    if vault is None or not fresh:
        raise NotFound


def start(
    session: Session, store: Ephemeral, at_rest: AtRest, vault_id: bytes, now: datetime
) -> tuple[bytes, vaults.Catalogue]:
    """A new token of 32 bytes and the catalogue; undoes a closing. Raises NotFound while a lock lasts."""
    token = secrets.token_bytes(32)
    catalogue = vaults.opened(session, vault_id, now)
    if locks.refuses(session, at_rest, vault_id, seconds(now)):
        raise NotFound
    stand_ins.no_longer_new(store, vault_id)
    end = seconds(now) + LONGEST
    store.put(SESSION, tokens.hashed(token), vault_id + end.to_bytes(8, "big"), seconds(now) + IDLE)
    return token, catalogue


def load(store: Ephemeral, token: bytes, now: int) -> bytes | None:
    """The id of the vault that the token opens, for another IDLE seconds, but not beyond LONGEST.

    None when the session has ended. Where nothing can be written, its end stays as it is.
    """
    key = tokens.hashed(token)
    found = _found(store, key, now)
    if found is None:
        return None
    until = min(now + IDLE, found.end)
    if until > found.until:
        with uncounted.goes_on():
            store.extend(SESSION, key, until)
    return found.vault_id


def go_on(
    session: Session, store: Ephemeral, at_rest: AtRest, live: Live, now: int, *, changing: bool
) -> None:
    """Holds the vault until the transaction is over, so that nothing ends the session meanwhile.

    Raises NoSession where it has ended, the vault is locked or there is none any more.
    """
    held = session.scalar(_TO_CHANGE if changing else _TO_READ, {"vault_id": live.vault_id})
    if held is None or locks.is_locked(session, at_rest, live.vault_id, now):
        raise NoSession
    found = _found(store, tokens.hashed(live.token), now)
    if found is None or found.vault_id != live.vault_id:
        raise NoSession


@dataclass(frozen=True)
class _Kept:
    """What is kept of a session: it ends at `until` unless it is used, and at `end` in any case."""

    vault_id: bytes
    end: int
    until: int


def _found(store: Ephemeral, key: bytes, now: int) -> _Kept | None:
    found = store.find(SESSION, key, now)
    # A version before kept the id alone: a session without an end is none.
    if found is None or len(found.value) != 16 + 8:
        return None
    return _Kept(found.value[:16], int.from_bytes(found.value[16:], "big"), found.until)


def end(store: Ephemeral, token: bytes) -> None:
    """Ends this session."""
    store.delete(SESSION, tokens.hashed(token))


def end_hashed(store: Ephemeral, token_hash: bytes) -> None:
    """Ends the session of the token with this SHA-256, which opens nothing. Unknown ones are no error."""
    store.delete(SESSION, token_hash)


def end_others(store: Ephemeral, token: bytes, vault_id: bytes) -> None:
    """Ends every session of the vault but this one."""
    store.delete_beginning(SESSION, vault_id, but=tokens.hashed(token))


def end_all(store: Ephemeral, vault_id: bytes) -> None:
    """Ends every session of the vault."""
    store.delete_beginning(SESSION, vault_id)
