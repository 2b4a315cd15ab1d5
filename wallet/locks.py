"""Locks: until a time, the doors of a vault lead to a stand-in, and itself is closed (decision 0010).

Nothing here is pretended: a stand-in is an ordinary vault, and what is done to a swapped door is done. At the
end the former boxes come back, whatever was done meanwhile. Times are epoch seconds of the server's clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from wallet import stand_ins, tokens, vaults
from wallet.clock import DAY, HOUR
from wallet.crypto.at_rest import AtRest
from wallet.door_book import DoorBook, DoorKeys, Opened
from wallet.ephemeral import Ephemeral
from wallet.errors import BadRequest, NotFound, TooSoon
from wallet.lock_book import KEPT, LockBook, new_lock
from wallet.models import Vault

LONGEST: Final = DAY
REST: Final = HOUR
"""Seconds after a lock in which the vault cannot be locked again: nobody is kept out by a chain of them."""
EARLY_LABEL: Final = b"WV1/early\x00"


@dataclass(frozen=True)
class Swap:
    """A door that is to lead elsewhere: its write token, its new box and the hash of its new write token."""

    door_id: bytes
    write: bytes
    box: bytes
    write_hash: bytes


@dataclass(frozen=True)
class Wish:
    """A lock that is to begin. `early`: public keys that may end it before its time.

    `spent`, bytes and tickets, goes over from the month's sums of the vault to the stand-in's: what an
    ordinary vault would have paid this month for the papers that are copied.
    """

    until: int
    stand_in: stand_ins.Named
    swaps: Sequence[Swap]
    early: Sequence[bytes]
    spent: tuple[int, int] = (0, 0)


def start(session: Session, store: Ephemeral, keys: DoorKeys, vault_id: bytes, wish: Wish, now: int) -> None:
    """Locks the vault: all of it or nothing.

    Raises BadRequest for a time that no lock may have, NotFound for a vault that may not stand in and when a
    door is missing or its token wrong, TooSoon within an hour after the last lock.
    """
    book, lock = LockBook(session, keys.at_rest), new_lock()
    # Whoever begins a session at this moment waits for us, or we for them.
    session.get(Vault, vault_id, with_for_update=True)
    state = book.find("vault", vault_id)
    if now < state.get("next", 0):
        raise TooSoon(retry_after=state["next"] - now)
    if not now < wish.until <= now + LONGEST:
        raise BadRequest
    stand_ins.prove(session, store, wish.stand_in, now)
    stand_ins.put(book, vault_id, state, wish.stand_in.vault_id, lock, wish.until)
    vaults.hand_over(session, vault_id, wish.stand_in.vault_id, wish.spent)
    for swap in sorted(wish.swaps, key=lambda one: one.door_id):
        _swap(DoorBook(session, keys), book, swap, lock, wish.until, now)
    state |= {"lock": lock, "until": wish.until, "next": wish.until + REST}
    book.write("vault", vault_id, state, wish.until + KEPT)
    doors = [swap.door_id.hex() for swap in wish.swaps]
    for public in wish.early:
        found = book.find("early", public)
        locks = [one for one in found.get("locks", []) if one["until"] > now]
        locks.append({"lock": lock, "until": wish.until, "vault": vault_id.hex(), "doors": doors})
        book.write("early", public, {"locks": locks}, wish.until)


def _swap(doors: DoorBook, book: LockBook, swap: Swap, lock: str, until: int, now: int) -> None:
    door = settled(doors, book, swap.door_id, now)
    if not tokens.matches(swap.write, door.write_hash if door else bytes(32)) or door is None:
        raise NotFound
    levels = book.find("door", swap.door_id).get("levels", [])
    levels.append({"lock": lock, "until": until, "month": door.row.month,
                   "box": door.box.hex(), "write_hash": door.write_hash.hex()})  # fmt: skip
    doors.change(swap.door_id, door.row, swap.box, swap.write_hash)
    book.write("door", swap.door_id, {"levels": levels}, max(one["until"] for one in levels))


def box_of(door: Opened | None, book: LockBook, door_id: bytes, now: int) -> bytes | None:
    """The box of a door as it is now, put back yet or not where a lock is over; None for no door."""
    levels = book.find("door", door_id).get("levels", [])
    over = _over(levels, now)
    if over < len(levels):
        return bytes.fromhex(levels[over]["box"])
    return door.box if door else None


def settled(doors: DoorBook, book: LockBook, door_id: bytes, now: int) -> Opened | None:
    """The door as it is now, put back where a lock is over; None for no door."""
    door = doors.find(door_id, to_change=True)
    levels = book.find("door", door_id).get("levels", [])
    over = _over(levels, now)
    if over == len(levels):
        return door
    former = levels[over]
    inside, month = (bytes.fromhex(former["box"]), bytes.fromhex(former["write_hash"])), former["month"]
    _keep_levels(book, door_id, levels[:over])
    if door is None:
        return doors.add(door_id, *inside, month)
    door.row.month = month
    return doors.change(door_id, door.row, *inside)


def _keep_levels(book: LockBook, door_id: bytes, levels: list[dict[str, Any]]) -> None:
    if levels:
        book.write("door", door_id, {"levels": levels}, max(one["until"] for one in levels))
    else:
        book.drop("door", door_id)


def _over(levels: Sequence[dict[str, Any]], now: int) -> int:
    """The outermost level that is over: what was laid aside there comes back. Their number where none is."""
    return next((at for at, one in enumerate(levels) if one["until"] <= now), len(levels))


def refuses(session: Session, at_rest: AtRest, vault_id: bytes, now: int) -> bool:
    """Whether nobody may begin a session on this vault: it is locked, or its time as a stand-in is over."""
    state = LockBook(session, at_rest).find("vault", vault_id)
    return bool(state.get("until", 0) > now or state.get("ends", now + 1) <= now)


def is_locked(session: Session, at_rest: AtRest, vault_id: bytes, now: int) -> bool:
    """Whether a lock lasts. A session on a stand-in goes on after its end, until its list is taken over."""
    return bool(LockBook(session, at_rest).find("vault", vault_id).get("until", 0) > now)


def early_text(origin: str, public: bytes, nonce: bytes) -> bytes:
    """What the key of a safe card signs to end locks before their time."""
    return EARLY_LABEL + origin.encode() + b"\x00" + public + nonce


def end_early(
    session: Session, keys: DoorKeys, public: bytes, text: bytes, signature: bytes, now: int
) -> None:
    """Ends every lock that this key may end. Raises NotFound for none and for a wrong signature alike."""
    book = LockBook(session, keys.at_rest)
    locks = [one for one in book.find("early", public).get("locks", []) if one["until"] > now]
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except (InvalidSignature, ValueError) as problem:
        raise NotFound from problem
    if not locks:
        raise NotFound
    for one in locks:
        _end(DoorBook(session, keys), book, one, now)
    book.drop("early", public)


def _end(doors: DoorBook, book: LockBook, lock: dict[str, Any], now: int) -> None:
    for about in sorted(lock["doors"]):
        door_id = bytes.fromhex(about)
        levels = book.find("door", door_id).get("levels", [])
        for one in levels:
            one["until"] = now if one["lock"] == lock["lock"] else one["until"]
        if levels:
            book.write("door", door_id, {"levels": levels}, now)
            settled(doors, book, door_id, now)
    vault_id = bytes.fromhex(lock["vault"])
    state = book.find("vault", vault_id)
    if state.get("lock") == lock["lock"]:
        state |= {"until": now, "next": now + REST}
        book.write("vault", vault_id, state, now + KEPT)
    stand_ins.end(book, state, lock["lock"], now)
