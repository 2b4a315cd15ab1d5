"""The evaluator that makes guessing slow: a key for every purpose and name, from a seed per epoch.

One evaluation serves one purpose: what is answered for a card's digits is worth nothing for a wallet's row.
An id of a door that is drawn here says under which seed it was drawn, to whoever has that seed alone: so its
digits are evaluated under that one as long as it is kept, and nothing has to be looked up (decision 0034).
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from wallet.clock import Clock, seconds
from wallet.ephemeral import PROBE, Ephemeral
from wallet.errors import WalletError
from wallet.guess_budget import Guess, GuessBudget
from wallet.oprf_math import check_point, derive_key, evaluate
from wallet.seed_folder import CurrentSeeds, Seed, SeedFolder

FAKE_BYTES: Final = 40
MARK_BYTES: Final = 4
"""Of 16 bytes of a door's id; by chance one in four thousand million carries the mark of a seed."""


class Door(StrEnum):
    """Doors of shares whose digits are evaluated; their tries are counted by whoever asks."""

    DIGITS = "code"
    ADDRESS = "address"
    MANDATE = "mandate"


@dataclass(frozen=True)
class Evaluation:
    """A point of 32 bytes and the epoch of the seed it was made with."""

    epoch: int
    point: bytes


@dataclass(frozen=True)
class Answer:
    """What a guess gets: the present evaluation, and the former one while a rotation lasts.

    `busy`: many have guessed under this name today.
    """

    present: Evaluation
    former: Evaluation | None
    busy: bool = False


class Evaluator(Protocol):
    """Where guesses are evaluated: in this process, or behind a socket. Both raise the same errors."""

    def guess(self, guess: Guess, blinded: bytes) -> Answer:
        """Evaluates, and counts. Raises TooManyGuesses, BadRequest, StoreAway, Busy."""

    def draw(self) -> bytes:
        """A new id for a door whose digits belong to the newest seed; random to whoever has no seed."""

    def door(self, kind: Door, door_id: bytes, blinded: bytes) -> bytes:
        """Evaluates for the digits of a door; not counted here. Raises BadRequest, StoreAway."""

    def fake(self, name: bytes, at: int) -> bytes:
        """40 bytes, always the same for a name, and random to whoever has no seed.

        The first 16 are an id as it was drawn in that second.
        """

    def ready(self) -> bool:
        """Whether it answers now, and can count a guess."""

    def close(self) -> None:
        """Closes this thread's connections."""


class LocalEvaluator:
    """The evaluator itself: seeds in a folder of their own, counters in a store.

    Raises ConfigError where a seed is broken, and StoreAway for all it is asked before there is one.
    Seeds that come or go count from the next question on: all who have this folder go over together.
    """

    def __init__(self, folder: Path, store: Ephemeral, clock: Clock) -> None:
        self._seeds = CurrentSeeds(SeedFolder(folder))
        self._store = store
        self._budget = GuessBudget(store)
        self._clock = clock

    def guess(self, guess: Guess, blinded: bytes) -> Answer:
        check_point(blinded)
        info = _info(guess.kind, guess.lookup)
        seeds = self._seeds()
        epoch = max(seeds)
        busy = self._budget.spend(guess, seconds(self._clock()))
        former = _evaluation(epoch - 1, seeds[epoch - 1], info, blinded) if epoch - 1 in seeds else None
        return Answer(_evaluation(epoch, seeds[epoch], info, blinded), former, busy)

    def draw(self) -> bytes:
        seeds = self._seeds()
        return _marked(seeds[max(seeds)], secrets.token_bytes(16))

    def door(self, kind: Door, door_id: bytes, blinded: bytes) -> bytes:
        seeds = self._seeds()
        epoch = _drawn_under(seeds, door_id)
        return _evaluation(epoch, seeds[epoch], _info(kind, door_id), blinded).point

    def fake(self, name: bytes, at: int) -> bytes:
        # Not an evaluation: nobody who asks for one, of whatever kind, can come to these bytes.
        seeds = self._seeds()
        seed = seeds[max((epoch for epoch, seed in seeds.items() if seed.since <= at), default=min(seeds))]
        drawn = hmac.digest(seed.value, _info("fake", name), "sha512")[:FAKE_BYTES]
        return _marked(seed, drawn[:16]) + drawn[16:]

    def ready(self) -> bool:
        try:
            self._store.put(PROBE, b"", b"", until=0)
            self._seeds()
        except WalletError:
            return False
        return True

    def close(self) -> None:
        self._store.close()


def _evaluation(epoch: int, seed: Seed, info: bytes, blinded: bytes) -> Evaluation:
    return Evaluation(epoch, evaluate(derive_key(seed.value, info), blinded))


def _marked(seed: Seed, drawn: bytes) -> bytes:
    """The same id, its last bytes replaced by what only this seed gives."""
    name = drawn[:-MARK_BYTES]
    return name + hmac.digest(seed.value, _info("drawn", name), "sha512")[:MARK_BYTES]


def _drawn_under(seeds: Mapping[int, Seed], door_id: bytes) -> int:
    """The epoch of an id's mark, the oldest for one without; the same work for every id."""
    marked = [epoch for epoch in seeds if hmac.compare_digest(_marked(seeds[epoch], door_id), door_id)]
    return max(marked, default=min(seeds))


def _info(purpose: str, name: bytes) -> bytes:
    """What a key is derived for (RFC 9497, section 3.2.1)."""
    return b"WV2/oprf/" + purpose.encode() + b"\0" + name
