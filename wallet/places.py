"""How much fits into a mailbox.

A place stays taken until its day, and its id with it, whether what took it was kept, removed or never read:
whoever puts something in, or puts the same in again, must not learn which. So strangers can fill what is open
to them, and some places are reserved.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet.errors import Exists, Full
from wallet.models import Place

MIB: Final = 1024 * 1024


class Kind(StrEnum):
    """What a place is for."""

    PAPER = "paper"
    """A paper from anybody."""
    RESERVED = "reserved"
    """A paper from a sender who shows a pass, where there is no room for one from anybody."""
    NOTE = "note"


@dataclass(frozen=True)
class Room:
    """How many places there are, and how many bytes may lie on them.

    Once `crowded` places are taken, or that part of the bytes, the rest is rationed.
    """

    places: int
    bytes: int
    crowded: int


ROOM: Final = {
    Kind.PAPER: Room(30, 100 * MIB, crowded=20),
    Kind.RESERVED: Room(10, 34 * MIB, crowded=10),
    Kind.NOTE: Room(1_000, 4 * MIB, crowded=800),
}


def is_crowded(session: Session, mailbox_id: bytes, kind: Kind) -> bool:
    """Whether so much is taken that nobody shall have much of the rest."""
    places, held = _taken(session, mailbox_id, kind)
    room = ROOM[kind]
    return places >= room.crowded or held * room.places >= room.crowded * room.bytes


def free(session: Session, mailbox_id: bytes, kinds: list[Kind], length: int) -> Kind:
    """The first of these kinds that has a place for `length` bytes. Raises Full where none has."""
    for kind in kinds:
        places, held = _taken(session, mailbox_id, kind)
        if places < ROOM[kind].places and held + length <= ROOM[kind].bytes:
            return kind
    raise Full


def take(session: Session, place: Place) -> None:
    """Takes a place until its day; it comes with the id of the paper or note.

    Raises Exists for an id that has one, in whichever mailbox.
    """
    place.id = id_of(place.id, note=place.kind == Kind.NOTE)
    session.add(place)
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem


def id_of(thing_id: bytes, *, note: bool) -> bytes:
    """A paper and a note may have one id: their places have not."""
    return hashlib.sha256((b"note" if note else b"paper") + thing_id).digest()[:16]


def _taken(session: Session, mailbox_id: bytes, kind: Kind) -> tuple[int, int]:
    """Places, and bytes on them."""
    asked = select(func.count(), func.coalesce(func.sum(Place.bytes), 0)).select_from(Place)
    found = session.execute(asked.where(Place.mailbox_id == mailbox_id, Place.kind == kind)).one()
    return int(found[0]), int(found[1])
