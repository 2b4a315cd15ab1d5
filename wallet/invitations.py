"""Invitations of an organisation: a word, good once and for a week, that makes somebody a worker.

An invitation names who gave it: a steward, and then it ends with them, or the operator.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from wallet import drawn, tokens
from wallet.clock import DAY
from wallet.ephemeral import Ephemeral
from wallet.errors import NotFound

KIND: Final = "invited"
BY: Final = "invited_by"
"""Keys are the giver's id and the word's hash: what a steward gave is found by them."""
DAYS: Final = 7
GROUPS: Final = 5
"""Of four letters: 99 bits."""


@dataclass(frozen=True)
class Invitation:
    """To which organisation, whether as somebody who invites others, and by which steward.

    `giver`: the id of that worker, None for the operator.
    """

    organisation_id: bytes
    steward: bool
    giver: bytes | None


def give(store: Ephemeral, invitation: Invitation, now: int) -> str:
    """The word, which is kept as a hash alone."""
    word, until, giver = drawn.word(GROUPS), now + DAYS * DAY, invitation.giver or b""
    value = invitation.organisation_id + bytes([invitation.steward]) + until.to_bytes(8, "big") + giver
    with store.together():
        store.put(KIND, _key(word), value, until)
        if giver:
            store.put(BY, giver + _key(word), b"", until)
    return word


def end(store: Ephemeral, giver: bytes, now: int) -> None:
    """Forgets what this steward gave and nobody has used yet."""
    with store.together():
        for key, _nothing in store.under(BY, giver, now):
            store.delete(KIND, key[len(giver) :])
            store.delete(BY, key)


@contextmanager
def spent(store: Ephemeral, word: str, now: int) -> Iterator[Invitation]:
    """Uses an invitation up, and gives it back when nothing came of it. Raises NotFound.

    Whether its giver still stands for it is asked in the transaction that makes a worker of somebody.
    """
    key = _key(word)
    value = store.take(KIND, key, now)
    if value is None:
        raise NotFound
    try:
        yield Invitation(value[:16], bool(value[16]), value[25:] or None)
    except BaseException:
        store.put(KIND, key, value, int.from_bytes(value[17:25], "big"))
        raise
    store.delete(BY, value[25:] + key)


def _key(word: str) -> bytes:
    return tokens.hashed(drawn.plain(word))
