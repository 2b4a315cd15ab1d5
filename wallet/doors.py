"""Doors: open, write, remove. Nothing here knows a vault; what a lock laid aside, locks.py puts back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import clock, locks, tokens
from wallet.door_book import DoorBook, DoorKeys
from wallet.errors import Exists, NotFound
from wallet.lock_book import LockBook

NOBODY = bytes(32)


@dataclass(frozen=True)
class Answer:
    """The 136 bytes of the box; whether the row waits for the newest keys."""

    box: bytes
    is_old: bool


def open_door(session: Session, keys: DoorKeys, door_id: bytes, now: datetime) -> Answer:
    """What a door gives to whoever knows its id. Raises NotFound."""
    book = DoorBook(session, keys)
    door = book.find(door_id)
    box = locks.box_of(door, LockBook(session, keys.at_rest), door_id, clock.seconds(now))
    if box is None:
        raise NotFound
    return Answer(box, is_old=door is not None and not door.is_current)


def renew(session: Session, keys: DoorKeys, door_id: bytes) -> None:
    """Has the newest keys name and seal a door that older ones did: only an opening shows its id."""
    book = DoorBook(session, keys)
    door = book.find(door_id, to_change=True)
    if door is not None and not door.is_current:
        book.change(door_id, door.row, door.box, door.write_hash)


def put(
    session: Session, keys: DoorKeys, door_id: bytes, box: bytes, write_hash: bytes, now: datetime
) -> None:
    """Writes a new door. Raises Exists, whatever stands there."""
    book = DoorBook(session, keys)
    if locks.settled(book, LockBook(session, keys.at_rest), door_id, clock.seconds(now)) is not None:
        raise Exists
    try:
        book.add(door_id, box, write_hash, clock.month(now))
    except IntegrityError as problem:
        raise Exists from problem


def delete(session: Session, keys: DoorKeys, door_id: bytes, write: bytes, now: datetime) -> None:
    """Removes a door for good. Raises NotFound for a missing door and for a wrong token alike."""
    book = DoorBook(session, keys)
    door = locks.settled(book, LockBook(session, keys.at_rest), door_id, clock.seconds(now))
    if not tokens.matches(write, door.write_hash if door else NOBODY) or door is None:
        raise NotFound
    book.drop(door.row)
