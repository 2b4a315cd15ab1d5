"""A helper's card over the API: six digits besides, a year, tries that cost, an end at once."""

from __future__ import annotations

import os
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.desk import Desk, refused
from tests.web import share_calls as calls
from tests.web.share_calls import Door, Grant, Shared, change, kinds, knock, made, opened, put_grants, story
from wallet.clock import DAY
from wallet.crypto.bytes import b64

YEAR = 366 * DAY


def tries(desk: Desk, door_id: bytes) -> TestResponse:
    """POST /v1/code/card: what every try at digits begins with."""
    return desk.post("code/card", {"door_id": b64(door_id), "blinded": b64(calls.BASE)})


def mandate(desk: Desk, **terms: Any) -> Shared:
    """A share that a card opens, for a year."""
    share = Shared(Door("card"))
    answer = calls.post_share(
        desk, share, **{"expires_at": desk.clock.now + YEAR, "max_opens": 1000, **terms}
    )
    assert answer.status_code == 201, answer.text
    return share


def runs(desk: Desk, share: Shared, resume: str) -> int:
    return desk.post("share/runs", {"share_id": b64(share.id), "resume": resume}).status_code


def test_a_card_opens_for_a_year_and_no_longer(desk: Desk) -> None:
    share = mandate(desk)
    desk.clock.forward(days=365)
    assert opened(knock(desk, share.link))[1] == share.manifest
    desk.clock.forward(days=1)
    assert refused(knock(desk, share.link), 404, "not_found")
    too_long = calls.post_share(desk, Shared(Door("card")), expires_at=desk.clock.now + YEAR + 301)
    assert refused(too_long, 400, "bad_request")


@pytest.mark.parametrize("kind", ["link", "code"])
def test_only_what_opens_by_cards_alone_lasts_longer_than_thirty_days(desk: Desk, kind: str) -> None:
    long: dict[str, Any] = {"expires_at": desk.clock.now + 31 * DAY}
    first = Door() if kind == "link" else calls.digits(desk)
    assert refused(
        calls.post_share(desk, Shared(first, first.share_id or os.urandom(16)), **long), 400, "bad_request"
    )
    assert refused(calls.post_share(desk, Shared(Door("card")), first, **long), 400, "bad_request")


@pytest.mark.parametrize("days", [5, 300])
def test_no_other_door_comes_in_beside_a_card(desk: Desk, days: int) -> None:
    share = mandate(desk, expires_at=desk.clock.now + days * DAY)
    mine = {"id": b64(share.id), "owner": b64(share.owner)}
    for door in (Door(), calls.digits(desk, share.id)):
        answer = desk.post("share/door", {**mine, "ticket": b64(desk.ticket(0)), "door": door.shown()})
        assert refused(answer, 400, "bad_request")
        assert refused(knock(desk, door), 404, "not_found")
    card = Door("card")
    added = desk.post("share/door", {**mine, "ticket": b64(desk.ticket(0)), "door": card.shown()})
    assert added.status_code == 201
    opened(knock(desk, card))


def test_no_card_comes_in_beside_a_link(desk: Desk) -> None:
    share = made(desk)
    body = {"ticket": b64(desk.ticket(0)), "id": b64(share.id), "owner": b64(share.owner)}
    assert refused(desk.post("share/door", {**body, "door": Door("card").shown()}), 400, "bad_request")


def test_a_card_that_was_never_made_answers_like_one_that_is(desk: Desk) -> None:
    share, nobody = mandate(desk), os.urandom(16)
    living, unknown = tries(desk, share.link.id), tries(desk, nobody)
    assert len(living.data) == len(unknown.data)
    assert sorted(living.headers.keys()) == sorted(unknown.headers.keys())
    assert unknown.json == tries(desk, nobody).json
    assert unknown.json != living.json
    assert waits(desk, nobody, 6) == waits(desk, os.urandom(16), 8)[2:]


def test_what_is_evaluated_for_a_card_is_no_evaluation_of_digits(desk: Desk) -> None:
    code = calls.digits(desk)
    made(desk, code)
    of_digits = calls.tried(desk, code.locator).json
    assert of_digits["evaluation"] != tries(desk, code.id).json["evaluation"]  # type: ignore[index]


def waits(desk: Desk, door_id: bytes, count: int) -> list[int]:
    """The pause before each of so many tries."""
    return [waited(desk, door_id) for _ in range(count)]


def waited(desk: Desk, door_id: bytes) -> int:
    answer, whole = tries(desk, door_id), 0
    while answer.status_code == 429:
        wait = answer.json["retry_after"]  # type: ignore[index]
        whole += wait
        desk.clock.forward(seconds=wait)
        answer = tries(desk, door_id)
    assert answer.status_code == 200, answer.text
    return whole


def test_pauses_grow_and_twenty_tries_a_day_are_all(desk: Desk) -> None:
    share, begun = mandate(desk), desk.clock.now
    pauses = waits(desk, share.link.id, 20)
    assert pauses == [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, *[3600] * 7]
    last = tries(desk, share.link.id)
    assert refused(last, 429, "slow_down")
    desk.clock.forward(seconds=3600)
    assert refused(tries(desk, share.link.id), 429, "slow_down")
    assert desk.clock.now - begun < DAY
    desk.clock.forward(days=1)
    assert tries(desk, share.link.id).status_code == 200
    opened(knock(desk, share.link))


def test_tries_at_once_are_no_more_than_one_after_the_other(desk: Desk) -> None:
    door_id = os.urandom(16)
    assert [tries(desk, door_id).status_code for _ in range(6)] == [200, 200, 200, 429, 429, 429]


def test_the_right_digits_end_the_pauses_and_cost_no_try(desk: Desk) -> None:
    share = mandate(desk)
    for _ in range(30):
        assert tries(desk, share.link.id).status_code == 200
        opened(knock(desk, share.link))
    waits(desk, share.link.id, 4)
    assert refused(tries(desk, share.link.id), 429, "slow_down")
    opened(knock(desk, share.link))
    assert waits(desk, share.link.id, 3) == [0, 0, 0]


def test_who_opens_often_gives_nobody_more_tries(desk: Desk) -> None:
    share, guessed = mandate(desk), 0
    while tries(desk, share.link.id).status_code == 200:
        guessed += 1
        if guessed % 2 == 0:
            opened(knock(desk, share.link))  # the helper, between the tries of somebody else
    assert guessed <= 40
    assert refused(tries(desk, share.link.id), 429, "slow_down")


def test_a_wrong_try_is_the_one_404_and_the_person_sees_it(desk: Desk) -> None:
    share = mandate(desk)
    answers = [knock(desk, Door(id=share.link.id)), knock(desk, Door())]
    assert [answer.data for answer in answers] == [answers[0].data] * 2
    assert refused(answers[0], 404, "not_found")
    assert kinds(desk, share) == ["refused"]
    assert story(desk, share)["code"] is None


def test_papers_are_changed_and_former_grants_end(desk: Desk) -> None:
    share, (paper, body) = mandate(desk), desk.kept()
    before, after = Grant(paper, share), Grant(paper, share)
    for grant in (before, after):
        until = desk.clock.now + YEAR
        assert put_grants(desk, grant.shown(desk, expires_at=until)).status_code == 201
    other = os.urandom(16384)
    assert change(desk, share, other, before.id).status_code == 204
    assert change(desk, share, other, before.id).status_code == 204
    assert opened(knock(desk, share.link))[1] == other
    assert refused(before.get(desk), 404, "not_found")
    assert after.get(desk).data == body
    calls.end(desk, share, after.id)
    assert refused(after.get(desk), 404, "not_found")


def test_nobody_else_changes_it_and_nothing_that_ended_is_changed(desk: Desk) -> None:
    share = mandate(desk)
    assert refused(change(desk, share, bytes(8192), owner=bytes(16)), 404, "not_found")
    assert refused(change(desk, Shared(), bytes(8192)), 404, "not_found")
    assert refused(change(desk, share, bytes(8191)), 400, "bad_request")
    calls.end(desk, share)
    assert refused(change(desk, share, bytes(8192)), 404, "not_found")
    over = mandate(desk)
    desk.clock.forward(days=366)
    assert refused(change(desk, over, bytes(8192)), 404, "not_found")


def test_what_a_link_shows_is_never_changed(desk: Desk) -> None:
    share = made(desk)
    assert refused(change(desk, share, bytes(8192)), 400, "bad_request")
    assert opened(knock(desk, share.link))[1] == share.manifest


def test_who_opened_it_learns_when_it_ends(desk: Desk) -> None:
    share = mandate(desk)
    resume = opened(knock(desk, share.link))[0]["resume"]
    desk.clock.forward(hours=5)
    assert runs(desk, share, resume) == 204
    assert runs(desk, share, b64(bytes(16))) == 404
    assert runs(desk, mandate(desk), resume) == 404
    calls.end(desk, share)
    assert runs(desk, share, resume) == 404


def test_a_year_of_a_grant_is_its_longest(desk: Desk) -> None:
    share, (paper, _) = mandate(desk), desk.kept()
    longer = Grant(paper, share).shown(desk, expires_at=desk.clock.now + YEAR + 301)
    assert refused(put_grants(desk, longer), 400, "bad_request")
