"""The store of what must not outlive its moment."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from wallet.ephemeral import Ephemeral
from wallet.errors import Busy, StoreAway


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Ephemeral]:
    made = Ephemeral(tmp_path / "ephemeral.db")
    yield made
    made.close()


def test_a_value_is_there_until_its_end(store: Ephemeral) -> None:
    store.put("nonce", b"key", b"value", until=100)
    assert store.get("nonce", b"key", 99) == b"value"
    assert store.get("nonce", b"key", 100) is None
    assert store.get("other", b"key", 99) is None


def test_of_many_who_take_at_once_one_gets_it(store: Ephemeral) -> None:
    store.put("nonce", b"key", b"value", until=100)

    def take(_turn: int) -> bytes | None:
        taken = store.take("nonce", b"key", 1)
        store.close()
        return taken

    with ThreadPoolExecutor(8) as pool:
        assert sorted(map(bool, pool.map(take, range(16)))) == [False] * 15 + [True]


def test_a_living_value_is_not_added_over_and_a_dead_one_is(store: Ephemeral) -> None:
    assert store.add("locator", b"1", b"a", until=10, now=0)
    assert not store.add("locator", b"1", b"b", until=20, now=9)
    assert store.add("locator", b"1", b"c", until=20, now=10)
    assert store.get("locator", b"1", 11) == b"c"


def test_counters_add_up_over_threads_and_windows(store: Ephemeral) -> None:
    def count(slot: int) -> None:
        store.count("guess", b"name", slot % 4, until=100)
        store.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(40)))
    assert store.total("guess", b"name", 0, 3) == 40
    assert store.total("guess", b"name", 1, 2) == 20
    assert store.first_slot("guess", b"name", 2) == 2
    assert store.count("guess", b"name", 3, until=100, n=-4) == 6


def test_together_is_all_or_nothing(store: Ephemeral) -> None:
    def half_a_step() -> None:
        with store.together():
            store.put("a", b"1", b"x", until=10)
            with store.together():
                store.count("b", b"1", 0, until=10)
            raise LookupError

    with pytest.raises(LookupError):
        half_a_step()
    assert store.get("a", b"1", 0) is None
    assert store.total("b", b"1", 0, 0) == 0


def test_what_has_ended_is_forgotten_in_the_file_too(store: Ephemeral, tmp_path: Path) -> None:
    store.put("session", b"key", b"a-vault-that-was-open", until=10)
    store.put("session", b"late", b"kept", until=20)
    store.count("guess", b"name-that-was-guessed", 0, until=10)
    store.forget(10)
    store._run("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"a-vault" not in kept
    assert b"name-that" not in kept
    assert store.get("session", b"late", 11) == b"kept"


def test_a_store_that_another_holds_is_busy_and_a_lost_one_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wallet.ephemeral.BUSY_SECONDS", 0.1)
    one, two = Ephemeral(tmp_path / "e.db"), Ephemeral(tmp_path / "e.db")
    with one.together(), pytest.raises(Busy):
        two.put("a", b"1", b"x", until=1)
    one.close()
    two.close()
    with pytest.raises(StoreAway):
        Ephemeral(tmp_path / "nowhere" / "e.db")
