"""Who has a locator, and when: kept in the ephemeral store until its digits are told no longer."""

from __future__ import annotations

from dataclasses import dataclass

from wallet.crypto.bytes import u64
from wallet.errors import BadRequest
from wallet.oprf import Door
from wallet.sharing import policy


@dataclass(frozen=True)
class Term:
    """The second from which digits are told, part of their salt, and that of their end at the latest."""

    start: int
    until: int


@dataclass(frozen=True)
class Found:
    """What a locator leads to: ids of 16 bytes, and the second from which it does."""

    door_id: bytes
    share_id: bytes
    start: int


@dataclass(frozen=True)
class Hold:
    """Who has a locator from `found.start` on, until it is told no longer; its digits end at `until`."""

    found: Found
    kind: Door
    until: int

    @property
    def end(self) -> int:
        return self.found.start + told(self.kind)

    def key(self, locator: str) -> bytes:
        return locator.encode() + u64(self.found.start)

    def packed(self) -> bytes:
        found = self.found
        return found.door_id + found.share_id + u64(found.start) + u64(self.until) + self.kind.encode()

    def meets(self, start: int, end: int) -> bool:
        """Whether these two times have a second in common."""
        return self.found.start < end and start < self.end

    @staticmethod
    def of(packed: bytes) -> Hold:
        start, until = (int.from_bytes(packed[at : at + 8], "big") for at in (32, 40))
        return Hold(Found(packed[:16], packed[16:32], start), Door(packed[48:].decode()), until)


def told(kind: Door) -> int:
    """How many seconds digits of that kind are told."""
    return policy.ADDRESS_LIFE if kind == Door.ADDRESS else policy.TOLD


def term(kind: Door, wanted: int | None, early: int, now: int) -> Term:
    """When digits of that kind are told and end; `wanted`, of digits for later: when they are to work.

    Raises BadRequest for what is too far off, or an address for later.
    """
    if wanted is None:
        return Term(now, now + (policy.ADDRESS_LIFE if kind == Door.ADDRESS else policy.CODE_LIFE))
    if kind == Door.ADDRESS or wanted > now + policy.AHEAD + policy.SKEW:
        raise BadRequest
    return Term(max(now, wanted - early), max(now, wanted) + policy.CODE_LIFE)
