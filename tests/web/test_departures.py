"""Whoever goes is gone: the mailbox that was their badge is never made again, by them nor by anybody."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import event, select

from tests.desk import Desk, refused
from tests.web.mailbox_calls import Box
from tests.web.share_calls import knock, made
from tests.web.worker_calls import ORG, Colleague, signed_in, steward
from wallet import departures, mailboxes
from wallet.crypto import at_rest
from wallet.db import is_sqlite
from wallet.errors import Exists
from wallet.models import Mailbox, Retired, Worker
from wallet.organisation_command import run
from wallet.sweep import sweep


def is_let_go(boss: Colleague, one: Colleague) -> None:
    assert boss.lets_go(one).status_code == 204


def leaves(_boss: Colleague, one: Colleague) -> None:
    assert one.desk.post("mailbox/close", one.box.proof()).status_code == 204


def goes_with_the_organisation(boss: Colleague, _one: Colleague) -> None:
    run(boss.desk.parts.config, "remove", ORG, "")


def is_forgotten(boss: Colleague, _one: Colleague) -> None:
    """Nobody looked into any mailbox for five years."""
    boss.desk.clock.forward(days=6 * 365)
    sweep(boss.desk.parts)


WAYS: list[Callable[[Colleague, Colleague], None]] = [
    is_let_go, leaves, goes_with_the_organisation, is_forgotten
]  # fmt: skip


@pytest.mark.parametrize("goes", WAYS)
def test_a_badges_mailbox_is_never_made_again(desk: Desk, goes: Callable[..., None]) -> None:
    boss = steward(desk)
    one = signed_in(boss)
    assert refused(one.box.is_made(), 409, "exists"), "an id in use is refused alike"
    goes(boss, one)
    assert refused(desk.post("mailbox/info", {"id": one.box.id}), 404, "not_found")
    for years in (0, 2, 5):
        desk.clock.forward(days=years * 365)
        sweep(desk.parts)
        assert refused(one.box.is_made(), 409, "exists")
        stranger = {**Box(desk).wanted(), "id": one.box.id}
        assert refused(desk.post("mailbox/put", stranger), 409, "exists")
    assert Box(desk).is_made().status_code == 201


def test_an_ordinary_mailbox_leaves_nothing_behind_and_can_be_made_again(desk: Desk) -> None:
    box = Box(desk)
    box.is_made()
    desk.post("mailbox/close", box.proof())
    with desk.parts.database.read() as session:
        assert session.scalars(select(Retired)).all() == []
    assert box.is_made().status_code == 201


def test_who_was_let_go_reads_no_longer_what_was_shown_there(desk: Desk) -> None:
    boss = steward(desk)
    one = signed_in(boss)
    door = one.box.door()
    made(desk, door)
    desk.post("note/put", one.box.note())
    assert knock(desk, door, voucher=one.box.voucher, headers=one.carried).status_code == 200
    is_let_go(boss, one)
    one.box.is_made()
    desk.post("note/put", one.box.note())
    assert refused(knock(desk, door, voucher=one.box.voucher), 404, "not_found")


def test_what_is_kept_of_it_tells_nothing(desk: Desk) -> None:
    boss = steward(desk)
    one = signed_in(boss)
    with desk.parts.database.read() as session:
        known = session.scalars(select(Worker)).all()
    values = {getattr(row, column.key) for row in known for column in Worker.__table__.columns}
    leaves(boss, one)
    with desk.parts.database.read() as session:
        [kept] = session.scalars(select(Retired.id)).all()
    assert kept not in values
    assert kept in desk.parts.at_rest.names(departures.PLACE, one.box.keys.id)
    assert [column.name for column in Retired.__table__.columns] == ["id"]


def test_a_new_at_rest_key_in_front_frees_no_id(desk: Desk) -> None:
    boss = steward(desk)
    one = signed_in(boss)
    is_let_go(boss, one)
    keys = at_rest.read_keys(desk.parts.config.at_rest_key.read_text("ascii"))
    rotated = at_rest.AtRest([os.urandom(at_rest.KEY), *keys])
    with desk.parts.database.read() as session:
        assert departures.is_retired(session, rotated, one.box.keys.id)
        assert not departures.is_retired(session, rotated, Box(desk).keys.id)


def test_who_makes_it_while_it_goes_gets_none(desk: Desk) -> None:
    one = signed_in(steward(desk))
    here, told, begun = desk.parts, [], threading.Event()
    wanted = mailboxes.Wanted(one.box.keys.id, os.urandom(1216), os.urandom(32), bytes(32))

    def note(_link: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith("INSERT INTO mailbox"):
            begun.set()

    def makes() -> None:
        if is_sqlite(here.config.database):
            begun.set()  # one writes at a time there
        try:
            with here.database.write() as session:
                mailboxes.put(session, here.at_rest, wanted, here.now())
        except Exists:
            told.append("exists")

    other = threading.Thread(target=makes)
    with here.database.write() as session:
        row = session.get_one(Mailbox, one.box.keys.id, with_for_update=True)
        mailboxes.forget(session, here.ephemeral, here.at_rest, [row], here.now())
        session.flush()
        event.listen(here.database.engine, "before_cursor_execute", note)
        other.start()
        begun.wait()
    other.join()
    event.remove(here.database.engine, "before_cursor_execute", note)
    assert told == ["exists"]
