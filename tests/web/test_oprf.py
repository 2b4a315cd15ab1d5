"""Guesses over HTTP: what is refused, what is counted."""

from __future__ import annotations

import os

import pytest
import rbcl

from tests.desk import Desk, refused
from wallet.crypto.bytes import b64


def guess(desk: Desk, lookup: bytes, blinded: bytes | None = None, kind: str = "card"):  # type: ignore[no-untyped-def]
    """POST /v1/oprf."""
    point = rbcl.crypto_core_ristretto255_random() if blinded is None else blinded
    return desk.post("oprf", {"kind": kind, "lookup": b64(lookup), "blinded": b64(point)})


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


def test_a_card_has_twenty_guesses_an_hour_and_sixty_a_day(desk: Desk) -> None:
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


def test_a_kind_that_is_none_is_refused(desk: Desk) -> None:
    for kind in ("code", "mandate", "secret", ""):
        assert refused(guess(desk, os.urandom(16), kind=kind), 400, "bad_request")
    for kind in ("row", "phrase", "card"):
        assert guess(desk, os.urandom(16), kind=kind).status_code == 200


def test_the_wait_that_is_told_is_long_enough(desk: Desk) -> None:
    name = os.urandom(16)
    for _ in range(20):
        guess(desk, name)
        desk.clock.forward(seconds=100)
    over = guess(desk, name)
    assert refused(over, 429, "too_many_guesses")
    desk.clock.forward(seconds=over.json["retry_after"])
    assert guess(desk, name).status_code == 200


def test_who_asks_for_a_name_that_many_have_tried_is_told(desk: Desk) -> None:
    body = {
        "kind": "row",
        "lookup": b64(os.urandom(16)),
        "blinded": b64(rbcl.crypto_core_ristretto255_random()),
    }
    hosts = [f"127.{site}.0.1" for site in range(1, 63)]
    asked = [
        desk.client.post("/v1/oprf", json=body, environ_overrides={"REMOTE_ADDR": host}) for host in hosts
    ]
    assert [answer.json["busy"] for answer in asked] == [False] * 60 + [True] * 2  # type: ignore[index]
    assert guess(desk, os.urandom(16), kind="row").json["busy"] is False
