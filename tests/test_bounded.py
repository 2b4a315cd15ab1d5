"""Dear work is bounded, and wrong tries are counted before they are looked at."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from wallet.bounded import Bounded
from wallet.ephemeral import Ephemeral
from wallet.errors import Busy
from wallet.pauses import Pauses


def test_two_work_one_waits_and_the_next_is_told_to_come_back() -> None:
    dear, go_on = Bounded(2, waiting=1, seconds=20), threading.Event()
    inside = threading.Semaphore(0)

    def work() -> bool:
        with dear():
            inside.release()
            return go_on.wait(20)

    with ThreadPoolExecutor(3) as people:
        done = [people.submit(work) for _ in range(3)]
        assert inside.acquire(timeout=20)
        assert inside.acquire(timeout=20)
        while dear._there._value:
            pass
        with pytest.raises(Busy), dear():
            pass
        assert not inside.acquire(blocking=False)
        go_on.set()
        assert [one.result(20) for one in done] == [True] * 3
    with dear():
        pass


def test_forty_tries_at_once_are_no_more_than_one_after_the_other(tmp_path: Path) -> None:
    store = Ephemeral(tmp_path / "e.db")
    pauses = Pauses(store, "some", free=5, first=30, longest=900, kept=1000)
    with ThreadPoolExecutor(16) as people:
        waits = list(people.map(lambda _: pauses.enter(b"somebody", 1000), range(40)))
    assert waits.count(0) == 5
    assert pauses.enter(b"somebody else", 1000) == 0
    store.close()
