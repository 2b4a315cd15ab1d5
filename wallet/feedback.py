"""Words to whoever runs the wallet: kept sealed, without name, day or address; read on the command line."""

import secrets
from collections.abc import Iterator
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
    """One message: the month (see `wallet.clock.month`) in which it came, what it is about, what it says."""

    month: int
    about: str
    text: str


def put(session: Session, at_rest: AtRest, about: str, text: str, now: datetime) -> None:
    """Keeps a message; nothing comes back."""
    row = secrets.token_bytes(16)
    sealed = at_rest.seal(PLACE, row, text.encode())
    session.add(Feedback(id=row, month=clock.month(now), about=about, words=sealed))


def read(session: Session, at_rest: AtRest) -> Iterator[Words]:
    """All of them, the oldest month first."""
    for row in session.scalars(select(Feedback).order_by(Feedback.month, Feedback.id)):
        yield Words(row.month, row.about, at_rest.open(PLACE, row.id, row.words).decode())


def clear(session: Session) -> None:
    """Deletes all of them."""
    session.execute(delete(Feedback))
