"""How locks end over HTTP: one inside another, early, swept, and what their rows tell."""

from __future__ import annotations

import pytest

from tests.desk import Desk, refused
from tests.holder import Door, Holder, settled
from tests.web.lock_calls import SafeCard, StandIn, behind, locked, meanwhile, wish
from wallet.crypto.bytes import b64
from wallet.models import Lock
from wallet.sweep import sweep


@pytest.fixture
def holder(desk: Desk) -> Holder:
    return settled(desk)


@pytest.fixture
def door(holder: Holder) -> Door:
    made = Door()
    assert holder.puts(made).status_code == 201
    return made


def test_a_lock_inside_a_lock_works_and_ends_with_the_outer_one(
    desk: Desk, holder: Holder, door: Door
) -> None:
    outer = locked(desk, holder, door, hours=3)
    outer.unlocks()
    inner = locked(desk, outer, meanwhile(door, outer), hours=1)
    assert behind(desk, door) == inner.box
    assert refused(outer.unlocks(), 404, "not_found")
    desk.clock.forward(hours=1)
    assert behind(desk, door) == outer.box
    assert outer.unlocks().status_code == 200
    assert refused(inner.unlocks(), 404, "not_found")
    desk.clock.forward(hours=2)
    assert behind(desk, door) == door.box
    assert holder.unlocks().status_code == 200


def test_a_longer_lock_inside_keeps_nobody_out(desk: Desk, holder: Holder, door: Door) -> None:
    outer = locked(desk, holder, door, hours=1)
    outer.unlocks()
    inner = locked(desk, outer, meanwhile(door, outer), hours=24)
    desk.clock.forward(hours=1)
    assert behind(desk, door) == door.box
    assert holder.unlocks().status_code == 200
    assert refused(inner.unlocks(), 404, "not_found")


def test_an_hour_passes_before_the_next_lock(desk: Desk, holder: Holder, door: Door) -> None:
    locked(desk, holder, door, hours=1)
    desk.clock.forward(hours=1, minutes=30)
    holder.unlocks()
    next_one = StandIn(desk)
    next_one.makes_a_vault()
    answer = holder.asks("vault/lock", wish(holder, next_one, {door: next_one.box}))
    assert refused(answer, 429, "too_soon")
    assert answer.headers["Retry-After"] == "1800"
    assert behind(desk, door) == door.box
    desk.clock.forward(minutes=30)
    holder.unlocks()
    assert holder.asks("vault/lock", wish(holder, next_one, {door: next_one.box})).status_code == 204


def test_a_safe_card_ends_it_early_where_that_was_chosen(desk: Desk, holder: Holder, door: Door) -> None:
    safe, stranger = SafeCard(desk), SafeCard(desk)
    stand_in = locked(desk, holder, door, early=(safe,))
    assert refused(stranger.ends_it(), 404, "not_found")
    assert refused(desk.post("vault/lock/end", {**safe.signed(), "sig": b64(bytes(64))}), 404, "not_found")
    said = safe.signed()
    assert desk.post("vault/lock/end", said).status_code == 204
    assert refused(desk.post("vault/lock/end", said), 404, "not_found")
    assert behind(desk, door) == door.box
    assert holder.unlocks().status_code == 200
    assert refused(stand_in.unlocks(), 404, "not_found")


def test_what_ended_a_lock_once_is_worth_nothing_in_the_next(desk: Desk, holder: Holder, door: Door) -> None:
    safe = SafeCard(desk)
    locked(desk, holder, door, early=(safe,))
    said = safe.signed()
    desk.post("vault/lock/end", said)
    desk.clock.forward(hours=1)
    holder.unlocks()
    stand_in = locked(desk, holder, door, early=(safe,))
    assert refused(desk.post("vault/lock/end", said), 404, "not_found")
    assert behind(desk, door) == stand_in.box


def test_one_card_ends_the_locks_of_two_vaults(desk: Desk, holder: Holder, door: Door) -> None:
    safe, second, second_door = SafeCard(desk), settled(desk), Door()
    second.puts(second_door)
    locked(desk, holder, door, early=(safe,))
    locked(desk, second, second_door, early=(safe,))
    assert safe.ends_it().status_code == 204
    assert (behind(desk, door), behind(desk, second_door)) == (door.box, second_door.box)
    assert (holder.unlocks().status_code, second.unlocks().status_code) == (200, 200)


def test_the_sweep_puts_back_what_nobody_asked_for(desk: Desk, holder: Holder, door: Door) -> None:
    stand_in = locked(desk, holder, door)
    stand_in.unlocks()
    stand_in.asks("door/delete", {"id": b64(door.id), "write": b64(stand_in.write)})
    desk.clock.forward(days=2)
    sweep(desk.parts)
    with desk.parts.database.read() as session:
        left = {row.day for row in session.query(Lock)}
    assert min(left) > desk.clock.now // 86_400, "only the vaults wait for being taken over"
    assert behind(desk, door) == door.box
    desk.clock.forward(days=402)
    sweep(desk.parts)
    with desk.parts.database.read() as session:
        assert session.query(Lock).count() == 0
    assert stand_in.makes_a_vault().status_code == 201, "nobody took it over in 400 days"


def test_rows_of_a_lock_tell_neither_whom_they_are_about_nor_what_they_are(
    desk: Desk, holder: Holder, door: Door
) -> None:
    safe = SafeCard(desk)
    stand_in = locked(desk, holder, door, early=(safe,))
    with desk.parts.database.read() as session:
        rows = list(session.query(Lock))
    assert len(rows) == 4
    assert len({len(row.sealed) for row in rows}) == 1
    everything = b"".join(row.id + row.sealed for row in rows)
    for known in (door.id, door.box, door.write, holder.vault_id, stand_in.vault_id, safe.public):
        assert known not in everything
        assert known.hex().encode() not in everything
