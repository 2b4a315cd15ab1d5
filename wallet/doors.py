"""Doors: open, write, remove. Nothing here knows a vault."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import clock, tokens
from wallet.errors import Exists, NotFound
from wallet.models import Door

NOBODY = bytes(32)


def open_door(session: Session, door_id: bytes) -> bytes:
    """The 136 bytes of the box. Raises NotFound."""
    door = session.get(Door, door_id)
    if door is None:
        raise NotFound
    return door.box


def put(session: Session, door_id: bytes, box: bytes, write_hash: bytes, now: datetime) -> None:
    """Writes a new door. Raises Exists, whatever stands there."""
    session.add(Door(id=door_id, box=box, write_hash=write_hash, month=clock.month(now)))
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem


def delete(session: Session, door_id: bytes, write: bytes) -> None:
    """Removes a door for good. Raises NotFound for a missing door and for a wrong token alike."""
    door = session.get(Door, door_id, with_for_update=True)
    if not tokens.matches(write, door.write_hash if door else NOBODY) or door is None:
        raise NotFound
    session.delete(door)
