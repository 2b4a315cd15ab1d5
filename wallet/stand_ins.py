"""Stand-ins: new vaults that their own key puts behind the doors of another, and what becomes of them.

A vault is new until its first session, for NEW_LIFE at most: nothing was saved, bought or closed in it, and
no door was put for it. Only the memory of the moment says so; where that was lost, another vault is made.
"""

from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from wallet import vaults
from wallet.clock import HOUR
from wallet.crypto.at_rest import AtRest
from wallet.ephemeral import Ephemeral
from wallet.errors import NotFound
from wallet.lock_book import KEPT, LockBook, Record
from wallet.models import Vault

NEW: Final = "new"
NEW_LIFE: Final = HOUR
LABEL: Final = b"WV1/stand-in\x00"


@dataclass(frozen=True)
class Named:
    """A vault that is to stand in, what its key has to have signed, and the signature."""

    vault_id: bytes
    text: bytes
    signature: bytes


def note_new(store: Ephemeral, vault_id: bytes, now: int) -> None:
    """Notes that this vault was made now."""
    store.put(NEW, vault_id, b"", now + NEW_LIFE)


def no_longer_new(store: Ephemeral, vault_id: bytes) -> None:
    """Notes that somebody has opened it."""
    store.delete(NEW, vault_id)


def signed_text(origin: str, locked: bytes, stand_in: bytes, nonce: bytes) -> bytes:
    """What the key of a stand-in signs: label, origin, a zero, the locked vault's id, its own, the nonce."""
    return LABEL + origin.encode() + b"\x00" + locked + stand_in + nonce


def prove(session: Session, store: Ephemeral, named: Named, now: int) -> None:
    """Returns, and keeps whoever opens it waiting, if the vault is new and its own key names it.

    Raises NotFound for an unknown vault, one that is not new and a wrong signature alike.
    """
    vault = session.get(Vault, named.vault_id, with_for_update=True)
    if vault is None or store.get(NEW, named.vault_id, now) is None:
        raise NotFound
    try:
        Ed25519PublicKey.from_public_bytes(vault.auth_pub).verify(named.signature, named.text)
    except (InvalidSignature, ValueError) as problem:
        raise NotFound from problem


def put(book: LockBook, owner: bytes, state: Record, stand_in: bytes, lock: str, until: int) -> None:
    """Notes in the book, and in the owner's record, that this vault stands in until then.

    Raises NotFound for the owner itself and for a vault that the book knows, but for one that was made out of
    the owner while the owner stood in itself.
    """
    known = book.find("vault", stand_in)
    heir = "of" in known and all(known[name] == state.get(name) for name in ("of", "lock_of"))
    if stand_in == owner or (known and not heir):
        raise NotFound
    ends = min(until, state.get("ends", until))
    book.write("vault", stand_in, {"ends": ends, "of": owner.hex(), "lock_of": lock}, ends + KEPT)
    state["stand_ins"] = [*state.get("stand_ins", []), stand_in.hex()]


def succeed(session: Session, at_rest: AtRest, former: bytes, vault_id: bytes) -> None:
    """A vault that was made out of a stand-in ends with it; one made out of any other vault is its own."""
    book = LockBook(session, at_rest)
    state = book.find("vault", former)
    if "ends" not in state:
        return
    heir = {name: state[name] for name in ("ends", "of", "lock_of")}
    book.write("vault", vault_id, heir, state["ends"] + KEPT)
    owner = bytes.fromhex(state["of"])
    locked = book.find("vault", owner)
    locked["stand_ins"] = [*locked.get("stand_ins", []), vault_id.hex()]
    book.write("vault", owner, locked, state["ends"] + KEPT)


def end(book: LockBook, state: Record, lock: str, now: int) -> None:
    """Ends those that the locked vault's record names and that were made for this lock."""
    for about in state.get("stand_ins", []):
        if _lock_of(book, about) == lock:
            _end(book, bytes.fromhex(about), now)


def _end(book: LockBook, stand_in: bytes, now: int) -> None:
    """With whatever stands in for it in turn."""
    state = book.find("vault", stand_in)
    if state.get("ends", now) <= now:
        return
    book.write("vault", stand_in, {**state, "ends": now}, now + KEPT)
    for about in state.get("stand_ins", []):
        _end(book, bytes.fromhex(about), now)


def take(session: Session, at_rest: AtRest, vault_id: bytes, stand_in: bytes) -> vaults.Catalogue:
    """The list of a stand-in, for the vault that it stood for. Raises NotFound."""
    book = LockBook(session, at_rest)
    if stand_in.hex() not in _of(book, vault_id) or _lock_of(book, stand_in.hex()) is None:
        raise NotFound
    return vaults.read(session, stand_in)


def taken(session: Session, at_rest: AtRest, vault_id: bytes, stand_in: bytes) -> list[bytes]:
    """Deletes a stand-in that was taken over, and what was made for the same lock; gives their ids.

    Done twice is done: nothing is deleted, and none given.
    """
    book = LockBook(session, at_rest)
    lock, locks = _lock_of(book, stand_in.hex()), {one: _lock_of(book, one) for one in _of(book, vault_id)}
    if lock is None or stand_in.hex() not in locks:
        return []
    gone = [bytes.fromhex(one) for one in locks if locks[one] == lock]
    for one in gone:
        forget(session, book, one)
    state = book.find("vault", vault_id)
    state["stand_ins"] = [one for one in locks if locks[one] not in (lock, None)]
    book.write("vault", vault_id, state, state["next"])
    return gone


def _of(book: LockBook, vault_id: bytes) -> list[str]:
    found: list[str] = book.find("vault", vault_id).get("stand_ins", [])
    return found


def _lock_of(book: LockBook, about: str) -> str | None:
    found: str | None = book.find("vault", bytes.fromhex(about)).get("lock_of")
    return found


def forget(session: Session, book: LockBook, vault_id: bytes) -> None:
    """Deletes a stand-in with all earlier lists, and its record; what the book knows as none stays."""
    if _lock_of(book, vault_id.hex()) is None:
        return
    vault = session.get(Vault, vault_id)
    if vault is not None:
        session.delete(vault)
    book.drop("vault", vault_id)
