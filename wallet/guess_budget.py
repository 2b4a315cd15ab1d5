"""How often a name, a card or words may be guessed (decision 0022). A day is one of the calendar, in UTC.

Counters are keyed by a random key of the day. It lies beside them in a store that is in no back-up, and goes
with the day: afterwards nothing tells which names were active.
"""

import hmac
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wallet.clock import DAY, HOUR
from wallet.ephemeral import Ephemeral
from wallet.errors import TooManyGuesses
from wallet.networks import Scope, Source

TRIES, NAMES, BUSY, KEY = "guess", "guess-names", "guess-busy", "guess-key"


class Kind(StrEnum):
    """What is guessed: the five pictures of a row, one's own words, or the three pictures of a card."""

    ROW = "row"
    PHRASE = "phrase"
    CARD = "card"


OF_ONE: Final = ((HOUR, 20), (DAY, 60))
"""Seconds, and guesses in them: of words under one name, of one card, of one name at an enrolled PC."""
ROW_OF_ONE: Final = ((HOUR, 15), (DAY, 30))
"""Of one name from one network."""
TIMES: Final = {Scope.HOST: 1, Scope.SITE: 2, Scope.REGION: 3}
"""How much more of one name a wider network may guess."""
NAMES_A_DAY: Final = 120
NAMES_TIMES: Final = {Scope.HOST: 1, Scope.SITE: 2, Scope.REGION: 4}
"""How many more names a wider network may ask for."""
ALL_A_DAY, ALL_WHEN_FLOODED = 300, 3_000
"""Of one name from everywhere; the second while more than `FLOOD` names are busy."""
MANY: Final = 60
"""A name above it is busy today, and whoever opens with it is told."""
FLOOD: Final = 500


@dataclass(frozen=True)
class Guess:
    """One guess: of what, under which name or card (16 bytes), from where."""

    kind: Kind
    lookup: bytes
    sources: Sequence[Source] = ()


@dataclass(frozen=True)
class _Tally:
    kind: str
    key: bytes
    window: int
    most: int


class GuessBudget:
    """Counts guesses in a store that all workers share."""

    def __init__(self, store: Ephemeral) -> None:
        self._store = store

    def spend(self, guess: Guess, now: int) -> bool:
        """Counts one guess, and says whether its name is busy. Raises TooManyGuesses and counts none."""
        with self._store.together():
            self._store.forget(now)
            tallies = list(self._tallies(guess, now))
            for tally in tallies:
                slot = now // tally.window
                if self._store.total(tally.kind, tally.key, slot, slot) >= tally.most:
                    raise TooManyGuesses(retry_after=(slot + 1) * tally.window - now)
            return self._count(guess, tallies, now)

    def _count(self, guess: Guess, tallies: Sequence[_Tally], now: int) -> bool:
        everywhere = self._key(now, guess.kind, guess.lookup)
        busy = False
        for tally in tallies:
            slot = now // tally.window
            total = self._store.count(tally.kind, tally.key, slot, until=(slot + 1) * tally.window)
            if guess.kind is Kind.ROW and tally.key == everywhere:
                busy = total > MANY
                if total == MANY + 1:
                    self._store.count(BUSY, b"", slot, until=(slot + 1) * DAY)
        return busy

    def _tallies(self, guess: Guess, now: int) -> Iterator[_Tally]:
        if guess.kind is not Kind.ROW:
            yield from self._windows(OF_ONE, self._key(now, guess.kind, guess.lookup))
            return
        at_pc = self._at_pc(guess, now)
        if at_pc:
            yield from at_pc
            return
        for source in guess.sources:
            if source.scope in TIMES:
                yield from self._of_network(guess, source, now)
        yield _Tally(TRIES, self._key(now, guess.kind, guess.lookup), DAY, self._of_everywhere(now))

    def _at_pc(self, guess: Guess, now: int) -> list[_Tally]:
        """The allowance of an enrolled PC, apart from all sums; none where it is used up."""
        for source in guess.sources:
            if source.scope is Scope.PC:
                key = self._key(now, guess.kind, guess.lookup, source)
                allowance = list(self._windows(OF_ONE, key))
                if all(self._left(tally, now) for tally in allowance):
                    return allowance
        return []

    def _of_network(self, guess: Guess, source: Source, now: int) -> Iterator[_Tally]:
        key = self._key(now, guess.kind, guess.lookup, source)
        for window, most in ROW_OF_ONE:
            yield _Tally(TRIES, key, window, most * TIMES[source.scope])
        if not self._store.total(TRIES, key, now // DAY, now // DAY):
            names = self._key(now, guess.kind, b"", source)
            yield _Tally(NAMES, names, DAY, NAMES_A_DAY * NAMES_TIMES[source.scope])

    def _of_everywhere(self, now: int) -> int:
        flooded = self._store.total(BUSY, b"", now // DAY, now // DAY) > FLOOD
        return ALL_WHEN_FLOODED if flooded else ALL_A_DAY

    def _left(self, tally: _Tally, now: int) -> bool:
        slot = now // tally.window
        return self._store.total(tally.kind, tally.key, slot, slot) < tally.most

    @staticmethod
    def _windows(windows: Sequence[tuple[int, int]], key: bytes) -> Iterator[_Tally]:
        return (_Tally(TRIES, key, window, most) for window, most in windows)

    def _key(self, now: int, kind: Kind, lookup: bytes, source: Source | None = None) -> bytes:
        """16 bytes that tell neither name nor network to whoever has not the key of the day."""
        about = kind.encode() + b"\0" + lookup + (bytes([source.scope]) + source.key if source else b"")
        return hmac.digest(self._of_the_day(now), about, "sha256")[:16]

    def _of_the_day(self, now: int) -> bytes:
        key = self._store.get(KEY, b"", now)
        if key is None:
            key = secrets.token_bytes(32)
            self._store.put(KEY, b"", key, (now // DAY + 1) * DAY)
        return key
