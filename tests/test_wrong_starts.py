"""A server that is started while the machine's clock is wrong: nothing ends, opens or goes by it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.wrong_clock import Kept, Site, a_whole_round, health, told, until

YEAR = 365
WRONG_STARTS = [datetime(1970, 1, 2, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC), -60, YEAR * 6]


@pytest.fixture
def small_site(tmp_path: Path) -> Site:
    """A machine on SQLite and files."""
    return Site(tmp_path, {})


def sets(site: Site, start: datetime | int) -> None:
    """The clock shows that, or is wrong by so many days."""
    if isinstance(start, int):
        site.machine.wrong(days=start)
    else:
        site.machine.shows(start)


@pytest.mark.parametrize("boots", [0, 1, 2])
@pytest.mark.parametrize("start", WRONG_STARTS)
def test_a_start_with_a_wrong_clock_ends_nothing_either(
    small_site: Site, start: datetime | int, boots: int
) -> None:
    starts_wrong(small_site, start, boots)


def test_a_start_with_a_wrong_clock_beside_postgresql(scaled: dict[str, str], tmp_path: Path) -> None:
    starts_wrong(Site(tmp_path, scaled), YEAR * 6, 2)


def starts_wrong(site: Site, start: datetime | int, boots: int) -> None:
    """Started with a wrong clock, which is then put right."""
    with site.served() as desk:
        kept = Kept(desk)
        desk.clock.forward(minutes=2)
        a_whole_round(desk)
    site.boots += boots
    if boots == 2:  # a run folder in memory, gone with the machine's start
        (site.folder / "var" / "run" / "clock").unlink()
    sets(site, start)
    with site.served() as desk:
        kept.seen_from(desk)
        assert "wallet clock confirm" in told(desk)
        assert not health(desk)["clock"]
        a_whole_round(desk)
        assert kept.is_whole(desk)
        made_meanwhile = desk.kept()[0]
        site.machine.wrong()
        until(lambda: health(desk)["clock"])
        a_whole_round(desk)
        assert kept.is_whole(desk)
        assert desk.get_blob(made_meanwhile).status_code == 200
        assert kept.ends_in_time(desk)
