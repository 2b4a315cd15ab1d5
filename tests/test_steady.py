"""What time it is: at a start, while the machine's clock creeps, and where it jumps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from wallet.clock import DAY, HOUR
from wallet.clock_file import Base, ClockFile
from wallet.steady import LONG, TOLERANCE, Machine, SteadyClock, begin, length, opened, started

NOON = 1_795_003_200.0


@dataclass
class Watch:
    """A machine that a test winds."""

    wall: float = NOON
    up: float = 1_000.0
    boot: str = "first"

    def passes(self, seconds: float, steps: int = 1, *looking: SteadyClock) -> None:
        """Time passes; whoever looks does so after each step."""
        for _ in range(steps):
            self.wall += seconds / steps
            self.up += seconds / steps
            for clock in looking:
                clock.look(leads=True)

    @property
    def machine(self) -> Machine:
        return Machine(lambda: self.wall, lambda: self.up, lambda: self.boot)


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_a_first_start_believes_the_machine(watch: Watch, tmp_path: Path) -> None:
    clock = opened(watch.machine, tmp_path, None)
    assert clock.time() == NOON
    assert clock.believed()


@pytest.mark.parametrize(
    ("off", "says"), [(0, []), (HOUR, []), (LONG, ["clock: 24 hours have passed since the service last ran"])]
)
def test_a_machine_that_was_off_for_a_night_is_believed(
    watch: Watch, tmp_path: Path, caplog: pytest.LogCaptureFixture, off: int, says: list[str]
) -> None:
    opened(watch.machine, tmp_path, None)
    watch.wall, watch.up, watch.boot = watch.wall + off, 5.0, "second"
    assert opened(watch.machine, tmp_path, None).time() == NOON + off
    assert [record.getMessage() for record in caplog.records] == says


@pytest.mark.parametrize("wall", [0.0, NOON - 60 * DAY, NOON - TOLERANCE - 1, NOON + LONG + 1, NOON * 2])
@pytest.mark.parametrize("mark", [None, int(NOON) - 5])
def test_a_start_with_another_clock_goes_on_from_the_latest_time(
    watch: Watch, tmp_path: Path, wall: float, mark: int | None
) -> None:
    opened(watch.machine, tmp_path, None)
    watch.wall, watch.up, watch.boot = wall, 5.0, "second"
    clock = opened(watch.machine, tmp_path, mark)
    assert (clock.time(), clock.believed()) == (NOON, False)
    watch.wall, watch.up = NOON + HOUR, 65.0
    clock.look(leads=True)
    assert (clock.time(), clock.believed()) == (NOON + HOUR, True)


def test_a_mark_alone_does_the_same_where_the_run_folder_is_new(watch: Watch, tmp_path: Path) -> None:
    watch.wall = 0.0
    assert opened(watch.machine, tmp_path, int(NOON)).time() == NOON


def test_since_the_same_start_of_the_machine_its_clock_is_not_asked(watch: Watch, tmp_path: Path) -> None:
    opened(watch.machine, tmp_path, None)
    watch.passes(20 * DAY)
    watch.wall += 2 * HOUR
    clock = opened(watch.machine, tmp_path, int(NOON))
    assert (clock.time(), clock.apart()) == (NOON + 20 * DAY, 2 * HOUR)


def test_a_jump_is_not_followed_however_long_it_lasts(watch: Watch, tmp_path: Path) -> None:
    clock = opened(watch.machine, tmp_path, None)
    for jump in (2 * HOUR, -DAY):
        watch.wall += jump
        before = clock.time()
        watch.passes(3 * DAY, 500, clock)
        assert clock.time() == before + 3 * DAY
        assert not clock.believed()
        watch.wall -= jump
        assert clock.believed()


def test_a_small_step_is_followed_by_one_second_in_a_hundred(watch: Watch, tmp_path: Path) -> None:
    clock = opened(watch.machine, tmp_path, None)
    watch.wall += 20
    watch.passes(1_000, 1_000, clock)
    assert clock.apart() == pytest.approx(10, abs=0.1)
    watch.passes(3_000, 3_000, clock)
    assert abs(clock.apart()) < 1


def test_a_clock_that_creeps_away_takes_the_time_along_no_faster(watch: Watch, tmp_path: Path) -> None:
    clock = opened(watch.machine, tmp_path, None)
    for _ in range(1_000):
        watch.wall += TOLERANCE / 2
        watch.passes(1, 1, clock)
    assert clock.time() <= NOON + 1_010.1


def test_processes_of_a_run_folder_agree_and_take_over_what_is_confirmed(
    watch: Watch, tmp_path: Path
) -> None:
    leads = opened(watch.machine, tmp_path, None)
    follows, command = opened(watch.machine, tmp_path, None), started(watch.machine, tmp_path, None)
    watch.wall += DAY
    with ClockFile(tmp_path).held() as held:
        held.write(Base("first", watch.wall - watch.up, watch.wall))
    for clock in (leads, follows):
        clock.look(leads=clock is leads)
        assert clock.time() == NOON + DAY
    assert command.time() == NOON
    watch.boot = "second"
    with ClockFile(tmp_path).held() as held:
        held.write(Base("second", 0.0, 0.0))
    follows.look(leads=False)
    assert follows.time() == NOON + DAY


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b'{"boot": 1}', bytes(1024)])
def test_a_torn_file_is_none(watch: Watch, tmp_path: Path, torn: bytes) -> None:
    (tmp_path / "clock").write_bytes(torn)
    assert begin(watch.machine, ClockFile(tmp_path).read(), None).zero + watch.up == NOON
    assert opened(watch.machine, tmp_path, None).time() == NOON


def test_lengths_are_told_in_the_largest_unit() -> None:
    assert [length(one) for one in (90, 150, 7200, 2 * DAY)] == [
        "90 seconds",
        "2 minutes",
        "2 hours",
        "2 days",
    ]
