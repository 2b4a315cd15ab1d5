"""Notes in mailboxes over HTTP, on both pairs of stores: the keys of shares, for whom they are for."""

from __future__ import annotations

import os

import pytest

from tests.desk import Desk, refused
from tests.web.mailbox_calls import ELSEWHERE, Box, fill
from tests.web.share_calls import knock, made, opened, story
from wallet import notes, tickets
from wallet.crypto.bytes import b64
from wallet.places import Kind
from wallet.sweep import sweep

A_DAY, MOST = 100, 1_000


@pytest.fixture
def box(desk: Desk) -> Box:
    box = Box(desk)
    assert box.is_made().status_code == 201
    return box


def test_only_the_owner_of_the_mailbox_gets_them(desk: Desk, box: Box) -> None:
    sealed = {os.urandom(notes.SIZE) for _ in range(3)}
    for one in sealed:
        assert desk.post("note/put", box.note(one)).status_code == 201
    assert set(box.notes()) == sealed
    other = Box(desk)
    other.is_made()
    assert other.notes() == []
    names = box.named()
    assert other.some(names) == []
    assert box.some(names, sig=os.urandom(64)) == []
    assert Box(desk).some(names) == []
    assert len(box.some(names[:1])) == 1


def test_a_note_costs_a_ticket_and_has_one_size(desk: Desk, box: Box) -> None:
    note = box.note()
    assert refused(desk.post("note/put", {**note, "ticket": b64(os.urandom(16))}), 403, "ticket")
    assert refused(desk.post("note/put", {**note, "sealed": b64(bytes(4095))}), 400, "bad_request")
    assert desk.post("note/put", note).status_code == 201
    again = {**note, "ticket": b64(desk.ticket(0, tickets.NOTE))}
    assert refused(desk.post("note/put", again), 409, "exists")
    gone = Box(desk)
    assert refused(desk.post("note/put", gone.note()), 404, "not_found")


@pytest.mark.parametrize("days", [-1, 31])
def test_it_ends_as_a_share_may(desk: Desk, box: Box, days: int) -> None:
    assert refused(desk.post("note/put", box.note(days=days)), 400, "bad_request")


def test_it_goes_the_day_after_its_share(desk: Desk, box: Box) -> None:
    desk.post("note/put", box.note(days=2))
    desk.clock.forward(days=2)
    sweep(desk.parts)
    assert len(box.notes()) == 1
    desk.clock.forward(days=2)
    sweep(desk.parts)
    assert box.notes() == []


def test_a_mailbox_holds_a_thousand(desk: Desk, box: Box) -> None:
    fill(desk, box, Kind.NOTE, MOST - 1)
    assert desk.post("note/put", box.note()).status_code == 201
    assert refused(desk.post("note/put", box.note()), 409, "full")


def test_one_address_leaves_a_hundred_a_day_in_one_mailbox(desk: Desk, box: Box) -> None:
    for _ in range(A_DAY):
        assert desk.post("note/put", box.note()).status_code == 201
    again = box.note()
    assert refused(desk.post("note/put", again), 429, "slow_down")
    elsewhere = {"environ_overrides": {"REMOTE_ADDR": ELSEWHERE}}
    assert desk.client.post("/v1/note/put", json=again, **elsewhere).status_code == 201, "the ticket is good"
    other = Box(desk)
    other.is_made()
    assert desk.post("note/put", other.note()).status_code == 201
    desk.clock.forward(days=1)
    assert desk.post("note/put", box.note()).status_code == 201
    assert len(box.named()) == A_DAY + 2


def test_a_closed_mailbox_takes_them_along(desk: Desk, box: Box) -> None:
    desk.post("note/put", box.note())
    desk.post("mailbox/close", box.proof())
    assert box.is_made().status_code == 201
    assert box.notes() == []


def test_a_key_works_while_its_note_lies_in_the_mailbox(desk: Desk, box: Box) -> None:
    door = box.door()
    share = made(desk, door)
    assert refused(knock(desk, door, voucher=box.voucher), 404, "not_found")
    assert desk.post("note/put", box.note()).status_code == 201
    assert refused(knock(desk, door), 404, "not_found")
    assert refused(knock(desk, door, voucher=os.urandom(16)), 404, "not_found")
    assert refused(knock(desk, door, open=os.urandom(32), voucher=box.voucher), 404, "not_found")
    head, manifest = opened(knock(desk, door, voucher=box.voucher))
    assert (manifest, head["resumed"]) == (share.manifest, False)
    desk.post("mailbox/close", box.proof())
    assert refused(knock(desk, door, voucher=box.voucher), 404, "not_found")
    assert opened(knock(desk, door, head["resume"]))[0]["resumed"]


def test_the_owner_reads_which_door_was_used(desk: Desk, box: Box) -> None:
    door = box.door()
    share = made(desk, door)
    assert desk.post("note/put", box.note()).status_code == 201
    opened(knock(desk, door, voucher=box.voucher))
    head, _ = opened(knock(desk, share.link))
    body = {"share_id": b64(share.id), "resume": head["resume"], "kind": "printed"}
    assert desk.post("share/report", body).status_code == 204
    used = {(one["kind"], one["door"]) for one in story(desk, share)["events"]}
    assert used == {("opened", b64(door.id)), ("opened", b64(share.link.id)), ("printed", b64(share.link.id))}
