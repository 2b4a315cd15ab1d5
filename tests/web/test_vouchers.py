"""What opens a key that came into a mailbox: the voucher of its note, in that mailbox, and nothing else."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import select, update

from tests.desk import Desk, refused
from tests.web.mailbox_calls import Box
from tests.web.share_calls import Door, knock, made, opened
from tests.web.worker_calls import signed_in, steward
from wallet.models import Note, ShareDoor


@pytest.fixture
def box(desk: Desk) -> Box:
    """A mailbox in which something is shown."""
    return with_note(Box(desk))


def with_note(box: Box) -> Box:
    assert box.is_made().status_code == 201
    assert box.desk.post("note/put", box.note()).status_code == 201
    return box


def shown(box: Box) -> Door:
    """A share's door, whose key lies in this mailbox."""
    door = box.door()
    made(box.desk, door)
    return door


def test_a_note_in_another_mailbox_with_the_same_voucher_opens_nothing(desk: Desk) -> None:
    box = Box(desk)
    box.is_made()
    door = shown(box)
    with_note(Box(desk, voucher=box.voucher))
    desk.post("note/put", Box(desk, box.key).note())
    assert refused(knock(desk, door, voucher=box.voucher), 404, "not_found")
    desk.post("note/put", box.note())
    assert opened(knock(desk, door, voucher=box.voucher))[0]["resumed"] is False


def test_the_voucher_of_another_note_opens_nothing_not_even_of_the_same_mailbox(desk: Desk, box: Box) -> None:
    door, other = shown(box), with_note(Box(desk))
    beside = Box(desk, box.key)
    assert desk.post("note/put", beside.note()).status_code == 201
    for wrong in (other.voucher, beside.voucher, os.urandom(16)):
        assert refused(knock(desk, door, voucher=wrong), 404, "not_found")
    opened(knock(desk, door, voucher=box.voucher))


def test_notes_of_others_with_the_same_voucher_keep_nobody_out(desk: Desk, box: Box) -> None:
    for _ in range(5):
        with_note(Box(desk, voucher=box.voucher))
    opened(knock(desk, shown(box), voucher=box.voucher))


def test_who_was_let_go_opens_nothing_with_a_note_of_their_own(desk: Desk) -> None:
    boss = steward(desk)
    one, stays = signed_in(boss), signed_in(boss)
    doors = []
    for each in (one, stays):
        desk.post("note/put", each.box.note())
        doors.append(shown(each.box))
    opened(knock(desk, doors[0], voucher=one.box.voucher, headers=one.carried))
    assert boss.lets_go(one).status_code == 204
    with_note(Box(desk, voucher=one.box.voucher))
    assert refused(knock(desk, doors[0], voucher=one.box.voucher), 404, "not_found")
    opened(knock(desk, doors[1], voucher=stays.box.voucher, headers=stays.carried))


def test_a_copy_of_a_badges_note_in_a_private_mailbox_opens_nothing_without_the_session(desk: Desk) -> None:
    one = signed_in(steward(desk))
    desk.post("note/put", one.box.note())
    door = shown(one.box)
    with_note(Box(desk, voucher=one.box.voucher))
    assert refused(knock(desk, door, voucher=one.box.voucher), 404, "not_found")
    opened(knock(desk, door, voucher=one.box.voucher, headers=one.carried))


def test_a_door_that_names_no_mailbox_opens_nothing(desk: Desk, box: Box) -> None:
    """As doors were made before database step 0013."""
    door = shown(box)
    with desk.parts.database.write() as session:
        session.execute(update(ShareDoor).where(ShareDoor.id == door.id).values(voucher_commit=None))
    assert refused(knock(desk, door, voucher=box.voucher), 404, "not_found")


def test_no_row_of_a_door_has_anything_in_common_with_the_row_of_its_note(desk: Desk, box: Box) -> None:
    door = shown(box)
    with desk.parts.database.read() as session:
        kept = session.scalars(select(ShareDoor).where(ShareDoor.id == door.id)).one()
        note = session.scalars(select(Note)).one()
        one, other = ({getattr(row, column.key) for column in row.__table__.columns} for row in (kept, note))
    assert {value for value in one & other if isinstance(value, bytes)} == set()
    assert box.voucher not in one | other


def test_a_note_for_a_voucher_of_zeros_opens_nothing_for_who_shows_none(desk: Desk) -> None:
    zeros = with_note(Box(desk, voucher=bytes(16)))
    assert refused(knock(desk, shown(zeros)), 404, "not_found")
