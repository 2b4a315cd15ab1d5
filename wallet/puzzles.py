"""Work in place of a refusal: what a browser computes once its network has used up a budget (decision 0025).

A puzzle is kept nowhere: it carries its own end, under a key that lives as long as the server. Only that it
was solved is kept, until that end, so that it counts once.
"""

import hmac
import secrets
from hashlib import sha256
from typing import Final

from wallet.clock import MINUTE
from wallet.ephemeral import Ephemeral

KIND: Final = "puzzle"
LABEL: Final = b"WV1/work\x00"
LIFE: Final = 2 * MINUTE
BITS: Final = 14
"""Zeros at which each hash begins."""
ANSWERS: Final = 16
"""Many easy ones instead of a hard one: it takes nobody many times longer than others."""
LENGTH: Final = 32
WHOLE: Final = LENGTH + 4 * ANSWERS
"""A puzzle with its answers, 4 bytes each."""


class Puzzles:
    """Draws puzzles and looks at what was solved, in a store that all workers share; so is the key."""

    def __init__(self, store: Ephemeral, key: bytes) -> None:
        self._store = store
        self._key = hmac.digest(key, LABEL, "sha256")

    def draw(self, now: int) -> bytes:
        """A new puzzle of 32 bytes, good for two minutes."""
        told = secrets.token_bytes(12) + (now + LIFE).to_bytes(4, "big")
        return told + self._mac(told)

    def solved(self, whole: bytes, now: int) -> bool:
        """Whether these 96 bytes are a puzzle of ours and its answers; the second time they are not."""
        puzzle, told, mac = whole[:LENGTH], whole[:16], whole[16:LENGTH]
        until = int.from_bytes(told[12:], "big")
        if until <= now or not hmac.compare_digest(self._mac(told), mac):
            return False
        answers = [whole[at : at + 4] for at in range(LENGTH, WHOLE, 4)]
        if not all(answered(puzzle, part, answer) for part, answer in enumerate(answers)):
            return False
        return self._store.add(KIND, puzzle[:16], b"", until, now)

    def _mac(self, told: bytes) -> bytes:
        return hmac.digest(self._key, told, "sha256")[:16]


def answered(puzzle: bytes, part: int, answer: bytes) -> bool:
    """Whether these 4 bytes are the answer to one part of a puzzle."""
    found = sha256(LABEL + puzzle + bytes([part]) + answer).digest()
    return int.from_bytes(found[:4], "big") >> (32 - BITS) == 0
