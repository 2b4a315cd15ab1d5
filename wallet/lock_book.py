"""The rows of locks: found by what they are about, sealed, padded, without a tie to anything.

A record is a small JSON object; `kind` and `about` (hex) say what it stands for once it is unsealed:

- `door`: `levels`, each `{lock, until, box, write_hash, month}` of a door as it was, the outermost first;
- `vault`: `lock`, `until` (no session before), `next` (no further lock before), `stand_ins` (to take over);
  for a stand-in itself `ends` (no session from then on), `of` (whom it stands for) and that one's `lock_of`;
- `early`: `locks`, each `{lock, until, vault, doors}`, under the public key that may end them.
"""

import json
import secrets
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from wallet import clock
from wallet.crypto.at_rest import AtRest
from wallet.crypto.bytes import u32
from wallet.models import Lock

PLACE: Final = "lock.sealed"
STEP: Final = 2048
"""Sealed records grow in steps, so that their length does not tell their kind."""

KEPT: Final = 400 * clock.DAY
"""For how long a stand-in waits to be taken over."""

Record = dict[str, Any]

_LOCKS: Final = Lock.__table__.c
_SEALED: Final = select(_LOCKS.id, _LOCKS.sealed).where(_LOCKS.id.in_(bindparam("names", expanding=True)))
"""Made once, and not for each request (decision 0031)."""


class LockBook:
    """The lock rows, inside one transaction."""

    def __init__(self, session: Session, at_rest: AtRest) -> None:
        self._session = session
        self._at_rest = at_rest

    def find(self, kind: str, about: bytes) -> Record:
        """The record, to be changed and written again; an empty one, after the same work, for none."""
        row = self._session.execute(_SEALED, {"names": self._at_rest.names(kind, about)}).first()
        sealed, name = (row.sealed, row.id) if row else (_idle(self._at_rest), b"")
        return self.read(sealed, name)

    def read(self, sealed: bytes, row_id: bytes) -> Record:
        """What a row holds."""
        return _record(self._at_rest.open(PLACE, row_id, sealed))

    def write(self, kind: str, about: bytes, record: Record, until: int) -> None:
        """Keeps the record; the sweep looks at it on the day after `until`."""
        row = self._row(kind, about)
        if row is None:
            row = Lock(id=self._at_rest.names(kind, about)[0])
            self._session.add(row)
        plain = _padded({**record, "kind": kind, "about": about.hex()})
        row.sealed = self._at_rest.seal(PLACE, row.id, plain)
        row.day = until // clock.DAY
        self._session.flush()

    def drop(self, kind: str, about: bytes) -> None:
        """Forgets the record."""
        row = self._row(kind, about)
        if row is not None:
            self._session.delete(row)
            self._session.flush()

    def _row(self, kind: str, about: bytes) -> Lock | None:
        names = self._at_rest.names(kind, about)
        if len(names) == 1:
            return self._session.get(Lock, names[0])
        return self._session.scalar(select(Lock).where(Lock.id.in_(names)))


def new_lock() -> str:
    """A name that the rows of one lock share, inside their seals alone."""
    return secrets.token_hex(8)


@lru_cache(maxsize=4)
def _idle(at_rest: AtRest) -> bytes:
    """What is opened in place of a row that is not there."""
    return at_rest.seal(PLACE, b"", _padded({}))


def new_name(at_rest: AtRest, plain: bytes) -> bytes:
    """What the row of an unsealed record is called under the newest key."""
    record = _record(plain)
    return at_rest.names(record["kind"], bytes.fromhex(record["about"]))[0]


def _record(plain: bytes) -> Record:
    record: Record = json.loads(plain[4 : 4 + int.from_bytes(plain[:4], "big")])
    return record


def _padded(record: Record) -> bytes:
    text = json.dumps(record, separators=(",", ":")).encode()
    return (u32(len(text)) + text).ljust(-(-(len(text) + 4) // STEP) * STEP, b"\0")
