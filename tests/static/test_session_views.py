"""Every view of a session asks inside its transaction whether the session goes on (wallet/web/acting.py)."""

from __future__ import annotations

import pytest

from tests.static.session_views import OPERATIONS, Operation, calls

INSIDE = {
    "bearer": {"acting", "looking"}, "worker": {"at_work"}, "host": {"at_desk"}, "operator": {"at_desk"}
}  # fmt: skip
OTHERS = {"database.read", "database.write"}


ASKING = [one for one in OPERATIONS if one.whose == "bearer" or (one.whose in INSIDE and one.method != "get")]
"""What has no body is never late; a wallet's list is held while it is read, all the same."""


@pytest.mark.parametrize("one", ASKING, ids=lambda one: one.id)
def test_it_asks_inside_its_transaction_and_opens_no_other(one: Operation) -> None:
    called = calls(one.view)
    assert called & INSIDE[one.whose], f"{one.id}: {sorted(called)}"
    assert one.optional or not called & OTHERS, f"{one.id} opens a transaction that does not ask"


def test_there_are_such_views() -> None:
    assert {one.whose for one in ASKING} == set(INSIDE)
