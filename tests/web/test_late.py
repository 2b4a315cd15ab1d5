"""A request begun before its session ended acts no more, however late its body comes."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest

from tests.desk import BYTES, Desk
from tests.holder import Door, Holder, catalogue, settled
from tests.server import stores
from tests.web.late_calls import Late
from tests.web.lock_calls import locked
from tests.web.recovery_calls import reach
from wallet.clock import day
from wallet.crypto.bytes import b64


def asks_for_an_earlier_list(holder: Holder) -> Late:
    return Late(holder, "POST", "vault/versions", {"day": day(holder.desk.clock())})


def saves_another_list(holder: Holder) -> Late:
    return Late(holder, "PUT", "vault", catalogue(666, 256 * 1024), If_Match=holder.etag)


def puts_a_door(holder: Holder) -> Late:
    door = Door()
    body = {"id": b64(door.id), "box": b64(door.box), "write_hash": b64(sha256(door.write).digest())}
    return Late(holder, "POST", "door/put", body)


def buys_tickets(holder: Holder) -> Late:
    return Late(holder, "POST", "tickets", {"n": 1, "bytes": 1000})


def with_an_earlier_list(desk: Desk) -> Holder:
    holder = settled(desk)
    holder.saves(catalogue(101))
    holder.saves(catalogue(102))
    return holder


def is_locked(holder: Holder) -> None:
    door = Door()
    assert holder.puts(door).status_code == 201
    locked(holder.desk, holder, door)


def is_ended_from_elsewhere(holder: Holder) -> None:
    other = holder.other_device()
    assert other.unlocks().status_code == 200
    assert other.asks("session/end-others").status_code == 204


def is_closed_from_elsewhere(holder: Holder) -> None:
    other = holder.other_device()
    assert other.unlocks().status_code == 200
    answer = other.client.post("/v1/vault/close", data=reach(), content_type=BYTES, headers=other.bearer)
    assert answer.status_code == 204


def is_deleted_from_elsewhere(holder: Holder) -> None:
    other = holder.other_device()
    assert other.unlocks().status_code == 200
    assert other.asks("vault/delete").status_code == 204


def finishes(holder: Holder) -> None:
    assert holder.asks("session/end").status_code == 204


def is_open_for_twelve_hours(holder: Holder) -> None:
    """Not idle for a moment: somebody goes on with the same session."""
    holder.stays_busy(minutes=11 * 60 + 51)
    holder.desk.clock.forward(minutes=9)


CALLS: dict[Callable[[Holder], Late], int] = {
    asks_for_an_earlier_list: 200, saves_another_list: 204, puts_a_door: 201, buys_tickets: 200
}  # fmt: skip
ENDS: list[Callable[[Holder], None]] = [
    is_locked, is_ended_from_elsewhere, is_closed_from_elsewhere, is_deleted_from_elsewhere, finishes,
    is_open_for_twelve_hours,
]  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
def test_a_slow_request_is_answered_while_its_session_goes_on(
    desk: Desk, call: Callable[[Holder], Late]
) -> None:
    assert call(with_an_earlier_list(desk)).comes().status == CALLS[call]


@pytest.mark.parametrize("ends", ENDS)
def test_what_was_begun_before_its_session_ended_does_nothing(
    desk: Desk, ends: Callable[[Holder], None]
) -> None:
    holder = with_an_earlier_list(desk)
    begun = [call(holder) for call in CALLS]
    ends(holder)
    kept = stores.rows(desk.parts)
    answers = [one.comes() for one in begun]
    assert [(one.status, one.code) for one in answers] == [(401, "no_session")] * len(begun)
    assert stores.rows(desk.parts) == kept
