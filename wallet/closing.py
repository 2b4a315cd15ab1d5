"""Closing: what a vault could reach is kept for thirty days as a sealed list, and then goes with it.

No row says which blobs and doors are a vault's; only the vault's own list does, which nobody here can read.
So whoever closes hands in the ids with their write tokens. They are sealed at rest, thrown away at any
unlock, and good for nothing but deleting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from wallet import blobs_service, clock, doors, recovery, vaults
from wallet.blobs_service import Item
from wallet.crypto.at_rest import AtRest
from wallet.crypto.bytes import u32
from wallet.door_book import DoorKeys
from wallet.errors import BadRequest, NotFound
from wallet.models import Vault

GRACE_DAYS: Final = 30
MOST: Final = 20_000
"""Things in one list; a catalogue has room for about 8,000 papers."""
AT_ONCE: Final = 50
PLACE: Final = "vault.closing"
_ROW: Final = 32
_STEP: Final = 16 * 1024


@dataclass(frozen=True)
class Reach:
    """What goes with a vault: ids and write tokens."""

    blobs: Sequence[Item]
    doors: Sequence[Item]
    recoveries: Sequence[Item]

    @classmethod
    def read(cls, counts: Sequence[int], rows: bytes) -> "Reach":
        """From three counts and as many rows of `id(16) || write(16)`. Raises BadRequest."""
        if len(counts) != 3 or sum(counts) > MOST or len(rows) != _ROW * sum(counts):
            raise BadRequest
        items = [Item(rows[at : at + 16], rows[at + 16 : at + _ROW]) for at in range(0, len(rows), _ROW)]
        first, second = counts[0], counts[0] + counts[1]
        return cls(items[:first], items[first:second], items[second:])

    @property
    def rows(self) -> bytes:
        """What `read` reads."""
        return b"".join(one.id + one.write for one in (*self.blobs, *self.doors, *self.recoveries))

    @property
    def counts(self) -> tuple[int, int, int]:
        return len(self.blobs), len(self.doors), len(self.recoveries)


def close(session: Session, at_rest: AtRest, vault_id: bytes, reach: Reach, now: datetime) -> None:
    """Has the vault and its reach deleted after GRACE_DAYS, unless it is opened before. Raises NotFound."""
    vault = session.get(Vault, vault_id, with_for_update=True)
    if vault is None:
        raise NotFound
    vault.closing_at = clock.day(now) + GRACE_DAYS
    vault.closing = _sealed(at_rest, vault_id, reach)


def end(keys: DoorKeys, session: Session, rows: Sequence[Vault], now: datetime) -> None:
    """Deletes the next AT_ONCE things of each vault's list, and the vault itself once nothing is left."""
    for vault in rows:
        reach = _opened(keys.at_rest, vault)
        blobs_service.delete(session, reach.blobs[:AT_ONCE], now)
        for one in reach.doors[:AT_ONCE]:
            _unless_gone(partial(doors.delete, session, keys, one.id, one.write, now))
        for one in reach.recoveries[:AT_ONCE]:
            _unless_gone(partial(recovery.cancel, session, one.id, one.write))
        left = replace(reach, blobs=reach.blobs[AT_ONCE:], doors=reach.doors[AT_ONCE:],
                       recoveries=reach.recoveries[AT_ONCE:])  # fmt: skip
        if any(left.counts):
            vault.closing = _sealed(keys.at_rest, vault.id, left)
        else:
            vaults.delete(session, vault.id)


def _unless_gone(delete: "partial[None]") -> None:
    try:
        delete()
    except NotFound:
        return


def _sealed(at_rest: AtRest, vault_id: bytes, reach: Reach) -> bytes:
    plain = b"".join([*_numbers(reach.counts), reach.rows])
    return at_rest.seal(PLACE, vault_id, plain.ljust(-(-len(plain) // _STEP) * _STEP, b"\0"))


def _opened(at_rest: AtRest, vault: Vault) -> Reach:
    if vault.closing is None:
        return Reach([], [], [])
    plain = at_rest.open(PLACE, vault.id, vault.closing)
    counts = [int.from_bytes(plain[at : at + 4], "big") for at in (0, 4, 8)]
    return Reach.read(counts, plain[12 : 12 + _ROW * sum(counts)])


def _numbers(counts: Iterable[int]) -> list[bytes]:
    return [u32(count) for count in counts]
