"""Who may stand in for a locked vault: a new vault that its own key names, and no vault of anybody else."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.desk import Desk, refused
from tests.holder import Door, Holder, catalogue, settled
from tests.server.stores import Rows, rows
from tests.web.lock_calls import SafeCard, StandIn, behind, locked, meanwhile, wish
from tests.web.stand_in_calls import Play, impostor, started
from wallet import stand_ins
from wallet.crypto.bytes import b64
from wallet.vaults import charge

GIB = 2**30


@pytest.fixture
def play(desk: Desk) -> Play:
    return started(desk)


@pytest.fixture
def victim(desk: Desk) -> Holder:
    """Somebody else, with an open wallet in which something was saved."""
    victim = settled(desk)
    assert victim.saves(catalogue(4242)).status_code == 204
    return victim


def test_a_stranger_s_vault_is_not_put_behind_one_s_doors(play: Play, victim: Holder) -> None:
    door = Door()
    assert victim.puts(door).status_code == 201
    body = play.wish(impostor(play.desk, victim.vault_id)) | {"spent": {"bytes": 2 * GIB, "tickets": 9}}
    assert play.tries(body)
    assert victim.reads().data[:8] == (4242).to_bytes(8, "big")
    assert victim.unlocks().status_code == 200
    assert behind(play.desk, door) == door.box
    assert play.locks() == 204


def test_a_new_vault_of_a_stranger_is_not_either(play: Play) -> None:
    stranger = StandIn(play.desk)
    assert stranger.makes_a_vault().status_code == 201
    assert play.tries(play.wish(impostor(play.desk, stranger.vault_id)))
    assert play.tries(play.wish(stranger) | play.stand_in.agrees(play.holder.vault_id))
    assert stranger.unlocks().status_code == 200
    assert play.locks() == 204


def test_what_was_refused_is_neither_read_nor_deleted(play: Play, victim: Holder) -> None:
    safe, about = SafeCard(play.desk), {"stand_in": b64(victim.vault_id)}
    named = impostor(play.desk, victim.vault_id)
    assert play.tries(wish(play.holder, named, {play.door: named.box}, 2, safe))
    assert refused(safe.ends_it(), 404, "not_found")
    before = rows(play.desk.parts)
    assert refused(play.holder.asks("vault/lock/take", about), 404, "not_found")
    assert play.holder.asks("vault/lock/take", {**about, "done": 1}).status_code == 204
    assert rows(play.desk.parts) == before
    assert victim.reads().status_code == 200, "nor has its session ended"


def test_a_stranger_s_lock_still_works_after_somebody_named_their_vault(play: Play) -> None:
    other = started(play.desk)
    for aimed in (other.holder, other.stand_in):
        assert play.tries(play.wish(impostor(play.desk, aimed.vault_id)))
    assert other.locks() == 204
    assert behind(other.desk, other.door) == other.stand_in.box
    play.desk.clock.forward(hours=3)
    assert other.holder.unlocks().status_code == 200
    taken = other.holder.asks("vault/lock/take", {"stand_in": b64(other.stand_in.vault_id)})
    assert taken.data[:8] == (77).to_bytes(8, "big")


def test_nobody_pays_for_a_lock_but_the_vault_that_is_locked(play: Play, victim: Holder) -> None:
    with play.desk.parts.database.write() as session:
        paid = play.desk.clock.at
        charge(session, play.holder.vault_id, 2 * GIB, 9, (4 * GIB, 99), paid)
    spent = {"spent": {"bytes": 2 * GIB, "tickets": 9}}
    assert play.tries(play.wish(impostor(play.desk, victim.vault_id)) | spent)
    assert play.holder.asks("vault/lock", play.wish() | spent).status_code == 204
    assert _paid(rows(play.desk.parts)) == {
        play.stand_in.vault_id: 2 * GIB,
        play.holder.vault_id: 0,
        victim.vault_id: 0,
    }


def _paid(found: Rows) -> dict[object, object]:
    return {row["id"]: row["bytes_this_month"] for row in found["vault"]}


def saves(one: StandIn) -> None:
    assert one.unlocks().status_code == 200
    assert one.saves(catalogue(5)).status_code == 204


def opens(one: StandIn) -> None:
    assert one.unlocks().status_code == 200


def opens_and_leaves(one: StandIn) -> None:
    opens(one)
    assert one.asks("session/end").status_code == 204


def is_there_for_an_hour(one: StandIn) -> None:
    one.desk.clock.forward(minutes=59)
    assert one.desk.post("session/nonce", {"vault_id": b64(one.vault_id)}).status_code == 200
    one.desk.clock.forward(minutes=1)


@pytest.mark.parametrize("lives", [saves, opens, opens_and_leaves, is_there_for_an_hour])
def test_an_old_vault_of_one_s_own_does_not_stand_in(play: Play, lives: Callable[[StandIn], None]) -> None:
    lives(play.stand_in)
    assert play.holder.unlocks().status_code == 200
    assert play.tries(play.wish())
    assert play.stand_in.unlocks().status_code == 200
    play.stand_in = StandIn(play.desk)
    assert play.stand_in.makes_a_vault().status_code == 201
    assert play.locks() == 204


def test_a_vault_does_not_stand_in_for_itself(play: Play) -> None:
    own = impostor(play.desk, play.holder.vault_id)
    own.key = play.holder.key
    assert play.tries(play.wish(own))
    stand_ins.note_new(play.desk.parts.ephemeral, own.vault_id, play.desk.clock.now)
    assert play.tries(play.wish(own)), "nor where it would count as new"
    assert play.locks() == 204


def test_no_vault_at_all_does_not_stand_in(play: Play) -> None:
    assert play.tries(play.wish(StandIn(play.desk)))
    before = rows(play.desk.parts)
    nobody = play.holder.asks("vault/lock", play.wish() | {"stand_in": b64(bytes(16))})
    assert nobody.status_code in (400, 404)
    assert rows(play.desk.parts) == before
    assert play.locks() == 204


def test_a_vault_stands_in_for_no_other_twice(play: Play) -> None:
    other = started(play.desk)
    assert other.locks() == 204
    assert play.tries(play.wish(other.stand_in))
    stand_ins.note_new(play.desk.parts.ephemeral, other.stand_in.vault_id, play.desk.clock.now)
    assert play.tries(play.wish(other.stand_in)), "nor where it would count as new"
    stand_ins.note_new(play.desk.parts.ephemeral, other.holder.vault_id, play.desk.clock.now)
    locked_one = impostor(play.desk, other.holder.vault_id)
    locked_one.key = other.holder.key
    assert play.tries(play.wish(locked_one)), "nor does a vault that is locked"
    assert play.locks() == 204


def test_what_was_made_out_of_a_stand_in_stands_in_for_it_and_for_no_other(play: Play) -> None:
    outer = locked(play.desk, play.holder, play.door, hours=3)
    assert outer.unlocks().status_code == 200
    heir, other = StandIn(play.desk), started(play.desk)
    heir.token = outer.token
    assert heir.makes_a_vault_as_an_heir().status_code == 201
    assert other.tries(other.wish(heir))
    body = wish(outer, heir, {meanwhile(play.door, outer): heir.box}, 1)
    assert outer.asks("vault/lock", body).status_code == 204
    assert behind(play.desk, play.door) == heir.box
    play.desk.clock.forward(hours=3)
    assert play.holder.unlocks().status_code == 200
    for one in (heir, outer):
        about = {"stand_in": b64(one.vault_id)}
        assert play.holder.asks("vault/lock/take", about).status_code == 200
        assert play.holder.asks("vault/lock/take", {**about, "done": 1}).status_code == 204
    left = {row["id"] for row in rows(play.desk.parts)["vault"]}
    assert left.isdisjoint({heir.vault_id, outer.vault_id})
    assert len(left) == 4, "each has a vault, and one that never stood in"


def test_taking_over_deletes_nothing_that_was_made_since_under_the_same_id(play: Play) -> None:
    """A stand-in inside a stand-in goes with the inner lock; whoever has its id now is nobody's stand-in."""
    outer = locked(play.desk, play.holder, play.door, hours=3)
    outer.unlocks()
    heir = StandIn(play.desk)
    heir.token = outer.token
    heir.makes_a_vault_as_an_heir()
    outer.asks("vault/lock", wish(outer, heir, {meanwhile(play.door, outer): heir.box}, 1))
    play.desk.clock.forward(hours=1)
    outer.unlocks()
    assert outer.asks("vault/lock/take", {"stand_in": b64(heir.vault_id), "done": 1}).status_code == 204
    later = impostor(play.desk, heir.vault_id)
    assert later.makes_a_vault().status_code == 201
    assert later.unlocks().status_code == 200
    play.desk.clock.forward(hours=2)
    assert later.unlocks().status_code == 200
    play.holder.unlocks()
    about = {"stand_in": b64(heir.vault_id)}
    assert refused(play.holder.asks("vault/lock/take", about), 404, "not_found")
    assert play.holder.asks("vault/lock/take", {**about, "done": 1}).status_code == 204
    assert (
        play.holder.asks("vault/lock/take", {"stand_in": b64(outer.vault_id), "done": 1}).status_code == 204
    )
    assert later.reads().status_code == 200


def test_a_lock_that_fails_at_a_door_leaves_the_stand_in_new(play: Play) -> None:
    body = play.wish()
    body["doors"].append({**body["doors"][0], "id": b64(os.urandom(16))})
    assert play.tries(body)
    assert play.locks() == 204
