"""Invitations of an organisation: a word, good once and for a week, that makes somebody a worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from wallet import drawn, organisations, tokens
from wallet.clock import DAY
from wallet.ephemeral import Ephemeral
from wallet.errors import NotFound

KIND: Final = "invitation"
DAYS: Final = 7
GROUPS: Final = 5
"""Of four letters: 99 bits."""


@dataclass(frozen=True)
class Invitation:
    """To which organisation, and whether as somebody who invites others."""

    organisation_id: bytes
    steward: bool


def give(store: Ephemeral, invitation: Invitation, now: int) -> str:
    """The word, which is kept as a hash alone."""
    word, until = drawn.word(GROUPS), now + DAYS * DAY
    value = invitation.organisation_id + bytes([invitation.steward]) + until.to_bytes(8, "big")
    store.put(KIND, _key(word), value, until)
    return word


def to_steward(session: Session, store: Ephemeral, name: str, now: int) -> str:
    """A word for a steward of this organisation, which is put in where it is missing. Raises BadRequest."""
    return give(store, Invitation(organisations.admitted(session, name).id, steward=True), now)


@contextmanager
def spent(store: Ephemeral, word: str, now: int) -> Iterator[Invitation]:
    """Uses an invitation up, and gives it back when nothing came of it. Raises NotFound."""
    key = _key(word)
    value = store.take(KIND, key, now)
    if value is None:
        raise NotFound
    try:
        yield Invitation(value[:16], bool(value[16]))
    except BaseException:
        store.put(KIND, key, value, int.from_bytes(value[17:], "big"))
        raise


def _key(word: str) -> bytes:
    return tokens.hashed(drawn.plain(word))
