"""Digits: four to find a door, and what makes a door that is not there look like one that is.

A locator names one door at a time, from its start for 25 hours, or two for an address (decision 0040).
Whoever asks for any of the ten thousand gets a door id and an evaluation; only who shows the right `open`
learns that there was a door.
"""

import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from wallet import tokens
from wallet.clock import DAY, MINUTE
from wallet.crypto.bytes import u64
from wallet.ephemeral import Ephemeral
from wallet.errors import BadRequest, NotFound, SlowDown
from wallet.models import ShareDoor
from wallet.oprf import Door, Evaluator
from wallet.sharing import policy
from wallet.sharing.holds import Found, Hold, Term, told

LOCATOR, TYPED, PAUSE, WRONG = "held-locator", "typed", "pause", "wrong"
AHEAD = "digits-ahead"
RESERVED: Final = 10 * MINUTE
DRAWS: Final = 40
MOST_AHEAD: Final = 2_000
"""Digits that are made before the day on which they begin, of everybody: those of that day find a locator."""


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

    def reserve(
        self, session: Session, kind: Door, share_id: bytes, term: Term, now: int
    ) -> tuple[str, Found]:
        """A locator for digits of that share, its for ten minutes, and the door that was drawn for them.

        Raises SlowDown when nearly all are used.
        """
        self._leave_room(term, now)
        hold = Hold(Found(self.oprf.draw(), share_id, term.start), kind, term.until)
        for _ in range(DRAWS):
            locator = f"{secrets.randbelow(10_000):04}"
            if not _taken(session, locator, hold) and self._hold(locator, hold, now):
                return locator, hold.found
        raise SlowDown(retry_after=MINUTE)

    def claim(self, locator: str, reserved: Reserved, expires_at: int, now: int) -> Term:
        """Keeps a reserved locator for its door as long as such digits are told; when they work.

        Raises NotFound when it is not its own, BadRequest where its share ends before.
        """
        hold = next((one for one in self._held(locator, now) if _is_of(one, reserved)), None)
        if hold is None:
            raise NotFound
        if hold.found.start >= expires_at:
            raise BadRequest
        self.store.extend(LOCATOR, hold.key(locator), hold.end)
        return Term(hold.found.start, min(expires_at, hold.until))

    def door(self, session: Session, kind: Door, locator: str, now: int) -> Found:
        """What to answer for a locator: the real door, one that ended early, or a fake one.

        All three take the same work, and none changes for as long as digits may live, nor at a new seed.
        """
        columns = select(ShareDoor.id, ShareDoor.share_id, ShareDoor.start)
        living = (ShareDoor.locator == locator, ShareDoor.kind == kind)
        begun = (ShareDoor.start <= now, ShareDoor.expires_at > now)
        real = session.execute(columns.where(*living, *begun)).first()
        held, fake = self._told(locator, kind, now), self._fake(kind, locator, now)
        return (Found(real.id, real.share_id, real.start or 0) if real else None) or held or fake

    def evaluate(self, kind: Door, door_id: bytes, blinded: bytes, now: int) -> bytes:
        """The evaluation for a try at that door. Raises BadRequest; SlowDown in a pause."""
        self.wait(door_id, now)
        point = self.oprf.door(kind, door_id, blinded)
        self.store.put(TYPED, tokens.hashed(door_id), b"", now + told(kind))
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
        pause = policy.pause_after(self.store.count(WRONG, key, 0, until=now + policy.TOLD))
        if pause:
            self.store.put(PAUSE, key, (now + pause).to_bytes(8, "big"), now + pause)

    def _leave_room(self, term: Term, now: int) -> None:
        """Counts digits for a later day. Raises SlowDown when that day has many."""
        later = term.start // DAY
        if later == now // DAY:
            return
        with self.store.together():  # what is refused counts for nothing
            if self.store.count(AHEAD, b"", later, until=(later + 1) * DAY) > MOST_AHEAD:
                raise SlowDown(retry_after=DAY)

    def _hold(self, locator: str, hold: Hold, now: int) -> bool:
        """Reserves the locator for that time; False where another holds it for a part of that."""
        with self.store.together():
            if any(hold.meets(one.found.start, one.end) for one in self._held(locator, now)):
                return False
            self.store.put(LOCATOR, hold.key(locator), hold.packed(), now + RESERVED)
            return True

    def _held(self, locator: str, now: int) -> list[Hold]:
        """All that hold this locator, now or later."""
        return [Hold.of(value) for _, value in self.store.under(LOCATOR, locator.encode(), now)]

    def _told(self, locator: str, kind: Door, now: int) -> Found | None:
        """Digits of this locator whose time it is, whether they live or not."""
        held = [one for one in self._held(locator, now) if one.kind == kind]
        return next((one.found for one in held if one.found.start <= now < one.end), None)

    def _fake(self, kind: Door, locator: str, now: int) -> Found:
        """A door like any other to whom has not the evaluator's seed.

        Each begins at a second of its own slot: no start tells the next, and none is older than digits.
        """
        slot = now // (told(kind) // 2)
        before, last = (self._fake_of(kind, locator, one) for one in (slot - 1, slot))
        return last if last.start <= now else before

    def _fake_of(self, kind: Door, locator: str, slot: int) -> Found:
        length = told(kind) // 2
        name = tokens.hashed(f"{kind}\0{locator}\0".encode() + u64(slot))[:16]
        drawn = self.oprf.fake(name, slot * length)
        start = slot * length + int.from_bytes(drawn[32:40], "big") % length
        return Found(drawn[:16], drawn[16:32], start)


def _is_of(hold: Hold, reserved: Reserved) -> bool:
    found = hold.found
    return (found.door_id, found.share_id, hold.kind) == (reserved.door_id, reserved.share_id, reserved.kind)


def _taken(session: Session, locator: str, hold: Hold) -> bool:
    """Whether a door has this locator for a part of that time."""
    doors = select(ShareDoor.start, ShareDoor.kind).where(ShareDoor.locator == locator)
    rows = session.execute(doors).all()
    return any(hold.meets(start or 0, (start or 0) + told(Door(kind))) for start, kind in rows)
