"""An hour typed for Brussels is that hour, in the nights when the clocks change too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.node import node

BRUSSELS = ZoneInfo("Europe/Brussels")
NIGHTS = [
    (2026, 3, 29),
    (2026, 10, 25),
    (2027, 3, 28),
    (2027, 10, 31),
    (2030, 3, 31),
    (2026, 7, 1),
    (2026, 12, 31),
]
STEP = timedelta(minutes=10)


def typed_hours(night: tuple[int, int, int]) -> list[str]:
    """From 20:00 on the evening before to noon, as a datetime-local field writes it."""
    evening = datetime(*night) - timedelta(hours=4)
    return [f"{evening + n * STEP:%Y-%m-%dT%H:%M}" for n in range(6 * 16)]


def later(typed: str) -> int:
    """By Python's time zones; the later one of an hour that comes twice, and of one that is left out."""
    told = datetime.fromisoformat(typed)
    return max(int(told.replace(tzinfo=BRUSSELS, fold=fold).astimezone(UTC).timestamp()) for fold in (0, 1))


def moments(typed: list[str]) -> list[str]:
    done = node("tests/js/typed_moments.mjs", *typed)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("night", NIGHTS, ids=lambda night: "-".join(map(str, night)))
def test_a_typed_hour_is_that_hour_in_brussels(night: tuple[int, int, int]) -> None:
    typed = typed_hours(night)
    told = dict(zip(typed, moments(typed), strict=True))
    assert told == {one: str(later(one)) for one in typed}


NO_MOMENT = ["", "10:00", "2026-02-30T10:00", "2026-13-01T10:00", "050120-01-01T10:00", "2026-07-01"]


def test_what_is_no_moment_is_none() -> None:
    first_year, usual = "0202-07-01T10:00", "2026-07-01T10:00"
    told = moments([*NO_MOMENT, first_year, usual])
    assert told == [*["null"] * len(NO_MOMENT), str(later(first_year)), str(later(usual))]
