"""Badges over HTTP: what a steward signs everybody can check, and it holds as long as it should."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk import Desk, refused
from tests.web.worker_calls import ORG, Colleague, directory, signed_in, steward
from wallet.clock import DAY
from wallet.crypto.badge import LONGEST, Badge, badge_text, is_signed
from wallet.crypto.bytes import b64, unb64


def badge_of(one: Colleague) -> dict[str, object] | None:
    """What mailbox/info tells everybody."""
    told = one.desk.post("mailbox/info", {"id": one.box.id}).json
    assert told is not None
    found: dict[str, object] | None = told.get("badge")
    return found


def test_a_badge_is_what_a_steward_signed_and_everybody_can_check_it(desk: Desk) -> None:
    boss = steward(desk)
    one = signed_in(boss)
    told = badge_of(one)
    assert told is not None
    assert (told["org"], told["name"]) == (ORG, "Fatou")
    keys = directory(desk)[0]["keys"]
    assert isinstance(keys, list)
    assert told["by"] in keys
    badge = Badge(ORG, "Fatou", unb64(one.address), unb64(str(told["sign_pub"])), int(str(told["until"])))
    assert is_signed(badge_text(badge), unb64(str(told["sig"])), unb64(str(told["by"])))
    assert badge_of(Colleague(desk)) is None
    desk.clock.forward(days=187)
    assert badge_of(one) is None


@pytest.mark.parametrize(
    "wrong",
    [{"org": "Another"}, {"name": "Somebody"}, {"address": bytes(32)}, {"sign_pub": bytes(32)}, {"until": 0}],
)
def test_what_does_not_say_who_it_is_is_no_badge(desk: Desk, wrong: dict[str, Any]) -> None:
    boss, one = steward(desk), Colleague(desk)
    one.joins(boss.invites())
    assert refused(boss.signs(one, **wrong), 400, "bad_request")
    assert badge_of(one) is None


def test_a_badge_ends_within_six_months(desk: Desk) -> None:
    boss, one = steward(desk), Colleague(desk)
    one.joins(boss.invites())
    for until in (desk.clock.now, desk.clock.now + LONGEST + 1):
        assert refused(boss.signs(one, until=until), 400, "bad_request")
    assert boss.signs(one, until=desk.clock.now + DAY).status_code == 204


def test_what_a_steward_signed_holds_as_long_as_they_are_one(desk: Desk) -> None:
    boss = steward(desk)
    second = Colleague(desk, "Karim")
    second.joins(boss.invites(steward=True))
    second.enters()
    one = signed_in(second)
    assert badge_of(one) is not None
    boss.lets_go(second)
    assert badge_of(one) is None
    assert boss.row(one)["until"] is None
    assert boss.signs(one).status_code == 204
    assert badge_of(one) is not None


def test_a_steward_has_to_do_with_one_organisation_and_a_worker_with_none(desk: Desk) -> None:
    boss, other = steward(desk), steward(desk, "Infirmiers de rue")
    one = signed_in(boss)
    row = boss.row(one)
    told = other.gets("worker/colleagues").json
    assert told is not None
    assert [found["name"] for found in told["colleagues"]] == ["Latifa"]
    assert refused(other.asks("worker/remove", {"worker": row["id"]}), 404, "not_found")
    asked = {"worker": row["id"], "until": desk.clock.now + DAY, "sig": b64(bytes(64))}
    assert refused(other.asks("worker/sign", asked), 404, "not_found")
    for path, body in (("invite", {"steward": True}), ("sign", asked), ("remove", {"worker": row["id"]})):
        assert refused(one.asks(f"worker/{path}", body), 404, "not_found")
    assert refused(one.gets("worker/colleagues"), 404, "not_found")
    assert refused(boss.lets_go(boss), 400, "bad_request")
