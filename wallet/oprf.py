"""The evaluator that makes guessing slow: a budget per name, a seed per epoch, neither in the database."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wallet import secrets_files
from wallet.clock import DAY, HOUR, MINUTE, Clock, seconds
from wallet.ephemeral import Ephemeral
from wallet.errors import ConfigError, TooManyGuesses
from wallet.oprf_math import check_point, derive_key, evaluate

GUESS_INFO = b"WV1/oprf"
CODE_INFO = b"WV1/oprf-code"
COUNTER_LABEL = b"WV1/guesses\x00"
KIND = "guess"
BUDGETS = ((HOUR, 20), (DAY, 60))
"""Window in seconds and guesses in it. Names and pocket cards look alike here, so both have the same."""


@dataclass(frozen=True)
class Evaluation:
    """A point of 32 bytes and the epoch of the seed it was made with."""

    epoch: int
    point: bytes


@dataclass(frozen=True)
class Answer:
    """What a guess gets: the present evaluation, and the former one while a rotation lasts."""

    present: Evaluation
    former: Evaluation | None


class Evaluator(Protocol):
    """Where guesses are evaluated: in this process, or behind a socket. Both raise the same errors."""

    def guess(self, lookup: bytes, blinded: bytes) -> Answer:
        """Evaluates for a name (16 bytes), and counts. Raises TooManyGuesses, BadRequest, StoreAway, Busy."""

    def code(self, door_id: bytes, blinded: bytes) -> bytes:
        """Evaluates for the digits of a door; not counted here. Raises BadRequest, StoreAway."""

    def ready(self) -> bool:
        """Whether it answers now."""

    def close(self) -> None:
        """Closes this thread's connections."""


class LocalEvaluator:
    """The evaluator itself: `seed-1`, `seed-2` … and `guesses.db` in a folder of their own."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._seeds = load_seeds(folder)
        self._guesses = Ephemeral(folder / "guesses.db")
        self._clock = clock

    def guess(self, lookup: bytes, blinded: bytes) -> Answer:
        check_point(blinded)
        epoch = max(self._seeds)
        self._count(lookup)
        former = self._evaluate(epoch - 1, GUESS_INFO + lookup, blinded) if epoch - 1 in self._seeds else None
        return Answer(self._evaluate(epoch, GUESS_INFO + lookup, blinded), former)

    def code(self, door_id: bytes, blinded: bytes) -> bytes:
        return self._evaluate(max(self._seeds), CODE_INFO + door_id, blinded).point

    def ready(self) -> bool:
        return bool(self._seeds)

    def close(self) -> None:
        self._guesses.close()

    def _evaluate(self, epoch: int, info: bytes, blinded: bytes) -> Evaluation:
        return Evaluation(epoch, evaluate(derive_key(self._seeds[epoch], info), blinded))

    def _count(self, lookup: bytes) -> None:
        """Counts one guess, or raises TooManyGuesses and counts none. A slot is a minute."""
        # A name has few bits: the counter's key must not give it to whoever takes this file alone.
        key = hmac.digest(self._seeds[min(self._seeds)], COUNTER_LABEL + lookup, "sha256")[:16]
        now = seconds(self._clock())
        slot = now // MINUTE
        with self._guesses.together():
            self._guesses.forget(now)
            for window, most in BUDGETS:
                first = slot - window // MINUTE + 1
                if self._guesses.total(KIND, key, first, slot) >= most:
                    oldest = self._guesses.first_slot(KIND, key, first)
                    raise TooManyGuesses(retry_after=oldest * MINUTE + window - now)
            self._guesses.count(KIND, key, slot, until=(slot + 1) * MINUTE + DAY)


def load_seeds(folder: Path) -> Mapping[int, bytes]:
    """The seeds by epoch; makes the first one in an empty folder. Raises ConfigError."""
    numbers = [path.name.removeprefix("seed-") for path in folder.glob("seed-*")] or ["1"]
    for number in numbers:
        if not (number.isascii() and number.isdigit()):
            raise ConfigError(f"{folder}/seed-{number}: an epoch is a whole number")
    return {int(number): secrets_files.seed(folder / f"seed-{number}") for number in numbers}
