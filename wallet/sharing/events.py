"""What happened to a share, by the minute, for its owner."""

import secrets
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wallet.clock import MINUTE
from wallet.models import ShareEvent

Kind = Literal["opened", "refused", "printed", "closed", "ended"]
MOST: Final = 1000
"""Of one kind: as many as openings. Somebody who knocks for hours fills no disk."""


@dataclass(frozen=True)
class Event:
    """One thing that happened through a door; `at` is the second at which its minute began."""

    kind: str
    at: int
    door_id: bytes | None


def add(session: Session, share_id: bytes, kind: Kind, now: int, door_id: bytes | None = None) -> None:
    """Notes an event of this minute, unless there are too many of its kind."""
    of_kind = select(func.count()).where(ShareEvent.share_id == share_id, ShareEvent.kind == kind)
    if (session.scalar(of_kind) or 0) < MOST:
        row = ShareEvent(share_id=share_id, id=secrets.token_bytes(8), minute=now // MINUTE, kind=kind)
        row.door_id = door_id
        session.add(row)


def told(session: Session, share_id: bytes) -> list[Event]:
    """All events, oldest first."""
    kept = select(ShareEvent.kind, ShareEvent.minute, ShareEvent.door_id)
    rows = session.execute(kept.where(ShareEvent.share_id == share_id).order_by(ShareEvent.minute))
    return [Event(kind, minute * MINUTE, door_id) for kind, minute, door_id in rows]
