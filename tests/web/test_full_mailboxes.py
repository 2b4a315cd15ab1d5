"""Strangers who fill a mailbox: its owner clears it, and not everybody is shut out."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.desk import Desk, refused, sealed
from tests.web.mailbox_calls import ELSEWHERE, Box, fill
from tests.web.share_calls import knock, made, opened
from tests.web.test_mailboxes import count
from tests.web.worker_calls import signed_in, steward
from wallet.crypto.bytes import b64, unb64
from wallet.models import Blob, Deposit, LooseObject, Note, Place
from wallet.places import Kind
from wallet.sweep import sweep

PLACES, RESERVED, KEPT_DAYS = 30, 10, 60
BIG = 33_562_808
"""Bytes of the largest body that there is."""


@pytest.fixture
def box(desk: Desk) -> Box:
    box = Box(desk)
    assert box.is_made().status_code == 201
    return box


def network(number: int) -> str:
    """An address that shares no prefix with another one."""
    return f"198.18.{number}.1"


def filled(box: Box) -> Box:
    """With papers of strangers on every place that is open to them."""
    for number in range(PLACES):
        assert box.is_given(address=network(number)).status_code == 201
    assert refused(box.is_given(address=ELSEWHERE), 409, "full")
    return box


def named(box: Box) -> list[str]:
    """The ids of the papers that lie there."""
    return [row["id"] for row in box.lies_in_it()]


def places(desk: Desk, kind: Kind) -> int:
    with desk.parts.database.read() as session:
        found = session.scalar(select(func.count()).select_from(Place).where(Place.kind == kind))
    return int(found or 0)


def test_the_owner_removes_papers_at_once_with_their_bodies(desk: Desk, box: Box) -> None:
    assert (box.is_given().status_code, box.is_given().status_code) == (201, 201)
    bodies = count(desk, Blob)
    first, second = named(box)
    assert box.removes([first]).status_code == 204
    assert named(box) == [second]
    assert (count(desk, Blob), count(desk, LooseObject)) == (bodies - 1, 1)
    assert refused(box.gets(first), 404, "not_found")
    assert box.removes([first]).status_code == 204, "again, since an answer can get lost"
    assert box.gets(second).status_code == 200


def test_what_the_owner_removes_frees_no_place_before_its_day(desk: Desk, box: Box) -> None:
    """Else whoever puts papers in would learn that they were removed."""
    filled(box)
    assert box.removes(named(box)).status_code == 204
    assert (named(box), count(desk, Deposit)) == ([], 0)
    assert refused(box.is_given(address="203.0.113.1"), 409, "full")
    desk.clock.forward(days=KEPT_DAYS)
    sweep(desk.parts)
    assert count(desk, Place) == 0
    assert box.is_given(address="203.0.113.1").status_code == 201


@pytest.mark.parametrize("kind", [Kind.PAPER, Kind.NOTE])
def test_an_id_is_used_up_until_the_day_of_its_place(desk: Desk, box: Box, kind: Kind) -> None:
    """Else whoever puts the same in again, here or into a mailbox of their own, would learn it."""
    own, chosen = Box(desk), os.urandom(16)
    own.is_made()

    def puts(into: Box, thing: bytes = chosen) -> TestResponse:
        if kind is Kind.PAPER:
            return into.is_given(deposit=thing)
        return desk.post("note/put", {**into.note(), "id": b64(thing)})

    def tries() -> list[int]:
        return [puts(into).status_code for into in (box, own)]

    assert puts(box).status_code == 201
    before = tries()
    assert box.removes(named(box), box.named()).status_code == 204
    assert (named(box), box.named()) == ([], [])
    assert (before, tries()) == ([409, 409], [409, 409])
    assert puts(box, os.urandom(16)).status_code == 201
    desk.clock.forward(days=KEPT_DAYS)
    sweep(desk.parts)
    assert puts(box).status_code == 201


def test_nobody_else_removes_anything(desk: Desk, box: Box) -> None:
    box.is_given()
    desk.post("note/put", box.note())
    there = named(box), box.named()
    other = Box(desk)
    other.is_made()
    assert other.removes(*there).status_code == 204
    assert Box(desk).removes(*there).status_code == 204
    assert box.removes(*there, sig=os.urandom(64)).status_code == 204
    assert (named(box), box.named()) == there
    assert box.removes(*there).status_code == 204
    assert (named(box), box.named()) == ([], [])


def test_who_left_a_note_does_not_learn_that_it_was_removed(desk: Desk, box: Box) -> None:
    """They know its voucher, and can try their own share with it."""
    door = box.door()
    made(desk, door)
    assert desk.post("note/put", box.note()).status_code == 201
    opened(knock(desk, door, voucher=box.voucher))
    [note] = box.named()
    assert box.removes(notes=[note]).status_code == 204
    assert (box.named(), box.some([note])) == ([], [])
    opened(knock(desk, door, voucher=box.voucher))
    with desk.parts.database.read() as session:
        assert session.scalars(select(Note.sealed)).all() == [b""]
    desk.clock.forward(days=9)
    sweep(desk.parts)
    assert (count(desk, Note), places(desk, Kind.NOTE)) == (0, 0)


def test_what_lies_in_a_badge_is_removed_in_the_session_alone(desk: Desk) -> None:
    one = signed_in(steward(desk))
    assert desk.post("note/put", one.box.note()).status_code == 201
    [note] = (one.fetched().json or {})["notes"]
    assert refused(one.box.removes(notes=[note]), 401, "sign_in")
    assert one.asks("mailbox/remove", {**one.box.proof(), "notes": [note]}).status_code == 204
    assert (one.fetched().json or {})["notes"] == []


def test_in_a_full_mailbox_whoever_the_owner_gave_the_pass_finds_a_place(desk: Desk, box: Box) -> None:
    filled(box)
    assert refused(box.is_given(address="203.0.113.1", sender_pass=os.urandom(16)), 409, "full")
    other = Box(desk)
    other.is_made()
    assert refused(box.is_given(address="203.0.114.1", sender_pass=other.sender_pass), 409, "full")
    given = [box.is_given(address=network(100 + at), sender_pass=box.sender_pass) for at in range(RESERVED)]
    assert {one.status_code for one in given} == {201}
    assert refused(box.is_given(address="203.0.115.1", sender_pass=box.sender_pass), 409, "full")
    assert len(named(box)) == PLACES + RESERVED


def test_the_pass_takes_no_reserved_place_while_there_are_others(desk: Desk, box: Box) -> None:
    assert box.is_given(sender_pass=box.sender_pass).status_code == 201
    assert (places(desk, Kind.PAPER), places(desk, Kind.RESERVED)) == (1, 0)


def test_in_a_full_mailbox_somebody_at_work_finds_a_place(desk: Desk, box: Box) -> None:
    worker = signed_in(steward(desk))
    filled(box)

    def puts(shown: str) -> TestResponse:
        return box.is_given(address="203.0.113.1", sender_pass=unb64(shown))

    shown = (worker.asks("deposit/pass", {}).json or {})["sender_pass"]
    assert puts(shown).status_code == 201
    desk.clock.forward(seconds=31 * 60)
    assert refused(puts(shown), 409, "full")


def test_whoever_is_vouched_for_by_nobody_gets_no_pass(desk: Desk) -> None:
    worker = signed_in(steward(desk))
    assert worker.asks("deposit/pass", {}).status_code == 200
    desk.clock.forward(days=190)
    worker.enters()
    assert refused(worker.asks("deposit/pass", {}), 404, "not_found")


def test_large_papers_of_strangers_leave_room_for_whoever_has_the_pass(desk: Desk, box: Box) -> None:
    told = [box.is_given(sealed(18), address=network(at)).status_code for at in range(4)]
    assert told == [201, 201, 201, 409], "a hundred mebibytes"
    assert box.is_given(sealed(18), address="203.0.113.1", sender_pass=box.sender_pass).status_code == 201
    assert refused(box.asks_for_a_ticket(BIG, "203.0.114.1", box.sender_pass), 409, "full")


def test_once_a_mailbox_is_crowded_an_address_sends_ten_mebibytes_a_day(desk: Desk, box: Box) -> None:
    fill(desk, box, Kind.PAPER, 20)
    assert refused(box.asks_for_a_ticket(BIG), 429, "slow_down")
    assert box.asks_for_a_ticket(10_000_000).status_code == 200
    assert box.asks_for_a_ticket(BIG, ELSEWHERE, box.sender_pass).status_code == 200


def test_one_address_sends_fifty_mebibytes_a_day(desk: Desk, box: Box) -> None:
    assert box.asks_for_a_ticket(BIG).status_code == 200
    assert refused(box.asks_for_a_ticket(BIG), 429, "slow_down")
    assert box.asks_for_a_ticket(10_000_000).status_code == 200
    assert box.asks_for_a_ticket(BIG, ELSEWHERE).status_code == 200
    desk.clock.forward(days=1)
    assert box.asks_for_a_ticket(BIG).status_code == 200


def test_of_the_last_places_each_address_gets_two_a_day(desk: Desk, box: Box) -> None:
    fill(desk, box, Kind.PAPER, 20)
    assert [box.is_given().status_code for _ in range(3)] == [201, 201, 429]
    assert box.is_given(address=ELSEWHERE).status_code == 201
    assert box.is_given(sender_pass=box.sender_pass).status_code == 201


def test_whoever_shares_an_address_with_a_stranger_has_tries_of_their_own_by_the_pass(
    desk: Desk, box: Box
) -> None:
    tries = [box.asks_for_a_ticket(5_000_000).status_code for _ in range(11)]
    assert tries == [200] * 10 + [429]
    by_pass = [box.asks_for_a_ticket(5_000_000, sender_pass=box.sender_pass).status_code for _ in range(11)]
    assert by_pass == [200] * 10 + [429]
    assert refused(box.asks_for_a_ticket(1000), 429, "slow_down")


def test_whether_a_mailbox_is_full_is_not_told_for_nothing(desk: Desk, box: Box) -> None:
    filled(box)
    asked = [box.asks_for_a_ticket(1000, "203.0.113.9").status_code for _ in range(3)]
    assert asked == [409, 409, 429]
    nowhere = Box(desk)
    assert [nowhere.asks_for_a_ticket(1000).status_code for _ in range(11)] == [404] * 10 + [429]


def test_of_the_last_places_for_notes_each_address_gets_five_a_day(desk: Desk, box: Box) -> None:
    fill(desk, box, Kind.NOTE, 800)
    assert [desk.post("note/put", box.note()).status_code for _ in range(6)] == [201] * 5 + [429]
    elsewhere = {"environ_overrides": {"REMOTE_ADDR": ELSEWHERE}}
    assert desk.client.post("/v1/note/put", json=box.note(), **elsewhere).status_code == 201


def test_a_note_needs_a_ticket_for_notes(desk: Desk, box: Box) -> None:
    ordinary = {**box.note(), "ticket": b64(desk.ticket(0))}
    assert refused(desk.post("note/put", ordinary), 403, "ticket")
    wanted = {**Box(desk).wanted(), "ticket": str(box.note()["ticket"])}
    assert refused(desk.post("mailbox/put", wanted), 403, "ticket")
    assert desk.post("note/put", box.note()).status_code == 201
