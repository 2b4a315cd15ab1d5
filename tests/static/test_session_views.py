"""Every view of a session asks inside its transaction whether the session goes on (wallet/web/acting.py)."""

from __future__ import annotations

import pytest

from tests.static.session_views import OPERATIONS, Operation, calls

INSIDE = {"bearer": {"acting", "looking"}}
OTHERS = {"database.read", "database.write"}


@pytest.mark.parametrize("one", [one for one in OPERATIONS if one.whose in INSIDE], ids=lambda one: one.id)
def test_it_asks_inside_its_transaction_and_opens_no_other(one: Operation) -> None:
    called = calls(one.view)
    assert called & INSIDE[one.whose], f"{one.id}: {sorted(called)}"
    assert one.optional or not called & OTHERS, f"{one.id} opens a transaction that does not ask"


def test_there_are_such_views() -> None:
    assert {one.whose for one in OPERATIONS} >= set(INSIDE)
