"""Sessions: the nonce, the signature, the token, its end. No cookie anywhere."""

from __future__ import annotations

import os
from hashlib import sha256

import pytest

from tests.desk import Desk, refused
from tests.holder import Holder, settled
from tests.server.rules import application
from wallet.crypto.bytes import b64, unb64


def test_an_unknown_vault_and_a_wrong_signature_answer_alike(desk: Desk) -> None:
    known, stranger = settled(desk), Holder(desk)
    forged = known.other_device().unlocks(sig=os.urandom(64))
    unknown = stranger.unlocks()
    assert refused(forged, 404, "not_found")
    assert (forged.data, dict(forged.headers)) == (unknown.data, dict(unknown.headers))


def test_a_nonce_is_good_once(desk: Desk) -> None:
    holder = settled(desk)
    nonce = holder.nonce()
    assert holder.unlocks(nonce).status_code == 200
    assert refused(holder.unlocks(nonce), 404, "not_found")


def test_a_nonce_is_used_up_by_a_wrong_signature(desk: Desk) -> None:
    holder = settled(desk)
    nonce = holder.nonce()
    assert refused(holder.unlocks(nonce, os.urandom(64)), 404, "not_found")
    assert refused(holder.unlocks(nonce), 404, "not_found")


def test_a_nonce_lives_two_minutes_and_for_one_vault(desk: Desk) -> None:
    holder, other = settled(desk), settled(desk)
    late = holder.nonce()
    desk.clock.forward(seconds=120)
    assert refused(holder.unlocks(late), 404, "not_found")
    assert refused(holder.unlocks(other.nonce()), 404, "not_found")


def test_a_signature_for_another_origin_opens_nothing(desk: Desk) -> None:
    holder = settled(desk)
    nonce = holder.nonce()
    sig = holder.key.sign(b"WV1/login\0https://elsewhere.example\0" + holder.vault_id + nonce)
    assert refused(holder.unlocks(nonce, sig), 404, "not_found")


def test_a_session_ends_after_ten_idle_minutes(desk: Desk) -> None:
    holder = settled(desk)
    for _ in range(3):
        desk.clock.forward(minutes=9)
        assert holder.reads().status_code == 200
    desk.clock.forward(minutes=10)
    assert refused(holder.reads(), 401, "no_session")


def test_ending_a_session_clears_the_browser_and_ends_that_one_alone(desk: Desk) -> None:
    phone = settled(desk)
    laptop = phone.other_device()
    laptop.unlocks()
    ended = phone.asks("session/end")
    assert (ended.status_code, ended.headers["Clear-Site-Data"]) == (204, '"*"')
    assert refused(phone.reads(), 401, "no_session")
    assert laptop.reads().status_code == 200


def test_the_hash_of_a_token_ends_that_session_and_opens_nothing(desk: Desk) -> None:
    phone = settled(desk)
    laptop = phone.other_device()
    laptop.unlocks()
    digest = b64(sha256(unb64(phone.token, 32)).digest())
    as_token = desk.client.get("/v1/vault", headers={"Authorization": f"Bearer {digest}"})
    assert refused(as_token, 401, "no_session")
    for _ in range(2):
        left = desk.client.post("/v1/session/leave", json={"session": digest})
        assert (left.status_code, left.headers["Clear-Site-Data"]) == (204, '"*"')
    assert refused(phone.reads(), 401, "no_session")
    assert laptop.reads().status_code == 200


def test_ending_the_others_keeps_this_one(desk: Desk) -> None:
    phone, stranger = settled(desk), settled(desk)
    laptop = phone.other_device()
    laptop.unlocks()
    assert phone.asks("session/end-others").status_code == 204
    assert refused(laptop.reads(), 401, "no_session")
    assert (phone.reads().status_code, stranger.reads().status_code) == (200, 200)


@pytest.mark.parametrize("carried", ["", "Bearer", "Bearer x=", "Basic YTpi", "Bearer " + "A" * 43])
def test_without_a_living_token_there_is_no_session(desk: Desk, carried: str) -> None:
    answer = desk.client.get("/v1/vault", headers={"Authorization": carried} if carried else {})
    assert refused(answer, 401, "no_session")


def test_no_answer_sets_a_cookie_or_depends_on_one(desk: Desk) -> None:
    holder = Holder(desk)
    answers = [holder.makes_a_vault(), holder.unlocks(), holder.reads(), holder.asks("session/end")]
    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


OF_WORK = {
    "deposit/pass",
    *(f"worker/{what}" for what in ("leave", "me", "renew", "invite", "colleagues", "sign", "remove")),
}


def test_only_calls_on_the_vault_take_a_token(desk: Desk) -> None:
    holder = settled(desk)
    taking = {"vault", "vault/lock", "vault/lock/take", "vault/versions", "vault/close", "vault/delete",
              "tickets", "door/put", "door/delete",
              "session/end", "session/end-others"}  # fmt: skip
    for rule in application().url_map.iter_rules():
        path = rule.rule.removeprefix("/v1/")
        if not rule.rule.startswith("/v1/") or path in taking:
            continue
        for method in (rule.methods or set()) - {"HEAD"}:
            answer = holder.client.open(rule.rule, method=method, headers=holder.bearer)
            # A token of another kind is to people at work as one that has ended; elsewhere it is stray.
            told = (401, "sign_in") if path in OF_WORK else (400, "bad_request")
            assert refused(answer, *told), rule.rule
