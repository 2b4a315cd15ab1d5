"""Budgets of networks."""

from __future__ import annotations

from pathlib import Path

import pytest

from wallet.ephemeral import Ephemeral
from wallet.errors import SlowDown
from wallet.limits import Budget, Limits, network

TWO = Budget("two", 2, 60)


def test_a_network_that_used_its_budget_waits_for_the_next_window(tmp_path: Path) -> None:
    store = Ephemeral(tmp_path / "e.db")
    limits = Limits(store, bytes(32))
    limits.charge("192.0.2.1", TWO, 130)
    limits.charge("192.0.2.1", TWO, 131)
    with pytest.raises(SlowDown) as told:
        limits.charge("192.0.2.1", TWO, 140)
    assert told.value.retry_after == 40
    limits.charge("192.0.2.2", TWO, 140)
    limits.charge("192.0.2.1", TWO, 180)
    store.close()


def test_no_address_is_kept(tmp_path: Path) -> None:
    store = Ephemeral(tmp_path / "e.db")
    Limits(store, b"k" * 32).charge("192.0.2.77", TWO, 0)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"192.0.2.77" not in kept
    assert network("192.0.2.77") not in kept
    assert b"k" * 32 not in kept
    store.close()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("", "not an address", True),
    ],
)
def test_what_counts_as_one_network(one: str, other: str, *, same: bool) -> None:
    assert (network(one) == network(other)) is same
