"""What digits that were never made are answered with: a door that begins and ends as others do."""

from __future__ import annotations

import pytest

from tests.desk import Desk
from tests.web import share_calls as calls
from tests.web.share_calls import typed

LIVES = [("code", 25), ("address", 2)]
"""Hours that digits of that kind are told."""


@pytest.mark.parametrize(("kind", "hours"), LIVES)
def test_a_fake_lives_no_longer_than_digits(desk: Desk, kind: str, hours: int) -> None:
    fakes = set()
    for _ in range(5):
        fakes.add(typed(desk, "1234", kind))
        desk.clock.forward(hours=hours)
    assert len(fakes) == 5


@pytest.mark.parametrize(("kind", "hours"), LIVES)
def test_no_start_of_a_fake_tells_another(desk: Desk, kind: str, hours: int) -> None:
    looks, life = [], hours * 3600
    for _ in range(24):
        looks.append(calls.tried(desk, "1234", kind).json or {})
        assert 0 <= desk.clock.now - looks[-1]["start"] < life
        desk.clock.forward(hours=hours)
    assert len({look["start"] % life for look in looks}) > 20
    assert len({look["door_id"] for look in looks}) == len({look["share_id"] for look in looks}) == 24


def test_a_fake_stays_about_half_as_long_as_digits_are_told(desk: Desk) -> None:
    """Whoever asks often sees a door that begins as others do, and no more of them than for digits."""
    starts = []
    for _ in range(100):
        starts.append((calls.tried(desk, "1234").json or {})["start"])
        desk.clock.forward(minutes=75)
    assert 9 <= len(set(starts)) <= 11
