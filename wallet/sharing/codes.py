"""Digits: four to find a door, and what makes a door that is not there look like one that is.

A locator names a door for two hours at most. Whoever asks for any of the ten thousand gets a door id and an
evaluation; only who shows the right `open` learns that there was a door.
"""

import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from wallet import tokens
from wallet.clock import HOUR, MINUTE
from wallet.crypto.bytes import u64
from wallet.ephemeral import Ephemeral
from wallet.errors import NotFound, SlowDown
from wallet.models import ShareDoor
from wallet.oprf import Door, Evaluator
from wallet.sharing import policy

LOCATOR, TYPED, PAUSE, WRONG = "locator", "typed", "pause", "wrong"
RESERVED: Final = 10 * MINUTE
DRAWS: Final = 40


@dataclass(frozen=True)
class Found:
    """What a locator leads to: ids of 16 bytes, and the second in which the digits were made."""

    door_id: bytes
    share_id: bytes
    start: int


@dataclass(frozen=True)
class Reserved:
    """What a locator is kept for: a door, the share that it will open, and whether an address lies there."""

    door_id: bytes
    share_id: bytes
    kind: Door


@dataclass(frozen=True)
class Codes:
    """Locators and tries."""

    store: Ephemeral
    oprf: Evaluator

    def reserve(self, session: Session, kind: Door, share_id: bytes, now: int) -> tuple[str, Found]:
        """A locator for digits of that share, its for ten minutes, and the door that was drawn for them.

        Raises SlowDown when nearly all are used.
        """
        found = Found(self.oprf.draw(), share_id, now)
        for _ in range(DRAWS):
            locator = f"{secrets.randbelow(10_000):04}"
            taken = session.scalar(select(ShareDoor.id).where(ShareDoor.locator == locator))
            packed = _pack(found, kind)
            if taken is None and self.store.add(LOCATOR, locator.encode(), packed, now + RESERVED, now):
                return locator, found
        raise SlowDown(retry_after=MINUTE)

    def claim(self, locator: str, reserved: Reserved, until: int, now: int) -> int:
        """Keeps a reserved locator for its door until then; the second its digits were made in.

        Raises NotFound when it is not its own.
        """
        held = self._held(locator, reserved.kind, now)
        if held is None or (held.door_id, held.share_id) != (reserved.door_id, reserved.share_id):
            raise NotFound
        self.store.extend(LOCATOR, locator.encode(), until)
        return held.start

    def door(self, session: Session, kind: Door, locator: str, now: int) -> Found:
        """What to answer for a locator: the real door, one that ended early, or a fake one.

        All three take the same work, and none changes for as long as digits may live, nor at a new seed.
        """
        columns = select(ShareDoor.id, ShareDoor.share_id, ShareDoor.start)
        living = (ShareDoor.locator == locator, ShareDoor.kind == kind, ShareDoor.expires_at > now)
        real = session.execute(columns.where(*living)).first()
        held, fake = self._held(locator, kind, now), self._fake(kind, locator, now)
        return (Found(real.id, real.share_id, real.start or 0) if real else None) or held or fake

    def evaluate(self, kind: Door, door_id: bytes, blinded: bytes, now: int) -> bytes:
        """The evaluation for a try at that door. Raises BadRequest; SlowDown in a pause."""
        self.wait(door_id, now)
        point = self.oprf.door(kind, door_id, blinded)
        self.store.put(TYPED, tokens.hashed(door_id), b"", now + policy.CODE_LIFE)
        return point

    def wait(self, door_id: bytes, now: int) -> None:
        """Returns when no pause is running. Raises SlowDown."""
        until = self.store.get(PAUSE, tokens.hashed(door_id), now)
        if until is not None:
            raise SlowDown(retry_after=int.from_bytes(until, "big") - now)

    def typed(self, door_id: bytes, now: int) -> bool:
        """Whether digits led to that door, or fake one, in the last hours."""
        return self.store.get(TYPED, tokens.hashed(door_id), now) is not None

    def wrong(self, door_id: bytes, now: int) -> None:
        """Counts a wrong try, also at a door that is none; links have no pauses."""
        if not self.typed(door_id, now):
            return
        key = tokens.hashed(door_id)
        pause = policy.pause_after(self.store.count(WRONG, key, 0, until=now + policy.CODE_LIFE))
        if pause:
            self.store.put(PAUSE, key, (now + pause).to_bytes(8, "big"), now + pause)

    def _held(self, locator: str, kind: Door, now: int) -> Found | None:
        value = self.store.get(LOCATOR, locator.encode(), now) or b""
        found = Found(value[:16], value[16:32], int.from_bytes(value[32:40], "big"))
        return found if value[40:] == kind.encode() else None

    def _fake(self, kind: Door, locator: str, now: int) -> Found:
        """A door like any other to whom has not the evaluator's seed.

        Each begins at a second of its own hour: no start tells the next, and none is older than digits.
        """
        hour = now // HOUR
        before, last = (self._fake_of(kind, locator, one) for one in (hour - 1, hour))
        return last if last.start <= now else before

    def _fake_of(self, kind: Door, locator: str, hour: int) -> Found:
        name = tokens.hashed(f"{kind}\0{locator}\0".encode() + u64(hour))[:16]
        drawn = self.oprf.fake(name, hour * HOUR)
        return Found(drawn[:16], drawn[16:32], hour * HOUR + int.from_bytes(drawn[32:40], "big") % HOUR)


def _pack(found: Found, kind: Door) -> bytes:
    return found.door_id + found.share_id + u64(found.start) + kind.encode()
