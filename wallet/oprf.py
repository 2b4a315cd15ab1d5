"""The evaluator that makes guessing slow: a key for every purpose and name, from a seed per epoch.

One evaluation serves one purpose: what is answered for a card's digits is worth nothing for a wallet's row.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from wallet.clock import Clock, seconds
from wallet.ephemeral import PROBE, Ephemeral
from wallet.errors import StoreAway, WalletError
from wallet.guess_budget import Guess, GuessBudget
from wallet.oprf_math import check_point, derive_key, evaluate
from wallet.seed_folder import SeedFolder

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
    """

    def __init__(self, folder: Path, store: Ephemeral, clock: Clock) -> None:
        self._folder = SeedFolder(folder)
        self._kept = self._folder.seeds()
        self._store = store
        self._budget = GuessBudget(store)
        self._clock = clock

    def guess(self, guess: Guess, blinded: bytes) -> Answer:
        check_point(blinded)
        info = _info(guess.kind, guess.lookup)
        seeds = self._seeds()
        epoch = max(seeds)
        busy = self._budget.spend(guess, seconds(self._clock()))
        former = self._evaluate(epoch - 1, info, blinded) if epoch - 1 in seeds else None
        return Answer(self._evaluate(epoch, info, blinded), former, busy)

    def door(self, kind: Door, door_id: bytes, blinded: bytes) -> bytes:
        return self._evaluate(max(self._seeds()), _info(kind, door_id), blinded).point

    def fake(self, name: bytes) -> bytes:
        # Not an evaluation: nobody who asks for one, of whatever kind, can come to these bytes.
        seeds = self._seeds()
        return hmac.digest(seeds[max(seeds)], _info("fake", name), "sha512")[:FAKE_BYTES]

    def ready(self) -> bool:
        try:
            self._store.put(PROBE, b"", b"", until=0)
        except WalletError:
            return False
        return self._folder.has_seeds()

    def close(self) -> None:
        self._store.close()

    def _evaluate(self, epoch: int, info: bytes, blinded: bytes) -> Evaluation:
        return Evaluation(epoch, evaluate(derive_key(self._kept[epoch], info), blinded))

    def _seeds(self) -> Mapping[int, bytes]:
        self._kept = self._kept or self._folder.seeds()
        if not self._kept:
            raise StoreAway
        return self._kept


def _info(purpose: str, name: bytes) -> bytes:
    """What a key is derived for (RFC 9497, section 3.2.1)."""
    return b"WV2/oprf/" + purpose.encode() + b"\0" + name
