"""A refusal tells nothing by its speed or by its work."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import event

from tests.desk import Desk
from tests.web import share_calls as calls
from tests.web.share_calls import Door, knock, made, opened
from wallet.web.unhurried import REFUSAL

ROUNDS = 7


def used_up(desk: Desk) -> Door:
    share = made(desk, max_opens=1)
    opened(knock(desk, share.link))
    return share.link


def ended(desk: Desk) -> Door:
    share = made(desk)
    calls.end(desk, share)
    return share.link


def not_yet(desk: Desk) -> Door:
    return made(desk, not_before=desk.clock.now + 600).link


def forbidden(desk: Desk) -> Door:
    return Door(id=made(desk).link.id)


def unknown(_desk: Desk) -> Door:
    return Door()


REASONS: list[Callable[[Desk], Door]] = [used_up, ended, not_yet, forbidden, unknown]


def lasted(desk: Desk, door: Door) -> float:
    start = time.perf_counter()
    assert knock(desk, door).status_code == 404
    return time.perf_counter() - start


def test_every_reason_takes_as_long(desk: Desk) -> None:
    doors = [reason(desk) for reason in REASONS]
    rounds = [[lasted(desk, door) for door in doors] for _ in range(ROUNDS)]
    # What a busy machine adds only adds: the quickest of each reason is what the server itself takes.
    quickest = [min(each) for each in zip(*rounds, strict=True)]
    assert min(quickest) >= REFUSAL
    assert max(quickest) - min(quickest) < 0.01


def test_every_reason_asks_the_same_of_the_database(desk: Desk) -> None:
    asked: list[str] = []

    def note(_link: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith(("SELECT", "UPDATE")) and "share_event" not in statement:
            asked.append(statement)

    event.listen(desk.parts.database.engine, "before_cursor_execute", note)
    seen = set()
    for reason in REASONS:
        door = reason(desk)
        asked.clear()
        knock(desk, door)
        seen.add(tuple(asked))
    assert len(seen) == 1
