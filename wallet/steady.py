"""The time of the service: it goes on with the time that really passes, whatever the machine's clock says.

A clock that jumps is not followed until somebody confirms it: nothing ends, opens or is swept by a clock that
is wrong for a moment (decision 0027). All processes of a run folder agree through one small file in it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from wallet import background
from wallet.clock import DAY, HOUR, Clock
from wallet.clock_file import Base, ClockFile

TOLERANCE: Final = 30
"""Seconds by which the machine's clock may differ and is still followed, slowly."""
LONG: Final = DAY
"""After a restart of the machine nobody knows how long it was off: more than this is asked about."""
RATE: Final = 0.01
"""How much faster or slower the time goes while it follows."""
STILL: Final = 0.5
"""Seconds of difference that are left alone."""
EVERY: Final = 1.0
"""Seconds between two looks at the machine's clock and at the file."""
KNOWN: Final = 10
"""Seconds after which the file is told anew how far the time has come."""
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
log = logging.getLogger(__name__)


def _since_boot() -> float:
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def _boot() -> str:
    return BOOT.read_text().strip() if BOOT.exists() else ""


@dataclass(frozen=True)
class Machine:
    """What a machine tells of time: its clock, which anybody may set, and its seconds since it was started.

    `boot` is another text after each start of the machine; empty where the machine does not tell.
    """

    wall: Callable[[], float] = time.time
    elapsed: Callable[[], float] = _since_boot
    boot: Callable[[], str] = _boot


class SteadyClock:
    """Gives the time of the service as an aware datetime, without asking anybody but the machine."""

    def __init__(self, machine: Machine, file: ClockFile, base: Base) -> None:
        self._machine, self._file, self._base = machine, file, base
        self._looked = machine.elapsed()
        self._told = False

    def __call__(self) -> datetime:
        return EPOCH + timedelta(seconds=self.time())

    def time(self) -> float:
        """The same in seconds since the epoch."""
        return self._base.zero + self._machine.elapsed()

    def apart(self) -> float:
        """By how many seconds the machine's clock is ahead; negative where it is behind."""
        return self._machine.wall() - self.time()

    def believed(self) -> bool:
        """Whether the machine's clock shows the time of the service, but for a little."""
        return abs(self.apart()) <= TOLERANCE

    def look(self, *, leads: bool) -> None:
        """Takes over what the file says; who leads follows the machine's clock slowly, and writes it down."""
        with self._file.held() as held:
            found = held.read()
            if found is not None and found.boot == self._base.boot:
                self._base = found
            if leads:
                self._follow()
                if found is None or self._base != found or self.time() - found.seen >= KNOWN:
                    self._base = replace(self._base, seen=self.time())
                    held.write(self._base)
        if leads:
            self._tell()

    def _follow(self) -> None:
        apart, now = self.apart(), self._machine.elapsed()
        most = RATE * (now - self._looked)
        self._looked = now
        if abs(apart) <= TOLERANCE:
            step = max(-most, min(most, apart)) if abs(apart) > STILL else 0.0
            self._base = replace(self._base, zero=self._base.zero + step, off=False)
        elif self._base.off and 0 < apart <= LONG:
            self._base = replace(self._base, zero=self._base.zero + apart, off=False)

    def _tell(self) -> None:
        if self.believed() == self._told:
            self._told = not self._told
            log.warning("%s", said(self) if self._told else "clock: the machine's clock is right again")


def believed(clock: Clock) -> bool:
    """Whether the machine agrees with this clock; always, where it is not the machine's."""
    return not isinstance(clock, SteadyClock) or clock.believed()


def begin(machine: Machine, former: Base | None, mark: float | None) -> Base:
    """Which time it is at a start. `mark`: the latest time that the database has seen.

    Since the same start of the machine the time that passed is known, and its clock is not asked.
    """
    boot, up, wall = machine.boot(), machine.elapsed(), machine.wall()
    if former and boot and former.boot == boot and former.zero + up >= former.seen - TOLERANCE:
        return former
    last = max(former.seen if former else 0, mark or 0)
    off = bool(last) and not last - TOLERANCE <= wall <= last + LONG
    now = last if off else max(wall, last)
    return Base(boot, now - up, now, off)


def opened(machine: Machine, run: Path, mark: float | None) -> SteadyClock:
    """The clock of a run folder, as the processes go on with it; says what is strange about a start."""
    file = ClockFile(run)
    with file.held() as held:
        former = held.read()
        clock = SteadyClock(machine, file, begin(machine, former, mark))
        held.write(clock._base)
    last = max(former.seen if former else 0, mark or 0)
    if not clock.believed():
        log.warning("%s", said(clock))
        clock._told = True
    elif last and clock.time() - last > HOUR:
        log.warning("clock: %s have passed since the service last ran", length(clock.time() - last))
    return clock


def started(machine: Machine, run: Path, mark: float | None) -> SteadyClock:
    """The same for a command, which changes nothing and says nothing."""
    file = ClockFile(run)
    return SteadyClock(machine, file, begin(machine, file.read(), mark))


def keep(clock: SteadyClock, run: Path) -> threading.Thread:
    """Looks for ever; one process of those that share the run folder leads."""
    clock.look(leads=False)
    return background.start(
        lambda: clock.look(leads=True), run / "clock.lock", EVERY, lambda: clock.look(leads=False)
    )


def said(clock: SteadyClock) -> str:
    """One line about a clock that is not believed."""
    return (
        f"clock: the machine's clock is {difference(clock)} and is not followed; the service goes on at"
        f" {shown(clock())}. Is the machine right? `wallet clock confirm`"
    )


def difference(clock: SteadyClock) -> str:
    """How the machine's clock differs, as in "2 hours ahead"."""
    apart = clock.apart()
    return f"{length(abs(apart))} {'ahead' if apart > 0 else 'behind'}"


def shown(at: datetime) -> str:
    """A time as an operator reads it."""
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def length(seconds: float) -> str:
    """How long something is, in the largest unit of which there are two."""
    for unit, size in (("days", DAY), ("hours", HOUR), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} seconds"
