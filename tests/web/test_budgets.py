"""Budgets of networks over HTTP: what is counted, and for whom."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import rbcl
from werkzeug.test import TestResponse

from tests.desk import Desk, refused
from tests.live import shared_desk
from tests.web import share_calls as calls
from wallet.crypto.bytes import b64

MOST = 5
HERE, ELSEWHERE = "127.0.0.1", "203.0.113.9"
Asks = Callable[..., TestResponse]


def looks(desk: Desk, address: str = HERE) -> TestResponse:
    return desk.client.get("/v1/about", environ_overrides={"REMOTE_ADDR": address})


def beats(desk: Desk, address: str = HERE) -> TestResponse:
    return desk.client.post("/kiosk/v1/beat", json={}, environ_overrides={"REMOTE_ADDR": address})


def manages(desk: Desk, address: str = HERE) -> TestResponse:
    return desk.client.get("/operator/v1/me", environ_overrides={"REMOTE_ADDR": address})


def guesses(desk: Desk, address: str = HERE) -> TestResponse:
    body = {
        "kind": "card",
        "lookup": b64(os.urandom(16)),
        "blinded": b64(rbcl.crypto_core_ristretto255_random()),
    }
    return desk.client.post("/v1/oprf", json=body, environ_overrides={"REMOTE_ADDR": address})


@pytest.mark.parametrize(
    ("setting", "asks", "status", "code"),
    [
        ("network_requests_an_hour", looks, 200, "slow_down"),
        ("network_requests_an_hour", beats, 401, "slow_down"),
        ("network_requests_an_hour", manages, 401, "slow_down"),
        ("network_guesses_an_hour", guesses, 200, "work_needed"),
    ],
)
def test_one_network_asks_so_often_an_hour(
    tmp_path: Path, setting: str, asks: Asks, status: int, code: str
) -> None:
    with shared_desk(tmp_path, {setting: str(MOST)}) as desk:
        assert [asks(desk).status_code for _ in range(MOST)] == [status] * MOST
        last = asks(desk)
        assert refused(last, 429, code)
        assert last.headers["Retry-After"] == "3600"
        assert asks(desk, ELSEWHERE).status_code == status
        desk.clock.forward(hours=1)
        assert asks(desk).status_code == status


def test_who_uses_up_the_requests_of_hosts_keeps_no_wallet_out(tmp_path: Path) -> None:
    with shared_desk(tmp_path, {"network_requests_an_hour": str(MOST)}) as desk:
        answers = [beats(desk).status_code for _ in range(MOST + 1)]
        assert (answers[-1], looks(desk).status_code) == (429, 200)


def test_pages_that_show_papers_ask_as_often_as_they_must_and_guessers_do_not(tmp_path: Path) -> None:
    """Fifty pages on the screens of one office ask 45,000 times an hour whether they still may."""
    with shared_desk(tmp_path, {"network_requests_an_hour": "40"}) as desk:
        share = calls.made(desk)
        head, _ = calls.opened(calls.knock(desk, share.link))
        right = {"share_id": b64(share.id), "resume": head["resume"]}
        assert {desk.post("share/runs", right).status_code for _ in range(60)} == {204}
        wrong = {**right, "resume": b64(os.urandom(16))}
        answers = [desk.post("share/runs", wrong).status_code for _ in range(60)]
        assert (answers[0], answers[-1]) == (404, 429)
        assert desk.post("share/runs", right).status_code == 204


@pytest.mark.parametrize("asks", ["nonsense", "nothing", "reads"])
def test_what_is_no_question_of_a_page_counts_for_the_network(tmp_path: Path, asks: str) -> None:
    with shared_desk(tmp_path, {"network_requests_an_hour": str(MOST)}) as desk:
        ways = {
            "nonsense": lambda: desk.post("share/runs", {"share_id": "x"}),
            "nothing": lambda: desk.client.post("/v1/share/runs"),
            "reads": lambda: desk.client.get("/v1/share/runs"),
        }
        answers = [ways[asks]().status_code for _ in range(MOST + 1)]
        assert 400 <= answers[0] < 429
        assert answers[-1] == 429
        assert looks(desk).status_code == 429
