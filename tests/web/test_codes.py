"""Twelve digits over the API: found, tried, burnt, replaced, and faked where there are none."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.desk import Desk, refused
from tests.web import share_calls as calls
from tests.web.share_calls import Door, digits, kinds, knock, made, opened, story, typed
from wallet.crypto.bytes import b64, unb64
from wallet.oprf import Door as Evaluated
from wallet.sharing.holds import Found, Hold

PAUSES = [0, 0, 5, 10, 20, 40, 80, 160]


def dead_locator(desk: Desk, *living: Door) -> str:
    used = {door.locator for door in living}
    return next(f"{number:04}" for number in range(10_000) if f"{number:04}" not in used)


def wrong(desk: Desk, door_id: bytes) -> int:
    """A wrong try after every pause; how long the pause was."""
    waited = 0
    while (answer := knock(desk, Door(id=door_id))).status_code == 429:
        assert refused(answer, 429, "slow_down")
        waited += answer.json["retry_after"]  # type: ignore[index]
        desk.clock.forward(seconds=answer.json["retry_after"])  # type: ignore[index]
    assert refused(answer, 404, "not_found")
    return waited


def test_digits_find_and_open_the_share(desk: Desk) -> None:
    code = digits(desk)
    share = made(desk, code)
    assert typed(desk, code.locator or "") == code.id
    assert opened(knock(desk, code))[1] == share.manifest
    told = story(desk, share)["code"]
    assert told == {"expires_at": desk.clock.now + 1800, "tries_left": 8}


def test_eight_wrong_tries_burn_the_digits_and_leave_the_link_alone(desk: Desk) -> None:
    code = digits(desk)
    share = made(desk, code, expires_at=desk.clock.now + 7200)
    typed(desk, code.locator or "")
    waits = [wrong(desk, code.id) for _ in range(8)]
    assert waits == [0, *PAUSES[:-1]]
    desk.clock.forward(seconds=160)
    assert refused(knock(desk, code), 404, "not_found")
    assert story(desk, share)["code"]["tries_left"] == 0
    assert opened(knock(desk, share.link))[1] == share.manifest
    assert kinds(desk, share) == ["opened"] + ["refused"] * 9


def test_wrong_tries_at_once_are_eight_at_most(desk: Desk) -> None:
    code = digits(desk)
    share = made(desk, code, expires_at=desk.clock.now + 7200)
    with ThreadPoolExecutor(20) as pool:
        for _ in range(8):  # those that come when another has begun a pause are not counted: at least one is
            list(pool.map(lambda _: knock(desk.another(), Door(id=code.id)), range(20)))
            desk.clock.forward(seconds=PAUSES[-1])
    assert story(desk, share)["code"]["tries_left"] == 0
    assert refused(knock(desk, code), 404, "not_found")


def test_a_right_try_costs_none(desk: Desk) -> None:
    code = digits(desk)
    share = made(desk, code, max_opens=100)
    typed(desk, code.locator or "")
    for _ in range(12):
        opened(knock(desk, code))
    assert story(desk, share)["code"]["tries_left"] == 8


def test_in_a_pause_even_the_right_digits_wait(desk: Desk) -> None:
    code = digits(desk)
    made(desk, code)
    typed(desk, code.locator or "")
    for _ in range(3):
        wrong(desk, code.id)
    assert refused(knock(desk, code), 429, "slow_down")
    answer = calls.tried(desk, code.locator)
    assert refused(answer, 429, "slow_down")
    desk.clock.forward(seconds=5)
    opened(knock(desk, code))


def test_a_dead_locator_answers_like_a_living_one(desk: Desk) -> None:
    code = digits(desk)
    made(desk, code)
    dead = dead_locator(desk, code)
    fake = typed(desk, dead)
    assert fake == typed(desk, dead)
    living, unknown = (calls.tried(desk, one) for one in (code.locator, dead))
    assert len(living.data) == len(unknown.data)
    assert sorted(living.headers.keys()) == sorted(unknown.headers.keys())
    assert unknown.json == calls.tried(desk, dead).json
    assert [wrong(desk, fake) for _ in range(8)] == [0, *PAUSES[:-1]]


def test_digits_of_an_ended_share_answer_as_before_and_open_nothing(desk: Desk) -> None:
    code = digits(desk)
    share = made(desk, code)
    calls.end(desk, share)
    assert typed(desk, code.locator or "") == code.id
    assert refused(knock(desk, code), 404, "not_found")
    desk.clock.forward(minutes=25 * 60 - 1)
    assert typed(desk, code.locator or "") == code.id
    desk.clock.forward(minutes=1)
    assert typed(desk, code.locator or "") != code.id


@pytest.mark.parametrize(("kind", "hours"), [("code", 24), ("address", 2)])
def test_digits_end_after_their_time_and_the_link_goes_on(desk: Desk, kind: str, hours: int) -> None:
    code = digits(desk, kind=kind)
    share = made(desk, code, expires_at=desk.clock.now + 2 * 86_400)
    desk.clock.forward(minutes=60 * hours - 1)
    opened(knock(desk, code))
    desk.clock.forward(minutes=1)
    assert refused(knock(desk, code), 404, "not_found")
    assert story(desk, share)["code"] is None
    opened(knock(desk, share.link))


def test_new_digits_replace_the_former(desk: Desk) -> None:
    code = digits(desk)
    share, new = made(desk, code), digits(desk, code.share_id)
    mine = {"ticket": b64(desk.ticket(0)), "id": b64(share.id), "owner": b64(share.owner)}
    assert desk.post("share/door", {**mine, "door": new.shown()}).status_code == 201
    assert refused(knock(desk, code), 404, "not_found")
    opened(knock(desk, new))


def test_a_locator_is_kept_ten_minutes_for_its_door_alone(desk: Desk) -> None:
    code = digits(desk)
    assert refused(calls.post_share(desk, calls.Shared(), Door("code", code.locator)), 404, "not_found")
    desk.clock.forward(minutes=10)
    assert refused(calls.post_share(desk, calls.Shared(id=code.share_id or b""), code), 404, "not_found")


def test_no_two_doors_have_one_locator(desk: Desk) -> None:
    doors = [digits(desk) for _ in range(60)]
    assert len({door.locator for door in doors}) == 60


def test_when_all_locators_are_used_one_is_asked_to_wait(desk: Desk) -> None:
    store, now = desk.parts.ephemeral, desk.clock.now
    with store.together():
        for number in range(10_000):
            hold = Hold(Found(bytes(16), bytes(16), now), Evaluated.DIGITS, now)
            store.add("held-locator", hold.key(f"{number:04}"), hold.packed(), now + 600, now)
    assert refused(calls.new_digits(desk, os.urandom(16)), 429, "slow_down")


@pytest.mark.parametrize(
    "door",
    [
        Door("code"),
        Door("address"),
        Door("link", "1234"),
        Door("code", "123"),
        Door("code", "12345"),
        Door("code", "12a4"),
        Door("window"),
        Door("mailbox", "1234", voucher_commit=bytes(32)),
        Door("mailbox"),
        Door("link", voucher_commit=bytes(32)),
        Door("card", voucher_commit=bytes(32)),
        Door("mailbox", voucher_commit=bytes(31)),
        Door("card", "1234"),
    ],
)
def test_doors_that_make_no_sense(desk: Desk, door: Door) -> None:
    assert refused(calls.post_share(desk, calls.Shared(), door), 400, "bad_request")


@pytest.mark.parametrize("blinded", [bytes(32), bytes([255]) * 32, bytes(31)])
def test_what_is_no_point_is_refused(desk: Desk, blinded: bytes) -> None:
    assert refused(calls.tried(desk, "0000", blinded=blinded), 400, "bad_request")


def test_one_network_tries_so_often(desk: Desk) -> None:
    for _ in range(desk.parts.config.network_code_tries_an_hour):
        typed(desk, "0007")
    assert refused(calls.tried(desk, "0007"), 429, "work_needed")


def test_an_address_and_the_digits_of_a_share_are_two_kinds(desk: Desk) -> None:
    code, said = digits(desk), digits(desk, kind="address")
    made(desk, code)
    share = made(desk, said)
    assert typed(desk, said.locator or "", "address") == said.id
    for door, other in ((code, "address"), (said, "code")):
        assert typed(desk, door.locator or "", other) not in (code.id, said.id)
    evaluated = [calls.tried(desk, said.locator, kind).json["evaluation"] for kind in ("code", "address")]  # type: ignore[index]
    assert evaluated[0] != evaluated[1]
    assert opened(knock(desk, said))[1] == share.manifest


def test_the_server_draws_the_door_and_says_when(desk: Desk) -> None:
    share_id = os.urandom(16)
    first, second = (calls.new_digits(desk, share_id).json or {} for _ in range(2))
    assert first["door_id"] != second["door_id"]
    assert {first["share_id"], second["share_id"]} == {b64(share_id)}
    assert first["start"] == desk.clock.now
    named = {
        "ticket": b64(desk.ticket(0)),
        "kind": "code",
        "share_id": b64(share_id),
        "blinded": b64(calls.BASE),
    }
    assert refused(desk.post("code/new", {**named, "door_id": b64(os.urandom(16))}), 400, "bad_request")


def test_digits_belong_to_the_share_that_they_were_made_for(desk: Desk) -> None:
    code = digits(desk)
    assert refused(calls.post_share(desk, calls.Shared(), code), 404, "not_found")
    made(desk, code)
    desk.clock.forward(seconds=90)
    told = calls.tried(desk, code.locator).json or {}
    assert unb64(told["share_id"]) == code.share_id
    assert told["start"] == desk.clock.now - 90
