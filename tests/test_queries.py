"""No statement reads a whole table: every one that is sent finds its rows by a key or an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from tests.desk import Desk, in_process
from tests.holder import Door, catalogue, settled
from tests.host_desk import enrolled, signed_in
from tests.operator_desk import signed_in as signed_in_operator
from tests.server.clock import SetClock
from tests.web import share_calls as calls
from tests.web.lock_calls import locked_and_back
from tests.web.mailbox_calls import Box
from tests.web.share_calls import Grant, digits, knock, made, opened, put_grants, story, typed
from tests.web.worker_calls import signed_in as signed_in_worker
from tests.web.worker_calls import steward
from wallet import hosts
from wallet.app import create_app
from wallet.config import make
from wallet.crypto.bytes import b64
from wallet.db import Base
from wallet.organisation_command import run
from wallet.sweep import steps, sweep

Sent = dict[str, tuple[object, ...]]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr("wallet.web.register_pages", lambda _app: None)
    clock = SetClock()
    server = in_process(create_app(make({"folder": str(tmp_path)}), clock), clock)
    yield server
    server.parts.database.close()


def everything(desk: Desk) -> None:
    """Each thing that the API can do, and a sweep that finds something of each kind."""
    holder, door = settled(desk), Door()
    holder.saves(catalogue(1))
    holder.puts(door)
    paper, _ = desk.kept()
    desk.get_blob(paper)
    code = digits(desk)
    share = made(desk, code)
    grant = Grant(paper, share)
    put_grants(desk, grant.shown(desk))
    grant.get(desk)
    typed(desk, code.locator or "")
    knock(desk, calls.Door(id=code.id))
    resume = opened(knock(desk, share.link))[0]["resume"]
    desk.post("share/runs", {"share_id": b64(share.id), "resume": resume})
    desk.post("share/report", {"share_id": b64(share.id), "resume": resume, "kind": "closed"})
    story(desk, share)
    mandate = calls.Shared(calls.Door("card"))
    calls.post_share(desk, mandate)
    calls.change(desk, mandate, bytes(8192), grant.id)
    calls.end(desk, share, grant.id)
    made(desk)
    put_grants(desk, Grant(paper, share).shown(desk))
    desk.missing("blob/renew", paper.shown())
    desk.missing("blob/rotate", paper.shown(read_hash=bytes(32), write_hash=bytes(32)))
    desk.kept()
    host = signed_in(desk)
    pc = enrolled(host)
    pc.beats()
    host.orders("end")
    host.posts("pc/remove", {"pc": host.sees()[0]["id"]})
    with desk.parts.database.write() as session:
        hosts.remove(session, host.name)
    desk.client.get("/v1/about")
    desk.client.get("/v1/organisations")
    desk.post("feedback", {"about": "help", "words": "thank you"})
    box = Box(desk)
    box.is_made()
    box.is_given()
    desk.post("note/put", box.note())
    box.notes()
    box.gets(box.lies_in_it()[0]["id"])
    closed = Box(desk)
    closed.is_made()
    closed.is_given()
    desk.post("mailbox/close", closed.proof())
    operator = signed_in_operator(desk)
    operator.reads("state")
    found = operator.reads("feedback")["messages"]
    operator.posts("feedback/delete", {"ids": [one["id"] for one in found]})
    operator.posts("organisations/admit", {"name": "b"})
    operator.posts("organisations/remove", {"name": "b"})
    boss = steward(desk)
    one = signed_in_worker(boss)
    desk.post("mailbox/info", {"id": one.box.id})
    one.fetched()
    one.gets("worker/me")
    one.asks("worker/renew", {})
    desk.client.get("/v1/organisations")
    boss.lets_go(one)
    run(desk.parts.config, "remove", boss.org, "")
    locked_and_back(desk, holder, door)
    holder.asks("vault/close", {})
    for days in (1, 40, 40):
        desk.clock.forward(days=days)
        sweep(desk.parts)


@pytest.fixture
def sent(desk: Desk) -> Sent:
    """Every statement that was sent, with one set of its values."""
    found: Sent = {}

    def note(
        _link: object, _cursor: object, statement: str, values: tuple[object, ...], *_more: object
    ) -> None:
        found.setdefault(statement, values)

    event.listen(desk.parts.database.engine, "before_cursor_execute", note)
    everything(desk)
    event.remove(desk.parts.database.engine, "before_cursor_execute", note)
    return found


def test_no_statement_reads_a_whole_table(desk: Desk, sent: Sent) -> None:
    asked = {one: values for one, values in sent.items() if re.match("SELECT|UPDATE|DELETE", one)}
    assert len(asked) > 30
    scans = []
    with desk.parts.database.engine.connect() as link:
        for statement, values in asked.items():
            plan = link.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            scans += [(row[3], statement) for row in plan if re.match(r"SCAN (?!CONSTANT)", row[3])]
    assert scans == []


def test_each_step_of_the_sweep_has_an_index_of_its_own(desk: Desk) -> None:
    for step in steps(desk.parts, desk.clock.at):
        column = step.over.left.name
        assert any(column in [one.name for one in index.columns] for index in step.table.__table__.indexes)


def test_tables_keep_no_order_of_arrival(desk: Desk) -> None:
    with desk.parts.database.read() as session:
        made_by = session.scalars(
            text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'alembic%'")
        ).all()
    assert len(made_by) == len(Base.metadata.tables)
    assert [sql for sql in made_by if "WITHOUT ROWID" not in sql] == []
