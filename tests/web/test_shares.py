"""Shares over the API: made, opened, counted, resumed, reported, ended, on both pairs of stores."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.desk import Desk, refused
from tests.web import share_calls as calls
from tests.web.share_calls import Door, Shared, kinds, knock, made, opened, story
from wallet.clock import DAY
from wallet.crypto.bytes import b64
from wallet.models import Share, ShareDoor

PATHS = [
    "share",
    *(f"share/{end}" for end in ("door", "open", "report", "events", "end")),
    "code",
    "code/new",
]


def test_a_share_opens_for_who_has_the_link(desk: Desk) -> None:
    share = made(desk)
    head, manifest = opened(knock(desk, share.link))
    assert manifest == share.manifest
    assert head["share_id"] == b64(share.id)
    assert head["sealed_m"] == b64(share.link.sealed_m)
    assert (head["now"], head["expires_at"]) == (desk.clock.now, desk.clock.now + 1800)
    assert head["resumed"] is False
    assert kinds(desk, share) == ["opened"]


def test_five_openings_are_five(desk: Desk) -> None:
    share = made(desk)
    for _ in range(5):
        opened(knock(desk, share.link))
    assert refused(knock(desk, share.link), 404, "not_found")
    assert story(desk, share)["opens"] == 5


def test_five_openings_are_five_under_fifty_at_once(desk: Desk) -> None:
    share, together = made(desk), threading.Barrier(50)

    def ask(_number: int) -> int:
        own = desk.another()
        together.wait()
        return knock(own, share.link).status_code

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(ask, range(50)))
    assert (answers.count(200), answers.count(404)) == (5, 45)
    assert kinds(desk, share) == ["opened"] * 5 + ["refused"] * 45


def test_a_reload_is_no_second_opening(desk: Desk) -> None:
    share = made(desk, max_opens=1)
    head, _ = opened(knock(desk, share.link))
    again, manifest = opened(knock(desk, share.link, head["resume"]))
    assert (again["resumed"], again["resume"], manifest) == (True, head["resume"], share.manifest)
    assert kinds(desk, share) == ["opened"]
    desk.clock.forward(minutes=16)
    assert refused(knock(desk, share.link, head["resume"]), 404, "not_found")


def test_a_resume_token_opens_nothing_else(desk: Desk) -> None:
    share, other = made(desk, max_opens=1), made(desk, max_opens=1)
    head, _ = opened(knock(desk, share.link))
    opened(knock(desk, other.link))
    assert refused(knock(desk, other.link, head["resume"]), 404, "not_found")
    assert refused(knock(desk, share.link, head["resume"], open=bytes(32)), 404, "not_found")


def test_a_resume_token_goes_on_through_its_own_door_alone(desk: Desk) -> None:
    other = Door()
    share = made(desk, other, max_opens=1)
    head, _ = opened(knock(desk, share.link))
    assert refused(knock(desk, other, head["resume"]), 404, "not_found")


def used_up(desk: Desk) -> Door:
    share = made(desk, max_opens=1)
    opened(knock(desk, share.link))
    return share.link


def ended(desk: Desk) -> Door:
    share = made(desk)
    assert calls.end(desk, share).status_code == 204
    return share.link


def not_yet(desk: Desk) -> Door:
    return made(desk, not_before=desk.clock.now + 600).link


def over(desk: Desk) -> Door:
    share = made(desk)
    desk.clock.forward(minutes=30)
    return share.link


def forbidden(desk: Desk) -> Door:
    return Door(id=made(desk).link.id)


def unknown(_desk: Desk) -> Door:
    return Door()


@pytest.mark.parametrize("closed", [used_up, ended, not_yet, over, forbidden, unknown])
def test_every_refusal_is_the_same_404(desk: Desk, closed: Any) -> None:
    answer = knock(desk, closed(desk))
    reference = knock(desk, Door())
    assert refused(answer, 404, "not_found")
    assert (answer.data, sorted(answer.headers)) == (reference.data, sorted(reference.headers))


def test_a_share_that_starts_later_opens_then(desk: Desk) -> None:
    share = made(desk, not_before=desk.clock.now + 600)
    desk.clock.forward(minutes=9, seconds=59)
    assert refused(knock(desk, share.link), 404, "not_found")
    desk.clock.forward(seconds=1)
    opened(knock(desk, share.link))


def test_the_owner_reads_what_happened(desk: Desk) -> None:
    share = made(desk)
    start = desk.clock.now
    told = story(desk, share)
    assert told == {
        "now": start, "opens": 0, "max_opens": 5, "not_before": start, "expires_at": start + 1800,
        "ended": False, "events": [], "code": None,
    }  # fmt: skip
    resume = opened(knock(desk, share.link))[0]["resume"]
    desk.clock.forward(minutes=3)
    for kind in ("printed", "closed"):
        answer = desk.post("share/report", {"share_id": b64(share.id), "resume": resume, "kind": kind})
        assert answer.status_code == 204
    events = story(desk, share)["events"]
    assert [(event["kind"], event["at"] - start) for event in events[:1]] == [("opened", 0)]
    assert {(event["kind"], event["at"] - start) for event in events[1:]} == {
        ("printed", 180),
        ("closed", 180),
    }
    stranger = {"id": b64(share.id), "owner": b64(bytes(16))}
    assert refused(desk.post("share/events", stranger), 404, "not_found")


def test_only_who_opened_reports(desk: Desk) -> None:
    share, other = made(desk), made(desk)
    resume = opened(knock(desk, other.link))[0]["resume"]
    for token in (resume, b64(bytes(16))):
        answer = desk.post("share/report", {"share_id": b64(share.id), "resume": token, "kind": "closed"})
        assert refused(answer, 404, "not_found")
    assert kinds(desk, share) == []


def test_an_ended_share_leaves_only_its_events(desk: Desk) -> None:
    share = made(desk)
    resume = opened(knock(desk, share.link))[0]["resume"]
    for _ in range(2):
        assert calls.end(desk, share).status_code == 204
    assert refused(knock(desk, share.link, resume), 404, "not_found")
    with desk.parts.database.read() as session:
        row = session.get(Share, share.id)
        assert row is not None
        assert [row.not_before, row.expires_at, row.max_opens, row.opens, row.manifest] == [None] * 5
        assert session.query(ShareDoor).count() == 0
    told = story(desk, share)
    assert (told["ended"], told["opens"], told["expires_at"]) == (True, 1, None)
    assert kinds(desk, share) == ["ended", "opened"]


def test_only_the_owner_ends(desk: Desk) -> None:
    share = made(desk)
    thief = Shared(link=share.link, id=share.id)
    assert refused(calls.end(desk, thief), 404, "not_found")
    opened(knock(desk, share.link))


@pytest.mark.parametrize(
    "terms",
    [
        {"max_opens": 0},
        {"max_opens": 1001},
        {"expires_at": 0},
        {"not_before": 2**32 - 1},
        {"expires_at": 2**41},
        {"max_opens": True},
        {"max_opens": "5"},
        {"doors": []},
        {"extra": 1},
    ],
)
def test_terms_that_no_share_may_have(desk: Desk, terms: dict[str, Any]) -> None:
    assert refused(calls.post_share(desk, Shared(), **terms), 400, "bad_request")


def test_thirty_days_are_the_most(desk: Desk) -> None:
    assert made(desk, expires_at=desk.clock.now + 30 * DAY)
    late = calls.post_share(desk, Shared(), expires_at=desk.clock.now + 30 * DAY + 301)
    assert refused(late, 400, "bad_request")


@pytest.mark.parametrize("length", [0, 1, 8191, 8193, 262_144 + 8192])
def test_a_manifest_has_steps(desk: Desk, length: int) -> None:
    answer = calls.post_share(desk, Shared(manifest=bytes(length)))
    assert answer.status_code in (400, 413)


def test_ids_of_shares_and_doors_are_used_once(desk: Desk) -> None:
    share = made(desk)
    assert refused(calls.post_share(desk, Shared(id=share.id)), 409, "exists")
    assert refused(calls.post_share(desk, Shared(link=share.link)), 409, "exists")
    opened(knock(desk, share.link))


def test_making_a_share_costs_a_ticket(desk: Desk) -> None:
    ticket = desk.ticket(0)
    assert calls.post_share(desk, Shared(), ticket=ticket).status_code == 201
    assert refused(calls.post_share(desk, Shared(), ticket=ticket), 403, "ticket")


def test_one_more_door_opens_the_same_share(desk: Desk) -> None:
    share, door = made(desk), Door()
    body = {
        "ticket": b64(desk.ticket(0)),
        "id": b64(share.id),
        "owner": b64(share.owner),
        "door": door.shown(),
    }
    assert desk.post("share/door", body).status_code == 201
    assert opened(knock(desk, door))[1] == share.manifest
    stranger = {**body, "ticket": b64(desk.ticket(0)), "owner": b64(bytes(16)), "door": Door().shown()}
    assert refused(desk.post("share/door", stranger), 404, "not_found")


@pytest.mark.parametrize("path", PATHS)
def test_no_call_on_a_share_takes_a_session(desk: Desk, path: str) -> None:
    answer = desk.post(path, {}, {"Authorization": f"Bearer {b64(bytes(32))}"})
    assert refused(answer, 400, "bad_request")
