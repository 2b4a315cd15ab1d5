"""Invitations of an organisation: a word, good once and for a week, that makes somebody a worker."""

from dataclasses import dataclass
from typing import Final

from wallet import organisations, second_factor, tokens
from wallet.clock import DAY
from wallet.db import Database
from wallet.ephemeral import Ephemeral

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
    word = second_factor.word(GROUPS)
    give_back(store, word, invitation, now)
    return word


def to_steward(database: Database, store: Ephemeral, name: str, now: int) -> str:
    """A word for a steward of this organisation, which is put in where it is missing. Raises BadRequest."""
    with database.write() as session:
        wanted = Invitation(organisations.admitted(session, name).id, steward=True)
    return give(store, wanted, now)


def take(store: Ephemeral, word: str, now: int) -> Invitation | None:
    """What it is for, and it is used up; None for one that is none."""
    value = store.take(KIND, _key(word), now)
    return None if value is None else Invitation(value[:16], bool(value[16]))


def give_back(store: Ephemeral, word: str, invitation: Invitation, now: int) -> None:
    """Makes it good for a week, also again where nothing came of it."""
    value = invitation.organisation_id + bytes([invitation.steward])
    store.put(KIND, _key(word), value, now + DAYS * DAY)


def _key(word: str) -> bytes:
    return tokens.hashed(second_factor.plain(word))
