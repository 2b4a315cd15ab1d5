"""Cards of helpers: six digits besides, each try of which has its price.

Only who has a card knows its door id, 128 random bits. So tries are counted for that door, where the digits
are evaluated: whoever has the card and a stolen database learns no more than whoever has the card. Every id
is answered, and counts alike; nothing is looked up.
"""

from dataclasses import dataclass
from typing import Final

from wallet import tokens
from wallet.clock import DAY, HOUR
from wallet.errors import SlowDown
from wallet.oprf import Door
from wallet.pauses import Pauses
from wallet.sharing.codes import Codes

PAUSE, TRIED = "card", "card-tried"
TRIES: Final = 20
"""Wrong digits in 24 hours: less than one in a hundred of the million in a year."""
FREE: Final = 3
"""The first try that is followed by a pause."""
FIRST, LONGEST = 5, HOUR


@dataclass(frozen=True)
class Cards:
    """Tries at cards, in the store and on the evaluator of digits."""

    codes: Codes

    def evaluate(self, door_id: bytes, blinded: bytes, now: int) -> bytes:
        """The evaluation for a try at that door; it counts as a wrong one until `opened` is called.

        Raises BadRequest; SlowDown in a pause or past the day's tries.
        """
        store, key, hour = self.codes.store, tokens.hashed(door_id), now // HOUR
        with store.together():
            first = hour - DAY // HOUR + 1
            if store.total(TRIED, key, first, hour) >= TRIES:
                oldest = store.first_slot(TRIED, key, first)
                raise SlowDown(retry_after=oldest * HOUR + DAY - now)
            wait = self._pauses().enter(key, now)
            if wait:
                raise SlowDown(retry_after=wait)
            store.count(TRIED, key, hour, until=(hour + 1) * HOUR + DAY)
        return self.codes.oprf.door(Door.MANDATE, door_id, blinded)

    def opened(self, door_id: bytes, now: int) -> None:
        """The digits were right: pauses end, this try is given back; wrong ones before it stay counted."""
        store, key, hour = self.codes.store, tokens.hashed(door_id), now // HOUR
        with store.together():
            if store.get(PAUSE, key, now) is None:
                return
            self._pauses().right(key)
            store.count(TRIED, key, hour, until=(hour + 1) * HOUR + DAY, n=-1)

    def _pauses(self) -> Pauses:
        return Pauses(self.codes.store, PAUSE, free=FREE, first=FIRST, longest=LONGEST, kept=DAY)
