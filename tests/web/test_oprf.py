"""Guesses over HTTP: what is refused, what is counted."""

from __future__ import annotations

import os

import pytest
import rbcl

from tests.desk import Desk, refused
from wallet.crypto.bytes import b64


def guess(desk: Desk, lookup: bytes, blinded: bytes | None = None):  # type: ignore[no-untyped-def]
    """POST /v1/oprf."""
    point = rbcl.crypto_core_ristretto255_random() if blinded is None else blinded
    return desk.post("oprf", {"lookup": b64(lookup), "blinded": b64(point)})


def test_a_guess_is_evaluated_alike_each_time_and_differently_for_each_name(desk: Desk) -> None:
    point, name, other = rbcl.crypto_core_ristretto255_random(), os.urandom(16), os.urandom(16)
    first, again, elsewhere = (guess(desk, who, point).json for who in (name, name, other))
    assert first == again
    assert first["epoch"] == 1
    assert first["former"] is None
    assert first["evaluation"] != elsewhere["evaluation"]


@pytest.mark.parametrize("point", [bytes(32), b"\xff" * 32, b"\x01" + bytes(31), bytes(31), bytes(33)])
def test_what_is_no_point_is_refused_and_not_counted(desk: Desk, point: bytes) -> None:
    name = os.urandom(16)
    for _ in range(21):
        assert refused(guess(desk, name, point), 400, "bad_request")
    assert guess(desk, name).status_code == 200


def test_a_name_has_twenty_guesses_an_hour_and_sixty_a_day(desk: Desk) -> None:
    name = os.urandom(16)
    for _ in range(3):
        assert {guess(desk, name).status_code for _ in range(20)} == {200}
        over = guess(desk, name)
        assert refused(over, 429, "too_many_guesses")
        assert over.headers["Retry-After"] == str(over.json["retry_after"])
        desk.clock.forward(seconds=over.json["retry_after"])
    assert refused(guess(desk, name), 429, "too_many_guesses")
    assert guess(desk, os.urandom(16)).status_code == 200
    desk.clock.forward(days=1)
    assert guess(desk, name).status_code == 200


def test_the_wait_that_is_told_is_long_enough(desk: Desk) -> None:
    name = os.urandom(16)
    for _ in range(20):
        guess(desk, name)
        desk.clock.forward(seconds=100)
    over = guess(desk, name)
    assert refused(over, 429, "too_many_guesses")
    desk.clock.forward(seconds=over.json["retry_after"])
    assert guess(desk, name).status_code == 200
