"""Digits: four to find a door, and what makes a door that is not there look like one that is.

A locator names a door for two hours at most. Whoever asks for any of the ten thousand gets a door id and an
evaluation; only who shows the right `open` learns that there was a door.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from wallet import tokens
from wallet.clock import HOUR, MINUTE
from wallet.ephemeral import Ephemeral
from wallet.errors import Exists, NotFound, SlowDown
from wallet.models import ShareDoor
from wallet.oprf import Evaluator
from wallet.sharing import policy

LOCATOR, TYPED, PAUSE, WRONG, ALL = "locator", "typed", "pause", "wrong", "codes"
RESERVED: Final = 10 * MINUTE
DRAWS: Final = 40
BASE: Final = bytes.fromhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76")
"""The group's generator (RFC 9496, appendix A.1): a point that anybody may know."""
FAKE: Final = b"WV1/fake-door\x00"


@dataclass(frozen=True)
class Codes:
    """Locators and tries. `an_hour`: evaluations for all networks together."""

    store: Ephemeral
    oprf: Evaluator
    an_hour: int = 20_000

    def reserve(self, session: Session, door_id: bytes, now: int) -> str:
        """A locator that is this door's for ten minutes. Raises Exists; SlowDown when nearly all are used."""
        if session.get(ShareDoor, door_id) is not None:
            raise Exists
        for _ in range(DRAWS):
            locator = f"{secrets.randbelow(10_000):04}"
            taken = session.scalar(select(ShareDoor.id).where(ShareDoor.locator == locator))
            if taken is None and self.store.add(LOCATOR, locator.encode(), door_id, now + RESERVED, now):
                return locator
        raise SlowDown(retry_after=MINUTE)

    def claim(self, locator: str, door_id: bytes, until: int, now: int) -> None:
        """Keeps a reserved locator for its door until then. Raises NotFound when it is not its own."""
        if self.store.get(LOCATOR, locator.encode(), now) != door_id:
            raise NotFound
        self.store.extend(LOCATOR, locator.encode(), until)

    def door(self, session: Session, locator: str, now: int) -> bytes:
        """The door id to answer for a locator: the real one, that of a door which ended early, or a fake one.

        All three take the same work, and none changes for as long as digits may live.
        """
        living = select(ShareDoor.id).where(ShareDoor.locator == locator, ShareDoor.expires_at > now)
        real = session.scalar(living)
        held, fake = self.store.get(LOCATOR, locator.encode(), now), self._fake(locator, now)
        return real or held or fake

    def evaluate(self, door_id: bytes, blinded: bytes, now: int) -> bytes:
        """The evaluation for a try at that door. Raises BadRequest; SlowDown in a pause or past `an_hour`."""
        self.wait(door_id, now)
        self.count(now)
        point = self.oprf.code(door_id, blinded)
        self.store.put(TYPED, tokens.hashed(door_id), b"", now + policy.CODE_LIFE)
        return point

    def count(self, now: int) -> None:
        """Counts one evaluation against all networks together. Raises SlowDown past `an_hour`."""
        slot = now // HOUR
        if self.store.count(ALL, b"", slot, until=(slot + 1) * HOUR) > self.an_hour:
            raise SlowDown(retry_after=(slot + 1) * HOUR - now)

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

    def _fake(self, locator: str, now: int) -> bytes:
        """A door id like any other to whom has not the evaluator's seed; it changes as often as digits do."""
        phase = int.from_bytes(sha256(FAKE + locator.encode()).digest()[:4], "big") % policy.CODE_LIFE
        slot = (now + phase) // policy.CODE_LIFE
        name = sha256(FAKE + locator.encode() + slot.to_bytes(8, "big")).digest()[:16]
        return sha256(FAKE + self.oprf.code(name, BASE)).digest()[:16]
