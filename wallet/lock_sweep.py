"""Lock rows whose day is over: doors get back what is theirs, and what nobody took over goes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from wallet import clock, locks, stand_ins
from wallet.door_book import DoorBook, DoorKeys
from wallet.lock_book import LockBook
from wallet.models import Lock


def end(keys: DoorKeys, session: Session, rows: Sequence[Lock], now: datetime) -> None:
    """Ends these rows; all times in them lie before today."""
    doors, book = DoorBook(session, keys), LockBook(session, keys.at_rest)
    for record in [book.read(row.sealed, row.id) for row in rows]:
        kind, about = record["kind"], bytes.fromhex(record["about"])
        if kind == "door":
            locks.settled(doors, book, about, clock.seconds(now))
        elif kind == "vault":
            for stand_in in record.get("stand_ins", []):
                stand_ins.forget(session, book, bytes.fromhex(stand_in))
            if "ends" in record:
                stand_ins.forget(session, book, about)
        book.drop(kind, about)
