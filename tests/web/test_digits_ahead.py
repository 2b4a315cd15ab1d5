"""Digits that work later: from when until when, three a day, and nothing tells that they are there."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert

from tests.desk import Desk, refused
from tests.holder import settled
from tests.web import share_calls as calls
from tests.web.share_calls import knock, made, opened, story, typed
from wallet import tickets
from wallet.crypto.bytes import b64, unb64
from wallet.errors import SlowDown
from wallet.models import ShareDoor
from wallet.oprf import Door
from wallet.sharing import codes, holds
from wallet.sharing.codes import Codes

HOUR, DAY = 3600, 86_400


def ahead(desk: Desk, wanted: int, **other: Any) -> calls.Door:
    """Digits that are to work from that second on."""
    answer = calls.new_digits(desk, other.pop("share_id", None) or os.urandom(16), wanted=wanted, **other)
    assert answer.status_code == 200, answer.text
    return calls.reserved(answer)


def appointment(desk: Desk, hours: int = 48, length: int = 30 * DAY) -> tuple[calls.Shared, calls.Door, int]:
    """A share that begins then, and digits for it that are made now."""
    begins = desk.clock.now + hours * HOUR
    code = ahead(desk, begins)
    ends = min(begins + length, desk.clock.now + 30 * DAY)
    return made(desk, code, not_before=begins, expires_at=ends), code, begins


def at(desk: Desk, second: int) -> None:
    desk.clock.forward(seconds=second - desk.clock.now)


def test_printed_digits_open_at_the_appointment_and_end_a_day_later(desk: Desk) -> None:
    share, code, begins = appointment(desk)
    assert refused(knock(desk, code), 404, "not_found")
    for second in (begins, begins + DAY - 1):
        at(desk, second)
        assert typed(desk, code.locator or "") == code.id
        assert opened(knock(desk, code))[1] == share.manifest
    assert story(desk, share)["code"]["expires_at"] == begins + DAY
    at(desk, begins + DAY)
    assert refused(knock(desk, code), 404, "not_found")
    opened(knock(desk, share.link))


def test_printed_digits_end_with_their_share(desk: Desk) -> None:
    _, code, begins = appointment(desk, length=2 * HOUR)
    at(desk, begins + 2 * HOUR - 1)
    opened(knock(desk, code))
    at(desk, begins + 2 * HOUR)
    assert refused(knock(desk, code), 404, "not_found")


def test_digits_for_later_wait_also_where_their_share_runs(desk: Desk) -> None:
    begins = desk.clock.now + 48 * HOUR
    code = ahead(desk, begins)
    made(desk, code, expires_at=begins + DAY)
    assert refused(knock(desk, code), 404, "not_found")
    at(desk, begins)
    opened(knock(desk, code))


def test_before_their_time_digits_answer_as_if_there_were_none(desk: Desk) -> None:
    before = {f"{number:04}": typed(desk, f"{number:04}") for number in range(0, 10_000, 197)}
    _, code, begins = appointment(desk, hours=3)
    assert typed(desk, code.locator or "") != code.id
    assert {locator: typed(desk, locator) for locator in before} == before
    told = calls.tried(desk, code.locator).json or {}
    assert told["start"] <= desk.clock.now
    at(desk, begins)
    assert typed(desk, code.locator or "") == code.id, "the control"


def test_wrong_tries_before_their_time_burn_nothing(desk: Desk) -> None:
    share, code, begins = appointment(desk)
    for _ in range(9):
        knock(desk, calls.Door(id=typed(desk, code.locator or "")))
        desk.clock.forward(seconds=160)
    at(desk, begins)
    assert typed(desk, code.locator or "") == code.id
    assert story(desk, share)["code"]["tries_left"] == 8
    opened(knock(desk, code))


def test_eight_wrong_tries_burn_printed_digits_for_all_their_time(desk: Desk) -> None:
    share, code, begins = appointment(desk)
    at(desk, begins)
    typed(desk, code.locator or "")
    for _ in range(8):
        assert refused(knock(desk, calls.Door(id=code.id)), 404, "not_found")
        desk.clock.forward(hours=1)
    assert story(desk, share)["code"]["tries_left"] == 0
    assert typed(desk, code.locator or "") == code.id
    assert refused(knock(desk, code), 404, "not_found")
    opened(knock(desk, share.link))


def test_no_round_time_tells_printed_digits(desk: Desk) -> None:
    begins = desk.clock.now // HOUR * HOUR + 50 * HOUR
    starts = [ahead(desk, begins).start for _ in range(12)]
    assert all(begins - HOUR < start <= begins for start in starts)
    assert len({start % 60 for start in starts}) > 3


@pytest.fixture
def drawn(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], bool]:
    """Asks for digits for that second where every locator that is drawn is 0007; whether there were any."""
    monkeypatch.setattr("wallet.sharing.codes.secrets.randbelow", lambda _: 7)
    parts = desk.parts

    def draw(wanted: int) -> bool:
        term = holds.term(Door.DIGITS, wanted, 0, desk.clock.now)
        with parts.database.read() as session:
            try:
                Codes(parts.ephemeral, parts.oprf).reserve(
                    session, Door.DIGITS, b"7" * 16, term, desk.clock.now
                )
            except SlowDown:
                return False
            return True

    return draw


def test_a_locator_leads_to_one_door_at_a_time(desk: Desk, drawn: Callable[[int], bool]) -> None:
    begins = desk.clock.now + 60 * HOUR
    assert drawn(begins)
    assert not any(drawn(begins + hours * HOUR) for hours in (-24, -1, 0, 1, 24))
    assert drawn(begins + 25 * HOUR)
    assert drawn(begins - 25 * HOUR)
    desk.clock.forward(minutes=10)
    assert drawn(begins), "nobody has made doors of these"


def test_a_door_holds_its_locator_where_the_run_folder_is_new(
    desk: Desk, drawn: Callable[[int], bool]
) -> None:
    share = made(desk, expires_at=desk.clock.now + 3 * DAY)
    begins = desk.clock.now + 30 * HOUR
    row = {"share_id": share.id, "kind": "code", "open_hash": bytes(32), "sealed_m": bytes(72), "tries": 0}
    with desk.parts.database.write() as session:
        session.execute(insert(ShareDoor).values(id=b"d" * 16, locator="0007", start=begins, **row))
    assert not any(drawn(begins + hours * HOUR) for hours in (-24, 0, 24))
    assert drawn(begins + 25 * HOUR)


def test_a_share_of_somebody_else_takes_no_time_of_a_locator(desk: Desk) -> None:
    begins = desk.clock.now + 48 * HOUR
    code = ahead(desk, begins)
    for door in (code, calls.Door("code", code.locator)):
        answer = calls.post_share(desk, calls.Shared(), door, expires_at=begins + DAY)
        assert refused(answer, 404, "not_found")
    share = made(desk, code, not_before=begins, expires_at=begins + DAY)
    at(desk, begins)
    assert opened(knock(desk, code))[1] == share.manifest


def test_digits_that_begin_when_their_share_has_ended_are_none(desk: Desk) -> None:
    begins = desk.clock.now + 48 * HOUR
    code = ahead(desk, begins)
    share = calls.Shared(id=code.share_id or b"")
    assert refused(calls.post_share(desk, share, code, expires_at=begins - HOUR), 400, "bad_request")
    assert calls.post_share(desk, share, code, expires_at=begins + HOUR).status_code == 201


def test_thirty_days_ahead_are_the_most_and_no_address_is_said_for_later(desk: Desk) -> None:
    far = desk.clock.now + 30 * DAY
    assert ahead(desk, far).start > desk.clock.now
    assert refused(calls.new_digits(desk, os.urandom(16), wanted=far + 301), 400, "bad_request")
    answer = calls.new_digits(desk, os.urandom(16), "address", wanted=far)
    assert refused(answer, 400, "bad_request")


def test_what_is_wanted_from_a_moment_ago_begins_now(desk: Desk) -> None:
    code = ahead(desk, desk.clock.now - 5)
    assert code.start == desk.clock.now
    made(desk, code)
    opened(knock(desk, code))


def test_a_wallet_makes_three_digits_for_later_in_a_day(desk: Desk) -> None:
    holder, other = settled(desk), settled(desk)
    assert refused(holder.asks("tickets", {"n": 4, "bytes": 0, "ahead": True}), 429, "quota")
    for one in (holder, other):
        assert one.asks("tickets", {"n": 3, "bytes": 0, "ahead": True}).status_code == 200
        assert refused(one.asks("tickets", {"n": 1, "bytes": 0, "ahead": True}), 429, "quota")
        assert one.asks("tickets", {"n": 1, "bytes": 0}).status_code == 200
    desk.clock.forward(hours=24)
    holder.unlocks()
    assert holder.asks("tickets", {"n": 3, "bytes": 0, "ahead": True}).status_code == 200


@pytest.mark.parametrize("body", [{"bytes": 1, "ahead": True}, {"bytes": 0, "ahead": True, "note": True}])
def test_tickets_for_later_are_good_for_nothing_else(desk: Desk, body: dict[str, Any]) -> None:
    assert refused(settled(desk).asks("tickets", {"n": 1, **body}), 400, "bad_request")
    begins = desk.clock.now + 48 * HOUR
    for kind in (tickets.KIND, tickets.NOTE):
        answer = calls.new_digits(desk, os.urandom(16), wanted=begins, ticket=desk.ticket(0, kind))
        assert refused(answer, 403, "ticket")
    bought = settled(desk).asks("tickets", {"n": 2, "bytes": 0, "ahead": True}).json or {}
    one, other = (unb64(ticket, 16) for ticket in bought["tickets"])
    assert refused(calls.new_digits(desk, os.urandom(16), ticket=one), 403, "ticket")
    assert calls.new_digits(desk, os.urandom(16), wanted=begins, ticket=other).status_code == 200


def test_digits_for_later_leave_room_for_those_of_now(
    desk: Desk, drawn: Callable[[int], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "MOST_AHEAD", 2)
    begins = (desk.clock.now // DAY + 3) * DAY
    assert [drawn(begins), drawn(begins + HOUR), drawn(begins - 25 * HOUR)] == [True, False, True]
    monkeypatch.setattr("wallet.sharing.codes.secrets.randbelow", lambda _: 8)
    assert not drawn(begins), "two were asked for, one of them in vain"
    assert drawn(begins + DAY)
    assert drawn(desk.clock.now)


def test_one_network_holds_few_locators_in_a_day(desk: Desk) -> None:
    most = 4 * desk.parts.config.network_code_tries_an_hour
    here = desk.parts
    limits = here.budgets.locators_a_day
    assert (limits.most, limits.window) == (most, DAY)
    ticket = b64(desk.ticket(0))
    for _ in range(4):
        for _ in range(most // 4):
            desk.post(
                "code/new", {"ticket": ticket, "kind": "code", "share_id": ticket, "blinded": b64(calls.BASE)}
            )
        desk.clock.forward(hours=1)
    assert refused(calls.new_digits(desk, os.urandom(16)), 429, "slow_down")
    desk.clock.forward(hours=24)
    assert calls.new_digits(desk, os.urandom(16)).status_code == 200
