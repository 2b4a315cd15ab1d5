"""One evaluation serves one purpose: what anybody can ask for is worth nothing elsewhere."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import Any

from werkzeug.test import TestResponse

from tests.desk import Desk, refused
from tests.web import share_calls as calls
from wallet.crypto.bytes import b64, unb64

POINT = b64(calls.BASE)
FORMER_NAME = b"WV1/oprf-card\0"
FORMER_FAKE = b"WV1/fake-door\0"


def by_card(desk: Desk, door_id: bytes) -> TestResponse:
    return desk.post("code/card", {"door_id": b64(door_id), "blinded": POINT})


def new_digits_under(desk: Desk, door_id: bytes) -> TestResponse:
    """As a free wallet could once ask for an evaluation under any id."""
    body = {"ticket": b64(desk.ticket(0)), "door_id": b64(door_id), "blinded": POINT}
    return desk.post("code/new", body)


def evaluations(desk: Desk, name: bytes) -> set[str]:
    """All that is evaluated for who may choose the name: three kinds of guesses."""
    asked = ({"kind": kind, "lookup": b64(name), "blinded": POINT} for kind in ("row", "phrase", "card"))
    return {_evaluation(desk.post("oprf", body)) for body in asked}


def _evaluation(answer: TestResponse) -> str:
    said: dict[str, Any] = answer.json or {}
    return str(said["evaluation"])


def test_a_found_card_of_a_helper_is_guessed_nowhere_but_where_tries_are_counted(desk: Desk) -> None:
    door_id = os.urandom(16)
    former = sha256(FORMER_NAME + door_id).digest()[:16]
    wanted = _evaluation(by_card(desk, door_id))
    assert _evaluation(by_card(desk, door_id)) == wanted, "the control: the same digits, the same evaluation"
    for name in (door_id, former):
        assert refused(new_digits_under(desk, name), 400, "bad_request")
        assert wanted not in evaluations(desk, name)
    assert _evaluation(by_card(desk, former)) != wanted
    drawn = calls.new_digits(desk, door_id).json or {}
    assert unb64(drawn["door_id"]) != door_id
    assert drawn["evaluation"] != wanted


def test_no_evaluation_tells_fakes_from_digits_that_live(desk: Desk) -> None:
    living = calls.digits(desk)
    calls.made(desk, living)
    locators = [
        living.locator,
        *(f"{number:04}" for number in (11, 222, 3333) if f"{number:04}" != living.locator),
    ]
    shown = [calls.tried(desk, locator).json or {} for locator in locators]
    assert unb64(shown[0]["door_id"]) == living.id, "the control"
    assert len({len(one["door_id"] + one["share_id"]) for one in shown}) == 1
    assert all(0 <= desk.clock.now - one["start"] < 90_000 for one in shown)
    known = {
        sha256(FORMER_FAKE + unb64(one)).digest()[:16]
        for name in _former_names(desk)
        for one in evaluations(desk, name)
    }
    assert not known & {unb64(one["door_id"]) for one in shown}


def _former_names(desk: Desk) -> list[bytes]:
    """Under which the evaluation of a fake could once be asked for, whatever the phase of its locator."""
    slots = range(desk.clock.now // 7200, desk.clock.now // 7200 + 2)
    texts = [FORMER_FAKE + b"0011" + slot.to_bytes(8, "big") for slot in slots]
    return [sha256(text).digest()[:16] for text in texts]
