"""Somebody who is about to lock, on their own vault, and whoever names another as stand-in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.desk import Desk, refused
from tests.holder import Door, Holder, catalogue, settled
from tests.server.stores import rows
from tests.web.lock_calls import StandIn, wish


@dataclass
class Play:
    """Somebody with a door who wants to lock, and a stand-in that they have made for it."""

    desk: Desk
    holder: Holder
    door: Door
    stand_in: StandIn

    def wish(self, stand_in: StandIn | None = None) -> dict[str, Any]:
        """A body that is right, but for what the test changes."""
        named = stand_in or self.stand_in
        return wish(self.holder, named, {self.door: named.box})

    def tries(self, body: dict[str, Any]) -> bool:
        """Whether it is refused like what is not there, with every row and the session as they were."""
        before = rows(self.desk.parts)
        refusal = refused(self.holder.asks("vault/lock", body), 404, "not_found")
        return refusal and rows(self.desk.parts) == before and self.holder.reads().status_code == 200

    def locks(self) -> int:
        """The control: the status of the rightful lock."""
        return self.holder.asks("vault/lock", self.wish()).status_code


def started(desk: Desk) -> Play:
    """Somebody who has made all that a lock needs."""
    holder, door, stand_in = settled(desk), Door(), StandIn(desk)
    assert holder.puts(door).status_code == 201
    assert stand_in.makes_a_vault(catalogue(77)).status_code == 201
    return Play(desk, holder, door, stand_in)


def impostor(desk: Desk, of: bytes) -> StandIn:
    """Somebody who knows no more of a vault than its id, from a stolen row."""
    one = StandIn(desk)
    one.vault_id = of
    return one
