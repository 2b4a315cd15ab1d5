"""Recovery by people: two of three parts begin it, time passes, and then the server adds its half.

The server alone cannot, since it has no part; two helpers who agree can, if nobody cancels while they wait.
Nothing here knows a vault. Times are epoch seconds of the server's clock.
"""

import struct
from dataclasses import dataclass
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import proofs, tokens
from wallet.clock import DAY
from wallet.crypto.at_rest import AtRest
from wallet.ephemeral import Ephemeral
from wallet.errors import Exists, NotFound
from wallet.models import Recovery
from wallet.proofs import Proof

LABEL: Final = b"WV1/recovery\x00"
REST: Final = 7 * DAY
"""Seconds before a new set of parts works: whoever set it up with somebody's open wallet is noticed first."""
LONGEST_DAYS: Final = 90
PLACE: Final = "recovery.sealed"
_LAYOUT: Final = struct.Struct(">16sQQQ")
_NOBODY: Final = bytes(32)


@dataclass(frozen=True)
class Wanted:
    """A set of parts that is to be: 16 bytes of `half`, and the whole days that it waits once it is begun."""

    id: bytes
    verify_pub: bytes
    cancel_hash: bytes
    half: bytes
    wait_days: int


@dataclass(frozen=True)
class _Kept:
    half: bytes
    usable_at: int
    wait: int
    ready_at: int
    """0 while nobody has begun."""


def put(session: Session, at_rest: AtRest, wanted: Wanted, now: int) -> None:
    """Keeps a new set, which works REST seconds from now. Raises Exists."""
    kept = _Kept(wanted.half, now + REST, wanted.wait_days * DAY, 0)
    session.add(
        Recovery(
            id=wanted.id,
            verify_pub=wanted.verify_pub,
            cancel_hash=wanted.cancel_hash,
            sealed=_sealed(at_rest, wanted.id, kept),
        )
    )
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem


def start(session: Session, store: Ephemeral, at_rest: AtRest, origin: str, proof: Proof, now: int) -> int:
    """Begins the wait and gives its end; a wait that runs already goes on as it was.

    Raises NotFound for an unknown set, one that is too new, and a wrong proof alike.
    """
    row = _proven(session, store, origin, proof, now)
    kept = _opened(at_rest, row)
    if now < kept.usable_at:
        raise NotFound
    if not kept.ready_at:
        kept = _Kept(kept.half, kept.usable_at, kept.wait, now + kept.wait)
        row.sealed = _sealed(at_rest, row.id, kept)
    return kept.ready_at


def ready_at(session: Session, at_rest: AtRest, recovery_id: bytes) -> int:
    """When a wait that runs will be over; 0, after the same work, for none and for an unknown set."""
    row = session.get(Recovery, recovery_id)
    if row is None:
        return _opened(at_rest, _nobody(at_rest)).ready_at
    return _opened(at_rest, row).ready_at


def finish(session: Session, store: Ephemeral, at_rest: AtRest, origin: str, proof: Proof, now: int) -> bytes:
    """The half (16), once the wait is over. Raises NotFound for whatever is not so."""
    kept = _opened(at_rest, _proven(session, store, origin, proof, now))
    if not kept.ready_at or now < kept.ready_at:
        raise NotFound
    return kept.half


def cancel(session: Session, recovery_id: bytes, token: bytes) -> None:
    """Burns the set: its parts are worth nothing from now on. Raises NotFound, for a wrong token too."""
    row = session.get(Recovery, recovery_id, with_for_update=True)
    if not tokens.matches(token, row.cancel_hash if row else _NOBODY) or row is None:
        raise NotFound
    session.delete(row)


def _proven(session: Session, store: Ephemeral, origin: str, proof: Proof, now: int) -> Recovery:
    row = session.get(Recovery, proof.id, with_for_update=True)
    text = proofs.signed_text(LABEL, origin, proof)
    if not proofs.holds(store, proof, row.verify_pub if row else None, text, now) or row is None:
        raise NotFound
    return row


def _sealed(at_rest: AtRest, recovery_id: bytes, kept: _Kept) -> bytes:
    return at_rest.seal(PLACE, recovery_id, _LAYOUT.pack(kept.half, kept.usable_at, kept.wait, kept.ready_at))


def _opened(at_rest: AtRest, row: Recovery) -> _Kept:
    return _Kept(*_LAYOUT.unpack(at_rest.open(PLACE, row.id, row.sealed)))


def _nobody(at_rest: AtRest) -> Recovery:
    return Recovery(id=b"", sealed=_sealed(at_rest, b"", _Kept(bytes(16), 0, 0, 0)))
