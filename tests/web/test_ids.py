"""Every id of every request: somebody else's, unknown, zero and of another kind are one refusal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import event
from werkzeug.test import TestResponse

from tests.desk import Desk, in_process
from tests.host_desk import BUSY, enrolled, signed_in
from tests.server import stores
from tests.server.clock import NOON, SetClock
from tests.web.good_requests import Good
from tests.web.id_fields import Field, fields
from tests.web.id_rows import ROWS, New, Row
from tests.web.id_world import NEAR, Others
from tests.web.request_shape import Request
from wallet.app import create_app
from wallet.config import make
from wallet.crypto.bytes import b64

FIELDS = {one.name: one for one in fields()}
ZERO = bytes(16)
PROVEN = (("id",), ("vault_id",), ("stand_in",))
"""Where the id stands of which ownership is shown."""


CODES = {400: "bad_request", 403: "ticket", 404: "not_found"}
"""As docs/api.md has them."""


@dataclass(frozen=True)
class Seen:
    """What a request came to: its answer, with the id that was asked for left out, and what it asked for."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]
    changed: frozenset[str]

    @property
    def answer(self) -> tuple[object, ...]:
        return self.status, self.body, self.headers


OF_THE_SESSION = "FROM lock"
"""Whether its vault is locked is asked for every session, whatever the request names."""


class Watched:
    """A desk at which every request is looked at; `inside`: its questions to the database, too."""

    def __init__(self, desk: Desk, *, inside: bool) -> None:
        self.desk, self.inside, self.statements = desk, inside, list[str]()
        if inside:
            event.listen(desk.parts.database.engine, "before_cursor_execute", self._note)

    def asks(self, field: Field, asked: Request, value: bytes) -> Seen:
        """The request, and the tables that it changed."""
        before = stores.rows(self.desk.parts)
        self.statements.clear()
        answer = sent(self.desk, field, asked)
        statements, after = tuple(self.statements), stores.rows(self.desk.parts)
        changed = frozenset(name for name, rows in before.items() if after[name] != rows)
        written = answer.data.replace(b64(value).encode(), b"the id")
        headers = tuple((name, value) for name, value in answer.headers if name != "Date")
        return Seen(answer.status_code, written, headers, statements, changed)

    def with_id(self, field: Field, made: Callable[[], bytes]) -> Seen:
        """A good request with this id in it; where a proof is shown, its nonce is for this id."""
        good = Good(self.desk).request(field.operation)
        value = made()
        asked = field.put(good, value)
        if field.place in PROVEN and isinstance(asked.body, dict) and "nonce" in asked.body:
            told = self.desk.post("session/nonce", {"vault_id": b64(value)}).json
            asked.body["nonce"] = (told or {})["nonce"]
        return self.asks(field, asked, value)

    def _note(self, _link: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            self.statements.append(statement)


def sent(desk: Desk, field: Field, asked: Request) -> TestResponse:
    """The request to the operation that has this id."""
    client = desk.server.test_client()
    for name, value in asked.cookies.items():
        client.set_cookie(name, value)
    method, data = field.method.upper(), asked.sent
    return client.open(field.path, method=method, headers=asked.headers, data=data, content_type=asked.kind)


@pytest.fixture(scope="module")
def watched_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """One server in this process, so that its questions to the database can be read."""
    clock = SetClock()
    folder = tmp_path_factory.mktemp("ids")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wallet.web.register_pages", lambda _app: None)
        made = in_process(create_app(make({"folder": str(folder)}), clock), clock)
    yield Watched(made, inside=True)
    made.parts.close()


@pytest.fixture(params=["inside", "embedded", "scaled"])
def watched(request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A server in this process, and the real one on each pair of stores; emptied between tests."""
    if request.param == "inside":
        found: Watched = request.getfixturevalue("watched_desk")
    else:
        found = Watched(request.getfixturevalue(f"{request.param}_desk").another(), inside=False)
    found.desk.clock.at = NOON
    yield found
    stores.empty(found.desk.parts)


def test_every_id_of_the_description_has_a_row() -> None:
    assert set(ROWS) == set(FIELDS)
    assert len(ROWS) == 63


def test_every_exception_has_its_reason() -> None:
    for name, row in ROWS.items():
        by_the_rule = not row.touched if isinstance(row, New) else row.plain
        assert by_the_rule == (row.why == ""), name


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if isinstance(row, Row)])
def test_what_is_looked_for(watched: Watched, name: str) -> None:
    field, row = FIELDS[name], ROWS[name]
    assert isinstance(row, Row)
    others = Others(watched.desk)
    good(watched, field, alters=row.alters)
    theirs = watched.with_id(field, others.maker(row.kind))
    rest = {
        "unknown": watched.with_id(field, others.unknown),
        "another kind": watched.with_id(field, others.maker(NEAR[row.kind])),
        "zero": watched.with_id(field, zero),
    }
    for which, seen in rest.items():
        assert (seen.status, seen.changed) == (row.status, row.touched), which
        assert said(seen) == CODES.get(row.status), which
    assert theirs.status == (row.other or row.status)
    assert theirs.changed == row.touched | row.other_touched
    answers = [*rest.values()] if row.other else [theirs, *rest.values()]
    if row.alike:
        assert len({one.answer for one in answers}) == 1
    if watched.inside:
        same_work(answers, row)


def same_work(answers: list[Seen], row: Row) -> None:
    """The questions to the database tell none from the other."""
    apart = row.touched | row.other_touched
    asked = {tuple(one for one in seen.statements if not any(t in one for t in apart)) for seen in answers}
    assert len(asked) == 1
    looked = [one for one in asked.pop() if OF_THE_SESSION not in one]
    assert bool(looked) == row.looks


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if isinstance(row, New)])
def test_what_is_made(watched: Watched, name: str) -> None:
    field, row = FIELDS[name], ROWS[name]
    others = Others(watched.desk)
    good(watched, field, alters=field.operation != "post_code_new")
    taken = watched.with_id(field, others.maker(row.kind))
    assert (taken.status, taken.changed) == (409, row.touched)
    assert said(taken) == "exists"
    none = watched.with_id(field, zero)
    assert (none.status, said(none), none.changed) == (400, "bad_request", frozenset())
    for free in (others.unknown, others.maker(NEAR[row.kind])):
        assert 200 <= watched.with_id(field, free).status < 300


def good(watched: Watched, field: Field, *, alters: bool) -> None:
    """The control: with the asker's own id it is done."""
    seen = watched.asks(field, Good(watched.desk).request(field.operation), ZERO)
    assert 200 <= seen.status < 300, seen.body
    assert bool(seen.changed) == alters


def said(seen: Seen) -> str | None:
    """The code of a refusal, which says nothing else; None for what is none."""
    if seen.status < 400:
        return None
    told: dict[str, str] = json.loads(seen.body)
    assert list(told) == ["code"]
    return told["code"]


def zero() -> bytes:
    """Nobody's."""
    return ZERO


def test_a_pc_takes_no_order_from_another(watched: Watched) -> None:
    host = signed_in(watched.desk)
    pc, beside = enrolled(host), enrolled(signed_in(watched.desk, "nadia"))
    pc.beats(BUSY)
    host.orders("more_time", 5)
    [order] = pc.hears(BUSY)
    beside.beats(BUSY, done=[order["id"]])
    assert pc.hears(BUSY) == [order]
