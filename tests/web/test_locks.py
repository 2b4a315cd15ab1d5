"""Locks over HTTP, on both pairs of stores: what is closed, what stands in for it, and how all comes back."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from tests.desk import Desk, refused
from tests.holder import Door, Holder, catalogue, settled
from tests.web.lock_calls import StandIn, behind, locked, wish
from wallet.crypto.bytes import b64


@pytest.fixture
def holder(desk: Desk) -> Holder:
    return settled(desk)


@pytest.fixture
def door(holder: Holder) -> Door:
    made = Door()
    assert holder.puts(made).status_code == 201
    return made


def test_until_the_time_the_doors_lead_to_the_stand_in_and_then_back(
    desk: Desk, holder: Holder, door: Door
) -> None:
    card = Door()
    holder.puts(card)
    stand_in = locked(desk, holder, door, card, hours=2)
    assert {behind(desk, door), behind(desk, card)} == {stand_in.box}
    assert stand_in.unlocks().status_code == 200
    desk.clock.forward(hours=1, minutes=59)
    assert behind(desk, door) == stand_in.box
    desk.clock.forward(minutes=1)
    assert (behind(desk, door), behind(desk, card)) == (door.box, card.box)
    assert holder.unlocks().status_code == 200


def test_no_session_of_the_locked_vault_goes_on_or_begins(desk: Desk, holder: Holder, door: Door) -> None:
    old_tab = holder.other_device()
    old_tab.unlocks()
    locked(desk, holder, door)
    assert refused(old_tab.reads(), 401, "no_session")
    assert refused(holder.reads(), 401, "no_session")
    assert refused(old_tab.saves(catalogue(9)), 401, "no_session")
    assert refused(holder.unlocks(), 404, "not_found")
    desk.clock.forward(hours=2)
    assert holder.unlocks().status_code == 200


def test_a_locked_vault_is_refused_as_an_unknown_one_is(desk: Desk, holder: Holder, door: Door) -> None:
    locked(desk, holder, door)
    there, nowhere = holder.unlocks(), Holder(desk).unlocks()
    assert (there.status_code, there.data) == (nowhere.status_code, nowhere.data)
    assert set(there.headers.keys()) == set(nowhere.headers.keys())


def test_a_card_that_was_taken_away_meanwhile_is_gone_until_then_and_back_afterwards(
    desk: Desk, holder: Holder, door: Door
) -> None:
    stand_in = locked(desk, holder, door, hours=0.1)
    stand_in.unlocks()
    taken = {"id": b64(door.id), "write": b64(stand_in.write)}
    assert stand_in.asks("door/delete", taken).status_code == 204
    assert behind(desk, door) is None
    desk.clock.forward(minutes=6)
    assert behind(desk, door) == door.box
    assert stand_in.asks("door/delete", taken).status_code == 404
    assert holder.unlocks().status_code == 200
    assert holder.asks("door/delete", {"id": b64(door.id), "write": b64(door.write)}).status_code == 204
    assert behind(desk, door) is None


def test_the_former_token_of_a_door_is_worth_nothing_meanwhile(
    desk: Desk, holder: Holder, door: Door
) -> None:
    stand_in = locked(desk, holder, door)
    stand_in.unlocks()
    known = {"id": b64(door.id), "write": b64(door.write)}
    assert refused(stand_in.asks("door/delete", known), 404, "not_found")
    assert behind(desk, door) == stand_in.box


def test_a_door_that_was_made_anew_meanwhile_under_the_same_id_gives_way(
    desk: Desk, holder: Holder, door: Door
) -> None:
    stand_in = locked(desk, holder, door)
    stand_in.unlocks()
    stand_in.asks("door/delete", {"id": b64(door.id), "write": b64(stand_in.write)})
    assert stand_in.puts(Door(id=door.id)).status_code == 201
    desk.clock.forward(hours=2)
    assert behind(desk, door) == door.box
    assert holder.unlocks().status_code == 200
    assert refused(holder.puts(Door(id=door.id)), 409, "exists")


def test_a_new_secret_of_the_stand_in_leads_to_nothing_afterwards(
    desk: Desk, holder: Holder, door: Door
) -> None:
    stand_in, forced = locked(desk, holder, door), Door()
    stand_in.unlocks()
    assert stand_in.puts(forced).status_code == 201
    assert behind(desk, forced) == forced.box
    desk.clock.forward(hours=2)
    assert refused(stand_in.unlocks(), 404, "not_found")


def test_a_vault_that_took_the_stand_in_s_place_ends_with_it(desk: Desk, holder: Holder, door: Door) -> None:
    stand_in, heir, last = locked(desk, holder, door), Holder(desk), Holder(desk)
    stand_in.unlocks()
    heir.token = stand_in.token
    assert heir.makes_a_vault_as_an_heir().status_code == 201
    assert stand_in.asks("vault/delete").status_code == 204
    assert heir.unlocks().status_code == 200
    last.token = heir.token
    last.makes_a_vault_as_an_heir()
    assert last.unlocks().status_code == 200
    desk.clock.forward(hours=2)
    for one in (stand_in, heir, last):
        assert refused(one.unlocks(), 404, "not_found")
    assert holder.unlocks().status_code == 200


def test_a_vault_made_out_of_an_ordinary_one_stays(desk: Desk, holder: Holder) -> None:
    heir = Holder(desk)
    heir.token = holder.token
    assert heir.makes_a_vault_as_an_heir().status_code == 201
    desk.clock.forward(days=100)
    assert heir.unlocks().status_code == 200


def test_sessions_of_the_stand_in_go_on_over_the_full_hour(desk: Desk, holder: Holder, door: Door) -> None:
    stand_in = locked(desk, holder, door, hours=0.1)
    stand_in.unlocks()
    desk.clock.forward(minutes=6)
    assert stand_in.saves(catalogue(5)).status_code == 204
    holder.unlocks()
    told = holder.asks("vault/lock/take", {"stand_in": b64(stand_in.vault_id)})
    assert told.data[:8] == (5).to_bytes(8, "big")
    assert refused(stand_in.reads(), 401, "no_session")


def test_what_stood_in_is_handed_over_and_deleted(desk: Desk, holder: Holder, door: Door) -> None:
    stand_in = locked(desk, holder, door)
    desk.clock.forward(hours=3)
    holder.unlocks()
    about = {"stand_in": b64(stand_in.vault_id)}
    for _again in range(2):
        assert holder.asks("vault/lock/take", about).data[:8] == (77).to_bytes(8, "big")
    for _again in range(2):
        assert holder.asks("vault/lock/take", {**about, "done": 1}).status_code == 204
    assert refused(holder.asks("vault/lock/take", about), 404, "not_found")
    assert stand_in.makes_a_vault().status_code == 201, "its row is gone"


def test_nobody_else_takes_a_stand_in(desk: Desk, holder: Holder, door: Door) -> None:
    stand_in, other = locked(desk, holder, door), settled(desk)
    about = {"stand_in": b64(stand_in.vault_id)}
    assert refused(other.asks("vault/lock/take", about), 404, "not_found")
    assert other.asks("vault/lock/take", {**about, "done": 1}).status_code == 204
    assert stand_in.unlocks().status_code == 200


BAD: dict[str, Callable[[dict[str, Any], int], object]] = {
    "over at once": lambda body, now: body.update(until=now),
    "longer than a day": lambda body, now: body.update(until=now + 86_401),
    "no door": lambda body, _now: body.update(doors=[]),
    "a door twice": lambda body, _now: body["doors"].append(body["doors"][0]),
    "no key": lambda body, _now: body.update(early=[]),
    "a short box": lambda body, _now: body["doors"][0].update(box=b64(bytes(135))),
}


@pytest.mark.parametrize("what", BAD)
def test_a_lock_that_cannot_be_is_refused_and_changes_nothing(
    desk: Desk, holder: Holder, door: Door, what: str
) -> None:
    stand_in = StandIn(desk)
    stand_in.makes_a_vault()
    body = wish(holder, stand_in, {door: stand_in.box})
    BAD[what](body, desk.clock.now)
    assert refused(holder.asks("vault/lock", body), 400, "bad_request")
    assert behind(desk, door) == door.box
    assert holder.reads().status_code == 200


def test_a_door_that_is_not_one_s_own_is_not_swapped_and_nor_is_any_other(
    desk: Desk, holder: Holder, door: Door
) -> None:
    other, stand_in = Door(), StandIn(desk)
    settled(desk).puts(other)
    stand_in.makes_a_vault()
    claimed = Door(id=other.id, write=os.urandom(16))
    body = wish(holder, stand_in, {door: stand_in.box, claimed: stand_in.box})
    assert refused(holder.asks("vault/lock", body), 404, "not_found")
    assert (behind(desk, door), behind(desk, other)) == (door.box, other.box)
    assert holder.unlocks().status_code == 200
