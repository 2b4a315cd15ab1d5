"""What the key of a stand-in signs: this lock of this vault here, with a nonce that is good once."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.desk import Desk, refused
from tests.holder import settled
from tests.web.lock_calls import StandIn
from tests.web.stand_in_calls import Play, impostor, started
from wallet.crypto.bytes import b64


@pytest.fixture
def play(desk: Desk) -> Play:
    return started(desk)


def another_label(play: Play) -> dict[str, str]:
    nonce = play.stand_in.nonce()
    return {"nonce": b64(nonce), "sig": b64(play.stand_in.signed(nonce))}


def another_origin(play: Play) -> dict[str, str]:
    nonce, ids = play.stand_in.nonce(), play.holder.vault_id + play.stand_in.vault_id
    text = b"WV1/stand-in\0https://elsewhere.example\0" + ids + nonce
    return {"nonce": b64(nonce), "sig": b64(play.stand_in.key.sign(text))}


def another_stand_in(play: Play) -> dict[str, str]:
    other = StandIn(play.desk)
    other.key = play.stand_in.key
    return other.agrees(play.holder.vault_id, play.stand_in.nonce())


def another_key(play: Play) -> dict[str, str]:
    return impostor(play.desk, play.stand_in.vault_id).agrees(play.holder.vault_id)


def a_nonce_of_another_vault(play: Play) -> dict[str, str]:
    return play.stand_in.agrees(play.holder.vault_id, play.holder.nonce())


def a_made_up_nonce(play: Play) -> dict[str, str]:
    return play.stand_in.agrees(play.holder.vault_id, os.urandom(32))


def another_nonce(play: Play) -> dict[str, str]:
    return play.stand_in.agrees(play.holder.vault_id) | {"nonce": b64(play.stand_in.nonce())}


def a_late_nonce(play: Play) -> dict[str, str]:
    said = play.stand_in.agrees(play.holder.vault_id)
    play.desk.clock.forward(seconds=120)
    return said


def another_locked_vault(play: Play) -> dict[str, str]:
    return play.stand_in.agrees(settled(play.desk).vault_id)


def zeros(play: Play) -> dict[str, str]:
    return {"nonce": b64(play.stand_in.nonce()), "sig": b64(bytes(64))}


SAID = [another_label, another_origin, another_stand_in, another_key, another_locked_vault, another_nonce,
        a_nonce_of_another_vault, a_made_up_nonce, a_late_nonce, zeros]  # fmt: skip


@pytest.mark.parametrize("said", SAID)
def test_what_was_signed_for_something_else_is_worth_nothing(
    play: Play, said: Callable[[Play], dict[str, str]]
) -> None:
    assert play.tries(play.wish() | said(play))
    assert play.locks() == 204


def test_a_nonce_is_good_once(play: Play) -> None:
    body = play.wish()
    assert refused(play.holder.asks("vault/lock", {**body, "until": 1}), 400, "bad_request")
    assert play.tries(body)
    assert play.locks() == 204
