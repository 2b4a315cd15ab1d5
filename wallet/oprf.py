"""The evaluator that makes guessing slow: a key for every purpose and name, from a seed per epoch.

One evaluation serves one purpose: what is answered for a card's digits is worth nothing for a wallet's row.
"""

import hmac
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

    def door(self, kind: Door, door_id: bytes, blinded: bytes) -> bytes:
        """Evaluates for the digits of a door; not counted here. Raises BadRequest, StoreAway."""

    def fake(self, name: bytes) -> bytes:
        """40 bytes that are always the same for 16 bytes, and random to whoever has no seed."""

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

    def door(self, kind: Door, door_id: bytes, blinded: bytes) -> bytes:
        seeds = self._seeds()
        return _evaluation(max(seeds), seeds[max(seeds)], _info(kind, door_id), blinded).point

    def fake(self, name: bytes) -> bytes:
        # Not an evaluation: nobody who asks for one, of whatever kind, can come to these bytes.
        seeds = self._seeds()
        return hmac.digest(seeds[max(seeds)].value, _info("fake", name), "sha512")[:FAKE_BYTES]

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


def _info(purpose: str, name: bytes) -> bytes:
    """What a key is derived for (RFC 9497, section 3.2.1)."""
    return b"WV2/oprf/" + purpose.encode() + b"\0" + name
