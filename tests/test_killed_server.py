"""A server is killed under four writers: nothing that was acknowledged is lost, nothing deleted is back.

In `./dev prove` and `./dev endure kills` it is the unmodified `wallet run` (tests/test_endure.py).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.endure import kills
from tests.endure.launched import Launched

WRITES = 40
"""Acknowledged ones before each kill, with others under way."""


@pytest.mark.parametrize(
    ("stores", "most"), [("embedded", 1), ("embedded", 6), ("scaled", 3)], ids=["one", "six", "scaled"]
)
def test_nothing_that_was_acknowledged_is_lost(
    request: pytest.FixtureRequest, tmp_path: Path, stores: str, most: int
) -> None:
    settings: dict[str, str] = dict(request.getfixturevalue(stores))
    server = Launched(tmp_path / "own", {name: settings[name] for name in settings if name != "folder"})
    outcome = kills.survives(server, duration=600, most=most, moment=kills.after(WRITES), early=0)
    assert outcome.faults == []
    assert outcome.measured["kills"] == most
    assert int(str(outcome.measured["acknowledged writes"])) >= most * WRITES
