"""Recovery by people over HTTP, on both pairs of stores: the wait, who may begin it, how it is stopped."""

from __future__ import annotations

import os

import pytest

from tests.desk import Desk, refused
from tests.web.recovery_calls import Helpers
from wallet.clock import DAY
from wallet.crypto.bytes import b64


@pytest.fixture
def helpers(desk: Desk) -> Helpers:
    helpers = Helpers(desk)
    assert helpers.are_named().status_code == 201
    return helpers


def test_two_who_agree_get_the_half_after_the_wait_and_not_before(desk: Desk, helpers: Helpers) -> None:
    desk.clock.forward(days=7)
    begun = desk.clock.now
    assert helpers.begin().json == {"ready_at": begun + 7 * DAY, "now": begun}
    desk.clock.forward(days=6, hours=23)
    assert refused(helpers.finish(), 404, "not_found")
    desk.clock.forward(hours=1)
    assert helpers.finish().json == {"half": b64(helpers.half)}
    assert helpers.finish().json == {"half": b64(helpers.half)}, "a lost answer is asked for again"


def test_a_new_set_works_only_after_seven_days(desk: Desk, helpers: Helpers) -> None:
    desk.clock.forward(days=6, hours=23)
    assert refused(helpers.begin(), 404, "not_found")
    desk.clock.forward(hours=1)
    assert helpers.begin().status_code == 200


def test_to_begin_again_does_not_begin_the_wait_again(desk: Desk, helpers: Helpers) -> None:
    desk.clock.forward(days=8)
    first = helpers.begin().json
    desk.clock.forward(days=3)
    assert first is not None
    again = helpers.begin().json
    assert again == {"ready_at": first["ready_at"], "now": desk.clock.now}


def test_nothing_is_given_to_who_has_not_begun(desk: Desk, helpers: Helpers) -> None:
    desk.clock.forward(days=90)
    assert refused(helpers.finish(), 404, "not_found")


def test_a_running_wait_shows_and_can_be_stopped_for_good(desk: Desk, helpers: Helpers) -> None:
    desk.clock.forward(days=7)
    assert helpers.ready_at() == 0
    helpers.begin()
    assert helpers.ready_at() == desk.clock.now + 7 * DAY
    assert refused(helpers.are_stopped(os.urandom(16)), 404, "not_found")
    assert helpers.are_stopped().status_code == 204
    assert helpers.ready_at() == 0
    desk.clock.forward(days=7)
    assert refused(helpers.finish(), 404, "not_found")
    assert refused(helpers.begin(), 404, "not_found")


@pytest.mark.parametrize("days", [0, 91])
def test_the_wait_is_one_to_ninety_days(desk: Desk, days: int) -> None:
    assert refused(Helpers(desk, days).are_named(), 400, "bad_request")


@pytest.mark.parametrize("days", [1, 90])
def test_each_wait_is_kept_to_the_second(desk: Desk, days: int) -> None:
    helpers = Helpers(desk, days)
    helpers.are_named()
    desk.clock.forward(days=7)
    helpers.begin()
    desk.clock.forward(days=days, seconds=-1)
    assert refused(helpers.finish(), 404, "not_found")
    desk.clock.forward(seconds=1)
    assert helpers.finish().status_code == 200


def test_an_unknown_set_a_wrong_key_and_an_old_nonce_are_refused_alike(desk: Desk, helpers: Helpers) -> None:
    desk.clock.forward(days=7)
    spent = helpers.proof()
    assert desk.post("recovery/start", spent).status_code == 200
    wrong_key = helpers.proof(sig=os.urandom(64))
    old = helpers.proof()
    desk.clock.forward(minutes=3)
    answers = [desk.post("recovery/start", body) for body in (spent, wrong_key, old, Helpers(desk).proof())]
    assert len({(answer.status_code, answer.data) for answer in answers}) == 1
    assert refused(answers[0], 404, "not_found")


def test_a_signature_over_another_id_is_worth_nothing(desk: Desk, helpers: Helpers) -> None:
    desk.clock.forward(days=7)
    thief = Helpers(desk)
    thief.are_named()
    assert refused(desk.post("recovery/start", thief.proof(id=helpers.id)), 404, "not_found")


def test_the_status_of_an_unknown_set_looks_like_that_of_one_that_rests(desk: Desk, helpers: Helpers) -> None:
    known = desk.post("recovery/status", {"id": b64(helpers.id)})
    unknown = desk.post("recovery/status", {"id": b64(os.urandom(16))})
    assert (known.status_code, known.data, dict(known.headers)) == (
        unknown.status_code, unknown.data, dict(unknown.headers))  # fmt: skip


def test_an_id_is_given_once(desk: Desk, helpers: Helpers) -> None:
    assert refused(helpers.are_named(), 409, "exists")


def test_a_set_costs_a_ticket(desk: Desk) -> None:
    body = Helpers(desk).named()
    assert refused(desk.post("recovery/put", {**body, "ticket": b64(os.urandom(16))}), 403, "ticket")


def test_neither_half_nor_times_lie_open_in_the_database(desk: Desk, helpers: Helpers) -> None:
    from wallet.models import Recovery

    with desk.parts.database.read() as session:
        row = session.get(Recovery, helpers.id)
        assert row is not None
        assert helpers.half not in row.sealed
        assert len(row.sealed) == 84
