"""Doors: open, write, remove. Nothing here knows a vault; what a lock laid aside, locks.py puts back."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import clock, locks, tokens
from wallet.crypto.at_rest import AtRest
from wallet.errors import Exists, NotFound
from wallet.lock_book import LockBook
from wallet.models import Door

NOBODY = bytes(32)


def open_door(session: Session, at_rest: AtRest, door_id: bytes, now: datetime) -> bytes:
    """The 136 bytes of the box. Raises NotFound."""
    box = locks.box_of(session, at_rest, door_id, clock.seconds(now))
    if box is None:
        raise NotFound
    return box


def put(
    session: Session, at_rest: AtRest, door_id: bytes, box: bytes, write_hash: bytes, now: datetime
) -> None:
    """Writes a new door. Raises Exists, whatever stands there."""
    if locks.settled(session, LockBook(session, at_rest), door_id, clock.seconds(now)) is not None:
        raise Exists
    session.add(Door(id=door_id, box=box, write_hash=write_hash, month=clock.month(now)))
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem


def delete(session: Session, at_rest: AtRest, door_id: bytes, write: bytes, now: datetime) -> None:
    """Removes a door for good. Raises NotFound for a missing door and for a wrong token alike."""
    door = locks.settled(session, LockBook(session, at_rest), door_id, clock.seconds(now))
    if not tokens.matches(write, door.write_hash if door else NOBODY) or door is None:
        raise NotFound
    session.delete(door)
