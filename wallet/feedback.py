"""Words to whoever runs the wallet: kept sealed, without name, day or address; read by the operator."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wallet import clock
from wallet.crypto.at_rest import AtRest
from wallet.models import Feedback

PLACE: Final = "feedback.words"
ABOUT: Final = ("wallet", "help", "abuse")
LONGEST: Final = 1_000
KEPT_MONTHS: Final = 12


@dataclass(frozen=True)
class Words:
    """One message: its id (16 bytes), the month (`wallet.clock.month`) in which it came, and what it says."""

    id: bytes
    month: int
    about: str
    text: str


def put(session: Session, at_rest: AtRest, about: str, text: str, now: datetime) -> None:
    """Keeps a message; nothing comes back."""
    row = secrets.token_bytes(16)
    sealed = at_rest.seal(PLACE, row, text.encode())
    session.add(Feedback(id=row, month=clock.month(now), about=about, words=sealed))


def read(session: Session, at_rest: AtRest, most: int | None = None) -> Iterator[Words]:
    """All of them, or the first `most`, the oldest month first."""
    asked = select(Feedback).where(Feedback.month > 0).order_by(Feedback.month, Feedback.id)
    for row in session.scalars(asked.limit(most)):
        yield Words(row.id, row.month, row.about, at_rest.open(PLACE, row.id, row.words).decode())


def remove(session: Session, ids: Sequence[bytes]) -> None:
    """Deletes these. One that has gone already is no error."""
    session.execute(delete(Feedback).where(Feedback.id.in_(ids)))


def clear(session: Session) -> None:
    """Deletes all of them."""
    session.execute(delete(Feedback))
