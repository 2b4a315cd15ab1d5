"""Where a network has used up its guesses or tries at digits, work lets each further one through."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import count

import pytest
from werkzeug.test import TestResponse

from tests.desk import Desk, refused
from tests.web import share_calls as calls
from tests.web.proxied import behind_a_proxy
from wallet.clock import HOUR
from wallet.crypto.bytes import b64, unb64

MOST = 4
ALL_DIGITS = 20_000
Asks = Callable[..., TestResponse]


@pytest.fixture(scope="module", params=["embedded", "scaled"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A server with narrow budgets, on each pair of stores."""
    narrow = {"network_guesses_an_hour": str(MOST), "network_code_tries_an_hour": str(MOST)}
    with behind_a_proxy(request, tmp_path_factory, **narrow) as desk:
        yield desk


@pytest.fixture
def desk(server: Desk) -> Desk:
    """The server in a new hour: nobody has asked for anything yet."""
    server.clock.forward(hours=1)
    return server.another()


def asks(desk: Desk, path: str, body: object, address: str, work: str = "") -> TestResponse:
    headers = {"X-Forwarded-For": address, **({"X-Work": work} if work else {})}
    return desk.post(path, body, headers)


def guesses(desk: Desk, address: str, work: str = "") -> TestResponse:
    body = {"kind": "card", "lookup": b64(os.urandom(16)), "blinded": b64(calls.BASE)}
    return asks(desk, "oprf", body, address, work)


def types_digits(desk: Desk, address: str, work: str = "") -> TestResponse:
    return asks(desk, "code", {"kind": "code", "locator": "0007", "blinded": b64(calls.BASE)}, address, work)


def shows_a_card(desk: Desk, address: str, work: str = "") -> TestResponse:
    return asks(
        desk, "code/card", {"door_id": b64(os.urandom(16)), "blinded": b64(calls.BASE)}, address, work
    )


def works(desk: Desk) -> str:
    """A puzzle with its answers, found as docs/api.md says."""
    told = desk.post("work", {}).json or {}
    return answered(unb64(told["puzzle"]), told["bits"])


def answered(puzzle: bytes, bits: int) -> str:
    whole, small = puzzle, 1 << (256 - bits)
    for part in range(16):
        text = b"WV1/work\0" + puzzle + bytes([part])
        whole += next(
            answer
            for answer in (number.to_bytes(4, "big") for number in count())
            if int.from_bytes(sha256(text + answer).digest(), "big") < small
        )
    return b64(whole)


@pytest.mark.parametrize("asked", [guesses, types_digits, shows_a_card])
def test_one_flooded_address_goes_on_with_work(desk: Desk, asked: Asks) -> None:
    assert [asked(desk, "192.0.2.1").status_code for _ in range(MOST)] == [200] * MOST
    assert refused(asked(desk, "192.0.2.1"), 429, "work_needed")
    done = works(desk)
    assert asked(desk, "192.0.2.1", done).status_code == 200
    assert refused(asked(desk, "192.0.2.1", done), 429, "work_needed"), "it counts once"
    assert asked(desk, "198.51.100.1").status_code == 200


def test_work_that_is_late_or_wrong_or_for_a_puzzle_of_ones_own_lets_nobody_through(desk: Desk) -> None:
    done, unused = works(desk), works(desk)
    for _ in range(MOST):
        guesses(desk, "192.0.2.1")
    whole = unb64(done)
    own = unb64(answered(os.urandom(12) + whole[12:16] + os.urandom(16), 14))
    for wrong in (whole[:-4] + bytes(4), own, whole[:15] + b"\xff" + whole[16:]):
        assert refused(guesses(desk, "192.0.2.1", b64(wrong)), 429, "work_needed")
    assert refused(guesses(desk, "192.0.2.1", b64(whole[:-4])), 400, "bad_request")
    desk.clock.forward(seconds=119)
    assert guesses(desk, "192.0.2.1", done).status_code == 200
    desk.clock.forward(seconds=1)
    assert refused(guesses(desk, "192.0.2.1", unused), 429, "work_needed")


def test_who_uses_up_the_digits_of_all_networks_keeps_nobody_out(desk: Desk) -> None:
    slot = desk.clock.now // HOUR
    desk.parts.ephemeral.count("network:digits", b"", slot, until=(slot + 1) * HOUR, n=ALL_DIGITS - 1)
    assert types_digits(desk, "192.0.2.1").status_code == 200
    assert refused(types_digits(desk, "198.51.100.1"), 429, "work_needed")
    assert types_digits(desk, "198.51.100.1", works(desk)).status_code == 200
    assert shows_a_card(desk, "198.51.100.1").status_code == 200


def test_work_makes_no_digits_and_burns_none(desk: Desk) -> None:
    """One address could hold all ten thousand places of digits, and burn those of everybody."""
    done = works(desk)
    for _ in range(MOST):
        body = {"ticket": b64(desk.ticket(0)), "kind": "code", "share_id": b64(os.urandom(16))}
        answer = asks(desk, "code/new", {**body, "blinded": b64(calls.BASE)}, "192.0.2.1")
        assert answer.status_code == 200
    again = {**body, "ticket": b64(desk.ticket(0)), "blinded": b64(calls.BASE)}
    assert refused(asks(desk, "code/new", again, "192.0.2.1", done), 429, "slow_down")
    typed = types_digits(desk, "192.0.2.2").json or {}
    wrong = {"door_id": typed["door_id"], "open": b64(os.urandom(32))}
    for _ in range(2):
        assert refused(asks(desk, "share/open", wrong, "192.0.2.2"), 404, "not_found")
