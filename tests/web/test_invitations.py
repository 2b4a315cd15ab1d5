"""An invitation names who gave it: it ends with a steward who goes, and the operator's own stay good."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import event, select, update

from tests.desk import Desk, refused
from tests.web.test_departures import goes_with_the_organisation, is_let_go, leaves
from tests.web.worker_calls import ORG, Colleague, invited, signed_in, steward
from wallet import departures, invitations, workers
from wallet.crypto.bytes import unb64
from wallet.db import is_sqlite
from wallet.errors import NotFound
from wallet.invitations import Invitation
from wallet.models import Worker
from wallet.tokens import hashed


def second_steward(boss: Colleague, name: str = "Two") -> Colleague:
    """Somebody whom a steward has made one, signed in."""
    made = Colleague(boss.desk, name)
    assert made.joins(boss.invites(steward=True)).status_code == 201
    assert made.enters().status_code == 200
    return made


def kept(one: Colleague) -> list[str]:
    """Invitations of both kinds, to be used later."""
    return [one.invites(steward=kind) for kind in (True, False)]


@pytest.mark.parametrize("goes", [is_let_go, leaves, goes_with_the_organisation])
def test_what_a_steward_gave_is_worth_nothing_once_they_have_gone(
    desk: Desk, goes: Callable[..., None]
) -> None:
    boss = steward(desk)
    two = second_steward(boss)
    words = kept(two)
    assert Colleague(desk).joins(two.invites()).status_code == 201, "while they are there, it is good"
    goes(boss, two)
    for word in words:
        assert refused(Colleague(desk, "Two again").joins(word), 404, "not_found")


def test_who_was_invited_before_stays_and_what_they_gave_stays_good(desk: Desk) -> None:
    boss = steward(desk)
    two = second_steward(boss)
    three = second_steward(two, "Three")
    words, of_two = kept(three), kept(two)
    is_let_go(boss, two)
    assert three.gets("worker/me").status_code == 200
    assert [Colleague(desk).joins(word).status_code for word in words] == [201, 201]
    assert [Colleague(desk).joins(word).status_code for word in of_two] == [404, 404]


def test_the_operators_stay_good_whoever_goes(desk: Desk) -> None:
    boss, word = steward(desk), invited(desk)
    two = second_steward(boss)
    is_let_go(boss, two)
    leaves(boss, boss)
    back = Colleague(desk, "Three")
    assert back.joins(word).status_code == 201
    assert back.enters().status_code == 200
    assert refused(two.enters(), 404, "not_found")


def test_who_was_let_go_and_kept_one_lets_nobody_else_go(desk: Desk) -> None:
    boss = steward(desk)
    two = second_steward(boss)
    words = kept(two)
    is_let_go(boss, two)
    back = Colleague(desk, "Two again")
    for word in words:
        assert refused(back.joins(word), 404, "not_found")
    assert refused(back.enters("000000"), 404, "not_found")
    assert boss.gets("worker/me").status_code == 200
    assert [one["name"] for one in boss.gets("worker/colleagues").json["colleagues"]] == ["Latifa"]  # type: ignore[index]


def test_what_a_steward_gave_is_deleted_with_them_and_nothing_else_is(desk: Desk) -> None:
    boss = steward(desk)
    two = second_steward(boss)
    words, others = kept(two), [*kept(boss), invited(desk)]
    is_let_go(boss, two)
    store, now = desk.parts.ephemeral, desk.clock.now
    there = [store.get(invitations.KIND, hashed(word.replace("-", "").encode()), now) for word in words]
    assert there == [None, None]
    assert len(store.under(invitations.BY, b"", now)) == 2, "the two of who is still there"
    assert [Colleague(desk).joins(word).status_code for word in others] == [201, 201, 201]
    assert store.under(invitations.BY, b"", now) == [], "a used one leaves nothing"


@pytest.mark.parametrize("change", ["no steward", "another organisation", "gone"])
def test_it_is_asked_when_it_is_used_whether_its_giver_still_stands(desk: Desk, change: str) -> None:
    """Whatever became of the store: the account that joins is made in the same transaction."""
    boss, other = steward(desk), signed_in(steward(desk, "Infirmiers de rue"))
    two = second_steward(boss)
    word = two.invites()
    two_id, other_id = (unb64(by.row(one)["id"]) for by, one in ((boss, two), (steward_of(other), other)))
    with desk.parts.database.write() as session:
        if change == "no steward":
            session.execute(update(Worker).where(Worker.id == two_id).values(steward=False))
        elif change == "gone":
            session.delete(session.get_one(Worker, two_id))
        else:
            there = session.get_one(Worker, other_id).organisation_id
            session.execute(update(Worker).where(Worker.id == two_id).values(organisation_id=there))
    assert refused(Colleague(desk).joins(word), 404, "not_found")
    assert Colleague(desk).joins(boss.invites()).status_code == 201


def test_who_joins_while_the_giver_goes_does_not_get_in(desk: Desk) -> None:
    two, newcomer = second_steward(steward(desk)), Colleague(desk)
    here, told, begun = desk.parts, [], threading.Event()
    wanted = workers.Newcomer(newcomer.box.keys.id, "Fatou", os.urandom(32))

    def note(_link: object, _cursor: object, statement: str, *_more: object) -> None:
        holds = "FROM worker" in statement and statement.endswith("FOR UPDATE")
        if holds or statement.startswith("INSERT INTO worker"):
            begun.set()

    def joins(invitation: Invitation) -> None:
        if is_sqlite(here.config.database):
            begun.set()  # one writes at a time there
        try:
            with here.database.write() as session:
                workers.join(session, here.at_rest, invitation, wanted)
        except NotFound:
            told.append("not found")

    with here.database.write() as session:
        giver = session.scalars(select(Worker).where(Worker.mailbox_id == two.box.keys.id)).one()
        invitation = Invitation(giver.organisation_id, steward=True, giver=giver.id)
        other = threading.Thread(target=joins, args=[invitation])
        departures.end(session, here.ephemeral, here.at_rest, [giver.mailbox_id], desk.clock.now)
        event.listen(here.database.engine, "before_cursor_execute", note)
        other.start()
        begun.wait()
    other.join()
    event.remove(here.database.engine, "before_cursor_execute", note)
    assert told == ["not found"]


def steward_of(one: Colleague) -> Colleague:
    """One more steward of the same organisation, by the operator."""
    made = Colleague(one.desk, "Karim")
    assert made.joins(invited(one.desk, one.org)).status_code == 201
    assert made.enters().status_code == 200
    assert made.org != ORG
    return made
