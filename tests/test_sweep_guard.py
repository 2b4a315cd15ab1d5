"""What the sweep takes away in a round, and what it asks about first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from wallet import sweep_guard
from wallet.db import Database
from wallet.migrations import upgrade
from wallet.models import SweepCount
from wallet.sweep_guard import FEW, PART, PORTION, TIMES, allowed, confirm, note, waiting

MANY = 5_000
TODAY = 20_000


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """An empty database."""
    upgrade(f"sqlite:///{tmp_path}/wallet.db")
    database = Database(f"sqlite:///{tmp_path}/wallet.db")
    with database.write() as session:
        yield session
    database.close()


@pytest.mark.parametrize(
    ("due", "there", "most"), [(FEW, FEW, 0), (MANY, PART * MANY, 0), (MANY, MANY, MANY // TIMES), (0, 0, 0)]
)
def test_what_is_ordinary_goes_in_portions(session: Session, due: int, there: int, most: int) -> None:
    session.add(SweepCount(step="papers", day=TODAY - 1, ended=most, most=0, waiting=0))
    assert allowed(session, "papers", due, there, TODAY) == PORTION
    assert waiting(session) == []


def test_far_more_waits_and_goes_when_it_is_confirmed(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        assert allowed(session, "papers", MANY, MANY, TODAY) == 0
    assert [record.getMessage() for record in caplog.records] == [
        "sweep: 5000 of 5000 papers are due, far more than ever, and wait: `wallet sweep`"
    ]
    assert [(one.step, one.waiting) for one in waiting(session)] == [("papers", MANY)]
    assert allowed(session, "grants", FEW, FEW, TODAY) == PORTION
    confirm(session)
    assert waiting(session) == []
    assert allowed(session, "papers", MANY, MANY, TODAY) == PORTION


def test_what_is_no_longer_due_waits_no_longer(session: Session) -> None:
    assert allowed(session, "papers", MANY, MANY, TODAY) == 0
    allowed(session, "papers", 0, 0, TODAY)
    assert waiting(session) == []


def test_the_fullest_day_is_one_that_is_over(session: Session) -> None:
    for ended in (300, 200):
        note(session, "papers", ended, TODAY)
    assert allowed(session, "papers", MANY, MANY, TODAY) == 0
    assert allowed(session, "papers", MANY, MANY, TODAY + 1) == PORTION
    note(session, "papers", 7, TODAY + 1)
    note(session, "papers", 0, TODAY + 2)
    count = session.get(SweepCount, "papers")
    assert count is not None
    assert (count.most, count.day, count.ended) == (500, TODAY + 2, 0)
    assert not sweep_guard.is_far_more(MANY, MANY, count.most)
