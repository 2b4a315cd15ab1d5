"""Whether the at-rest key file opens what this database's servers sealed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wallet import closing, door_book, feedback, grants, lock_book, recovery, second_factor
from wallet.crypto.at_rest import AtRest
from wallet.crypto.errors import FormatError
from wallet.models import Door, Feedback, Grant, Host, Lock, Operator, Recovery, Vault, Worker
from wallet.upkeep.finding import Finding

WRONG: Final = "sealed rows, and the at-rest key file opens none: it is another installation's, or an old one"
OLDER: Final = "rows that an older key of the at-rest key file sealed: `wallet key rotate` seals them anew"


@dataclass(frozen=True)
class Kind:
    """A column that the server seals, and the place that it seals it for."""

    place: str
    row: InstrumentedAttribute[bytes]
    sealed: InstrumentedAttribute[Any]


KINDS: Final = (
    Kind(door_book.PLACE, Door.id, Door.sealed),
    Kind(grants.PLACE, Grant.id, Grant.times),
    Kind(recovery.PLACE, Recovery.id, Recovery.sealed),
    Kind(closing.PLACE, Vault.id, Vault.closing),
    Kind(lock_book.PLACE, Lock.id, Lock.sealed),
    Kind(feedback.PLACE, Feedback.id, Feedback.words),
    Kind(second_factor.AUTHENTICATOR, Worker.id, Worker.totp_secret),
    Kind(second_factor.WRITTEN, Worker.id, Worker.codes),
    Kind("host.totp_secret", Host.id, Host.totp_secret),
    Kind("operator.totp_secret", Operator.id, Operator.totp_secret),
)


def check(session: Session, at_rest: AtRest) -> Iterator[Finding]:
    """How many rows of each kind do not open; where none of any does, that alone.

    Then how many an older key of the file sealed.
    """
    opened = older = 0
    closed = dict.fromkeys((kind.place for kind in KINDS), 0)
    for kind in KINDS:
        for row, sealed in _rows(session, kind):
            if _opens(at_rest, kind.place, row, sealed):
                opened += 1
                older += not at_rest.is_current(sealed)
            else:
                closed[kind.place] += 1
    if not opened:
        yield Finding(sum(closed.values()), WRONG)
        return
    for place, count in closed.items():
        yield Finding(count, f"rows ({place}) that no key of the at-rest key file opens")
    yield Finding(older, OLDER, remark=True)


def _rows(session: Session, kind: Kind) -> Iterator[tuple[bytes, bytes]]:
    asked = select(kind.row, kind.sealed).where(kind.sealed.is_not(None))
    yield from session.execute(asked.execution_options(yield_per=1000))


def _opens(at_rest: AtRest, place: str, row: bytes, sealed: bytes) -> bool:
    try:
        at_rest.open(place, row, sealed)
    except FormatError:
        return False
    return True
