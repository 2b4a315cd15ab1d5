"""Every call of a session whose body comes after the session has ended: refused, and nothing is changed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.desk import Desk
from tests.holder import settled
from tests.server import stores
from tests.static.session_views import OPERATIONS, Operation
from tests.web.good_requests import Good
from tests.web.request_shape import Request
from wallet import account_sessions, hosts, operators, organisations, sessions, worker_sessions
from wallet.accounts import Accounts
from wallet.clock import HOUR
from wallet.crypto.bytes import unb64
from wallet.lock_book import LockBook
from wallet.models import Host, Kiosk, Operator

WITH_BODY = [one for one in OPERATIONS if one.method != "get"]
Ends = Callable[[Good, Request], None]
STAFF: dict[str, Accounts[Any]] = {one.kind: one for one in (hosts.ACCOUNTS, operators.ACCOUNTS)}
AT_WORK = ("worker", "host", "operator")


class Body(io.BytesIO):
    """The bytes of a body; what `meanwhile` does has happened when the first of them are read."""

    def __init__(self, sent: bytes, meanwhile: Callable[[], None]) -> None:
        super().__init__(sent)
        self._meanwhile, self._begun = meanwhile, False

    def readinto(self, buffer: Any) -> int:
        if not self._begun:
            self._begun = True
            self._meanwhile()
        return super().readinto(buffer)


def late(desk: Desk, one: Operation, asked: Request, meanwhile: Callable[[], None]) -> TestResponse:
    """The answer to a request whose body comes after that."""
    client = desk.server.test_client()
    for name, value in asked.cookies.items():
        client.set_cookie(name, value, domain="127.0.0.1")
    return client.open(
        one.path, method=one.method.upper(), headers=asked.headers, content_type=asked.kind,
        input_stream=Body(asked.sent, meanwhile), content_length=len(asked.sent),
        base_url=desk.parts.config.origin,
    )  # fmt: skip


def nothing_ends(_good: Good, _asked: Request) -> None:
    """The control."""


def the_session_ends(good: Good, _asked: Request) -> None:
    sessions.end_all(good.desk.parts.ephemeral, good.holder.vault_id)


def a_lock_has_just_begun(good: Good, _asked: Request) -> None:
    """Its rows are there, the sessions not ended yet."""
    here, until = good.desk.parts, good.desk.clock.now + HOUR
    with here.database.write() as session:
        book = LockBook(session, here.at_rest)
        state = book.find("vault", good.holder.vault_id) | {"until": until, "next": until + HOUR}
        book.write("vault", good.holder.vault_id, state, until)


def they_are_let_go(good: Good, _asked: Request) -> None:
    """With everybody else who works with or around wallets."""
    here = good.desk.parts
    with here.database.write() as session:
        for one in organisations.listed(session):
            organisations.remove(session, here.ephemeral, here.at_rest, one.name, here.now())
        for model in (Kiosk, Host, Operator):
            for row in session.scalars(select(model)):
                session.delete(row)


def their_session_ends(good: Good, asked: Request) -> None:
    store = good.desk.parts.ephemeral
    if "Authorization" in asked.headers:
        worker_sessions.end(store, unb64(asked.headers["Authorization"].removeprefix("Worker "), 32))
    for kind, token in asked.cookies.items():
        account_sessions.end(STAFF[kind], store, unb64(token, 32))


@pytest.fixture
def asked(inner_desk: Desk) -> Callable[[Operation, Ends], tuple[TestResponse, bool]]:
    """Asks late; the answer, and whether any row is another than before the body came."""

    def ask(one: Operation, ends: Ends) -> tuple[TestResponse, bool]:
        good = Good(inner_desk)
        request, kept = good.request(one.id), []
        if one.optional:
            good.holder = settled(inner_desk)
            request.headers |= good.holder.bearer

        def meanwhile() -> None:
            ends(good, request)
            kept.append(stores.rows(inner_desk.parts))

        answer = late(inner_desk, one, request, meanwhile)
        return answer, kept != [stores.rows(inner_desk.parts)]

    return ask


@pytest.mark.parametrize("ends", [the_session_ends, a_lock_has_just_begun])
def test_a_wallets_call(asked: Callable[..., tuple[TestResponse, bool]], ends: Ends) -> None:
    for one in (one for one in WITH_BODY if one.whose == "bearer"):
        answer, changed = asked(one, ends)
        assert (answer.status_code, changed) == (401, False), one.id
        answer, changed = asked(one, nothing_ends)
        assert answer.status_code < 300, one.id


@pytest.mark.parametrize("ends", [they_are_let_go, their_session_ends])
def test_a_call_of_somebody_at_work(asked: Callable[..., tuple[TestResponse, bool]], ends: Ends) -> None:
    for one in (one for one in WITH_BODY if one.whose in AT_WORK):
        answer, changed = asked(one, ends)
        assert (answer.status_code, changed) == (401, False), one.id
        answer, changed = asked(one, nothing_ends)
        assert answer.status_code < 300, one.id


def test_what_a_pc_says_after_it_was_removed(asked: Callable[..., tuple[TestResponse, bool]]) -> None:
    [beat] = [one for one in WITH_BODY if one.whose == "kiosk"]
    assert asked(beat, they_are_let_go)[0].status_code == 401
    assert asked(beat, nothing_ends)[0].status_code == 200
