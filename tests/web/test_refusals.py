"""A refusal tells nothing by its speed or by its work."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy import event

from tests.desk import Desk
from tests.web import share_calls as calls
from tests.web.mailbox_calls import Box
from tests.web.share_calls import Door, knock, made, opened
from wallet.errors import NotFound
from wallet.web import unhurried
from wallet.web.unhurried import REFUSAL

NO_VOUCHER = bytes(16)
"""What the server looks for where somebody shows none."""


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


def without_its_note(desk: Desk) -> Door:
    door = Box(desk).door()
    made(desk, door)
    return door


def in_another_mailbox(desk: Desk) -> Door:
    box = Box(desk, voucher=NO_VOUCHER)
    assert (box.is_made().status_code, desk.post("note/put", box.note()).status_code) == (201, 201)
    door = Box(desk).door(NO_VOUCHER)
    made(desk, door)
    return door


REASONS: list[Callable[[Desk], Door]] = [
    used_up, ended, not_yet, forbidden, unknown, without_its_note, in_another_mailbox
]  # fmt: skip


def lasted(desk: Desk, door: Door) -> float:
    start = time.perf_counter()
    assert knock(desk, door).status_code == 404
    return time.perf_counter() - start


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_takes_its_time(desk: Desk, reason: Callable[[Desk], Door]) -> None:
    assert lasted(desk, reason(desk)) >= REFUSAL


@pytest.mark.parametrize("found_after", [0.0, 0.03, 0.0999])
def test_a_refusal_ends_at_the_same_moment_however_soon_its_reason_was_found(
    monkeypatch: pytest.MonkeyPatch, found_after: float
) -> None:
    now = [1000.0]
    monkeypatch.setattr(unhurried, "monotonic", lambda: now[0])
    monkeypatch.setattr(unhurried, "sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    with contextlib.suppress(NotFound), unhurried.unhurried():
        now[0] += found_after
        raise NotFound
    assert now[0] == pytest.approx(1000.0 + REFUSAL)


def test_every_reason_asks_the_same_of_the_database(inner_desk: Desk) -> None:
    asked: list[str] = []

    def note(_link: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith(("SELECT", "UPDATE")) and "share_event" not in statement:
            asked.append(statement)

    event.listen(inner_desk.parts.database.engine, "before_cursor_execute", note)
    seen = set()
    for reason in REASONS:
        door = reason(inner_desk)
        asked.clear()
        knock(inner_desk, door)
        seen.add(tuple(asked))
    assert len(seen) == 1
    assert seen != {()}


def test_every_reason_waits_once_and_for_all_that_is_left(
    inner_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    ours, really_sleep = threading.get_ident(), time.sleep

    def note(seconds: float) -> None:
        """Of this thread's waits alone: others go on in the background."""
        if threading.get_ident() == ours:
            waited.append(seconds)
        else:
            really_sleep(seconds)

    monkeypatch.setattr(unhurried, "monotonic", lambda: 0.0)
    monkeypatch.setattr(unhurried, "sleep", note)
    monkeypatch.setattr(time, "sleep", note)
    for reason in REASONS:
        door = reason(inner_desk)
        waited.clear()
        knock(inner_desk, door)
        assert waited == [REFUSAL], reason.__name__
