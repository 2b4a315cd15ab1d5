"""The rows of doors: found by an HMAC of the door's id, and sealed. Only an opening shows an id."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from wallet.crypto.at_rest import AtRest
from wallet.crypto.door_ids import DoorIds
from wallet.models import Door
from wallet.models.door import BOX, HASH

PLACE: Final = "door.sealed"


class DoorKeys:
    """What finds the row of a door and opens it; made once at start."""

    def __init__(self, at_rest: AtRest, ids: DoorIds) -> None:
        self.at_rest = at_rest
        self.ids = ids
        self.idle = at_rest.seal(PLACE, b"", bytes(BOX + HASH))
        """What is opened where there is no row, so that the work is the same."""


@dataclass(frozen=True)
class Opened:
    """A row and what lies in it."""

    row: Door
    box: bytes
    write_hash: bytes
    is_current: bool
    """Whether the newest keys named and sealed it."""


class DoorBook:
    """The door rows, inside one transaction."""

    def __init__(self, session: Session, keys: DoorKeys) -> None:
        self._session = session
        self._keys = keys

    def find(self, door_id: bytes, *, to_change: bool = False) -> Opened | None:
        """The door; None, after the same work, for none. Rows that are `to_change` wait for each other."""
        names = self._keys.ids.names(door_id)
        row = self._row(names, to_change=to_change)
        sealed, name = (row.sealed, row.id) if row else (self._keys.idle, b"")
        plain = self._keys.at_rest.open(PLACE, name, sealed)
        current = name == names[0] and self._keys.at_rest.is_current(sealed)
        return Opened(row, plain[:BOX], plain[BOX:], current) if row else None

    def add(self, door_id: bytes, box: bytes, write_hash: bytes, month: int) -> Opened:
        """A new row. Raises IntegrityError where one has its name."""
        return self._write(door_id, Door(month=month), box, write_hash)

    def change(self, door_id: bytes, row: Door, box: bytes, write_hash: bytes) -> Opened:
        """The row with this inside, under the newest keys whatever it was under."""
        return self._write(door_id, row, box, write_hash)

    def drop(self, row: Door) -> None:
        """Deletes the row."""
        self._session.delete(row)

    def _write(self, door_id: bytes, row: Door, box: bytes, write_hash: bytes) -> Opened:
        row.id = self._keys.ids.names(door_id)[0]
        row.sealed = self._keys.at_rest.seal(PLACE, row.id, box + write_hash)
        self._session.add(row)
        self._session.flush()
        return Opened(row, box, write_hash, is_current=True)

    def _row(self, names: Sequence[bytes], *, to_change: bool) -> Door | None:
        asked = select(Door).where(Door.id.in_(names))
        return self._session.scalar(asked.with_for_update() if to_change else asked)
