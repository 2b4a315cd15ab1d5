"""Mailboxes over HTTP, on both pairs of stores: anybody puts in, only the owner looks."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import func, select

from tests.desk import Desk, Paper, refused, sealed
from tests.web.mailbox_calls import Box
from wallet import deposits, drops, places
from wallet.clock import DAY
from wallet.crypto.bytes import b64, unb64
from wallet.models import Blob, Deposit, LooseObject, Mailbox
from wallet.sweep import sweep


@pytest.fixture
def box(desk: Desk) -> Box:
    box = Box(desk)
    assert box.is_made().status_code == 201
    return box


def count(desk: Desk, table: type) -> int:
    with desk.parts.database.read() as session:
        return int(session.scalar(select(func.count()).select_from(table)) or 0)


def test_what_anybody_puts_in_only_the_owner_gets(desk: Desk, box: Box) -> None:
    body = sealed()
    assert box.is_given(body).json == {}
    [row] = box.lies_in_it()
    assert (row["length"], row["day"]) == (len(body), desk.clock.now // DAY + deposits.KEPT_DAYS)
    assert box.gets(row["id"]).data == body
    other = Box(desk)
    other.is_made()
    assert other.lies_in_it() == []
    assert refused(other.gets(row["id"]), 404, "not_found")


def test_the_recipient_is_told_to_anybody_who_knows_the_mailbox(desk: Desk, box: Box) -> None:
    assert desk.post("mailbox/info", {"id": box.id}).json == {"recipient": b64(box.keys.recipient)}
    assert refused(desk.post("mailbox/info", {"id": b64(os.urandom(16))}), 404, "not_found")


def test_to_whoever_has_no_proof_a_mailbox_is_empty_and_closing_it_does_nothing(desk: Desk, box: Box) -> None:
    box.is_given()
    proof = box.proof()
    assert len(desk.post("mailbox/fetch", proof).json["deposits"]) == 1  # type: ignore[index]
    nothing = {"deposits": [], "notes": [], "now": desk.clock.now}
    assert desk.post("mailbox/fetch", proof).json == nothing, "a nonce is good once"
    assert box.fetched(sig=os.urandom(64)).json == nothing
    assert Box(desk).fetched().json == nothing
    assert desk.post("mailbox/close", box.proof(sig=os.urandom(64))).status_code == 204
    assert len(box.lies_in_it()) == 1
    proof = {**box.proof(sig=os.urandom(64)), "deposit": box.lies_in_it()[0]["id"]}
    assert refused(desk.post("mailbox/get", proof), 404, "not_found")


def test_a_closed_mailbox_takes_everything_in_it_along(desk: Desk, box: Box) -> None:
    box.is_given()
    bodies = count(desk, Blob)
    assert desk.post("mailbox/close", box.proof()).status_code == 204
    assert (count(desk, Mailbox), count(desk, Deposit), count(desk, Blob)) == (0, 0, bodies - 1)
    assert count(desk, LooseObject) == 1, "the sweep finds the body"
    assert refused(box.is_given(), 404, "not_found")
    assert box.lies_in_it() == []


def test_a_deposit_goes_on_its_day_looked_at_or_not(desk: Desk, box: Box) -> None:
    box.is_given()
    desk.clock.forward(days=30)
    box.is_given()
    [first, _second] = box.lies_in_it()
    box.gets(first["id"])
    desk.clock.forward(days=29)
    sweep(desk.parts)
    assert len(box.lies_in_it()) == 2
    desk.clock.forward(days=1)
    sweep(desk.parts)
    assert len(box.lies_in_it()) == 1
    desk.clock.forward(days=30)
    sweep(desk.parts)
    assert (box.lies_in_it(), count(desk, Blob), count(desk, LooseObject)) == ([], 0, 0)


def test_tickets_that_were_bought_together_do_not_overfill_a_mailbox(desk: Desk, box: Box) -> None:
    body = sealed(18)
    tickets = [(box.asks_for_a_ticket(len(body), f"198.51.{at}.1").json or {})["ticket"] for at in range(4)]
    put = [box.is_given(body, ticket=ticket).status_code for ticket in tickets]
    assert put == [201, 201, 201, 409]
    assert len(box.lies_in_it()) == 3
    assert box.is_given(sealed(0), address="203.0.113.1").status_code == 201


def test_one_network_puts_ten_a_day_into_one_mailbox(desk: Desk, box: Box) -> None:
    for _ in range(drops.A_DAY):
        assert box.is_given().status_code == 201
    assert refused(box.is_given(), 429, "slow_down")
    assert box.is_given(address="203.0.113.9").status_code == 201
    desk.clock.forward(days=1)
    assert box.is_given().status_code == 201


def test_one_network_puts_so_many_a_day_into_all_mailboxes(desk: Desk) -> None:
    most = desk.parts.config.network_deposits_a_day
    boxes = [Box(desk) for _ in range(most // drops.A_DAY + 1)]
    for one in boxes:
        one.is_made()
    told = [boxes[at // drops.A_DAY].asks_for_a_ticket(1000).status_code for at in range(most)]
    assert set(told) == {200}
    last = boxes[-1].asks_for_a_ticket(1000)
    assert refused(last, 429, "slow_down")
    assert int(last.headers["Retry-After"]) <= DAY
    assert boxes[-1].is_given(address="203.0.113.9").status_code == 201, "who is elsewhere is not kept out"
    desk.clock.forward(days=1)
    assert boxes[-1].is_given().status_code == 201


def test_tickets_that_nobody_uses_take_no_room(desk: Desk, box: Box) -> None:
    for number in range(places.ROOM[places.Kind.PAPER].places + 1):
        assert box.asks_for_a_ticket(33_000_000, f"198.51.{number}.1").status_code == 200
    assert box.is_given(address="203.0.113.9").status_code == 201


def test_a_ticket_is_good_once_for_one_mailbox_and_its_size(desk: Desk, box: Box) -> None:
    body = sealed()
    told = box.asks_for_a_ticket(len(body)).json
    assert told is not None
    ticket = told["ticket"]
    other = Box(desk)
    other.is_made()
    assert refused(other.is_given(body, ticket=ticket), 403, "ticket")
    assert refused(box.is_given(sealed(3), ticket=ticket), 403, "ticket")
    assert box.is_given(body, ticket=ticket).status_code == 201
    assert refused(box.is_given(body, ticket=ticket), 403, "ticket")
    assert refused(desk.put_blob(Paper(), body, unb64(str(ticket))), 403, "ticket")


def test_the_same_deposit_twice_is_told_and_kept_once(desk: Desk, box: Box) -> None:
    deposit = os.urandom(16)
    assert box.is_given(deposit=deposit).status_code == 201
    assert refused(box.is_given(deposit=deposit), 409, "exists")
    assert len(box.lies_in_it()) == 1
    sweep(desk.parts)
    assert count(desk, Blob) == 1


def test_only_sealed_papers_come_in(desk: Desk, box: Box) -> None:
    assert refused(box.is_given(b"%PDF-1.4 in the clear"), 422, "not_age")
    assert box.lies_in_it() == []


def test_a_mailbox_that_nobody_looks_into_for_five_years_goes(desk: Desk, box: Box) -> None:
    desk.clock.forward(days=5 * 365 - 40)
    sweep(desk.parts)
    box.lies_in_it()
    desk.clock.forward(days=5 * 365 - 40)
    sweep(desk.parts)
    assert count(desk, Mailbox) == 1
    desk.clock.forward(days=120)
    sweep(desk.parts)
    assert count(desk, Mailbox) == 0
