"""Whoever works with or around wallets has a session, and none of these opens a bit of a wallet."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from tests.desk import Desk, refused
from tests.host_desk import signed_in as host
from tests.operator_desk import signed_in as operator
from tests.server.rules import application
from tests.web.good_requests import Good
from tests.web.worker_calls import Colleague, steward
from tests.web.worker_calls import signed_in as worker
from wallet.crypto.bytes import b64
from wallet.web.taking import OF_WORKERS

BODIES: list[dict[str, str] | None] = [{}, None]
THEIRS = ("/v1/worker/", "/v1/deposit/pass")
PATHS: dict[str, dict[str, Any]] = json.loads(Path("docs/openapi.json").read_text())["paths"]
OF_A_WALLET = [
    (method, path, told["operationId"])
    for path, methods in PATHS.items()
    for method, told in methods.items()
    if told.get("security") == [{"bearer": []}]
]
Carried = tuple[Client, dict[str, str]]
"""A browser with its cookies, and the headers of each request."""


def at_work(one: Colleague) -> Carried:
    """The session of somebody in an organisation."""
    return one.desk.server.test_client(), one.carried


SESSIONS: dict[str, Callable[[Desk], Carried]] = {
    "host": lambda desk: (host(desk).client, {}),
    "operator": lambda desk: (operator(desk).client, {}),
    "worker": lambda desk: at_work(worker(steward(desk))),
    "steward": lambda desk: at_work(steward(desk)),
}
everybody = pytest.mark.parametrize("kind", SESSIONS)


def asked(desk: Desk) -> Iterator[tuple[str, str, bool]]:
    """Every method and path under /v1, and whether its view takes the tokens of workers."""
    for rule in application().url_map.iter_rules():
        if rule.rule.startswith("/v1/"):
            takes = bool(getattr(application().view_functions[rule.endpoint], OF_WORKERS, False))
            for method in sorted((rule.methods or set()) - {"HEAD"}):
                yield method, rule.rule, takes


def told(answer: TestResponse) -> bytes | dict[str, object]:
    """What an answer says; a puzzle is drawn anew for everybody, so its length stands for it."""
    said: object = answer.json if answer.is_json else None
    if isinstance(said, dict) and "puzzle" in said:
        return {**said, "puzzle": len(said["puzzle"])}
    return bytes(answer.data)


@everybody
def test_a_session_of_staff_gets_what_nobody_gets(desk: Desk, kind: str) -> None:
    client, headers = SESSIONS[kind](desk)
    # Whose token opens nothing at all is answered as whose token is of another kind.
    stray = {"Authorization": f"Bearer {b64(os.urandom(32))}"} if headers else {}
    nobody, compared = desk.server.test_client(), 0
    for method, path, takes in asked(desk):
        if takes and headers:
            continue
        for body in BODIES:
            theirs = client.open(path, method=method, json=body, headers=headers)
            without = nobody.open(path, method=method, json=body, headers=stray)
            assert (theirs.status_code, told(theirs)) == (without.status_code, told(without)), path
            assert "Set-Cookie" not in theirs.headers
            compared += 1
    assert compared > 80


@everybody
def test_a_good_request_of_a_wallet_is_refused_with_a_session_of_staff(desk: Desk, kind: str) -> None:
    client, headers = SESSIONS[kind](desk)
    for method, path, operation in OF_A_WALLET:
        good = Good(desk).request(operation)
        sent: dict[str, Any] = {} if method == "get" else {"data": good.sent, "content_type": good.kind}
        mine = {name: value for name, value in good.headers.items() if name != "Authorization"}
        answer = client.open(path, method=method.upper(), headers={**mine, **headers}, **sent)
        assert refused(answer, 401, "no_session"), path


@pytest.mark.parametrize("kind", ["worker", "steward"])
def test_views_that_take_a_workers_token_give_no_more_without_what_is_theirs(desk: Desk, kind: str) -> None:
    client, headers = SESSIONS[kind](desk)
    nobody, compared = desk.server.test_client(), 0
    for method, path, takes in asked(desk):
        if not takes or path.startswith(THEIRS):
            continue
        for body in BODIES:
            theirs = client.open(path, method=method, json=body, headers=headers)
            without = nobody.open(path, method=method, json=body)
            assert (theirs.status_code, told(theirs)) == (without.status_code, told(without)), path
            compared += 1
    assert compared >= 2


def test_a_stewards_work_is_nothing_to_others_and_to_stewards_elsewhere(desk: Desk) -> None:
    boss = steward(desk)
    one, elsewhere = worker(boss), steward(desk, "Infirmiers de rue")
    named = {"worker": boss.row(one)["id"]}
    signed = {**named, "until": desk.clock.now + 60, "sig": b64(bytes(64))}
    for path, body in (("invite", {"steward": False}), ("sign", signed), ("remove", named)):
        assert refused(one.asks(f"worker/{path}", body), 404, "not_found")
    assert refused(one.gets("worker/colleagues"), 404, "not_found")
    for path, body in (("sign", signed), ("remove", named)):
        assert refused(elsewhere.asks(f"worker/{path}", body), 404, "not_found")


@everybody
def test_no_session_of_staff_is_one_of_another_kind(desk: Desk, kind: str) -> None:
    client, headers = SESSIONS[kind](desk)
    for other, below in (("host", "/host/v1/"), ("operator", "/operator/v1/")):
        if other == kind:
            continue
        for rule in application().url_map.iter_rules():
            if rule.rule.startswith(below) and not rule.rule.endswith(("/login", "/logout")):
                method = "GET" if "GET" in (rule.methods or set()) else "POST"
                sent = {**headers, f"X-{other.capitalize()}": "1"}
                answer = client.open(rule.rule, method=method, json={}, headers=sent)
                assert answer.status_code in (400, 401), rule.rule
                assert answer.json in ({"code": "bad_request"}, {"code": "no_session"})
