"""`wallet run` is killed again and again while people write: nothing is lost, nothing comes back."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from tests.endure.ledger import Ledger
from tests.endure.outcome import Outcome
from tests.endure.served import PATIENCE, Served
from tests.endure.writer import Writer

WRITERS = 4
LONGEST = 2.0
"""Seconds of writing before a kill, at most."""
EARLY = 0.25
"""How often a server is also killed while it starts."""
OTHERS = 100
"""How many older things are read after each kill; in the end all are."""
AGREED = "Database and store agree.\n"
Moment = Callable[[Ledger], None]
"""Returns when the server is to be killed."""


def soak(folder: Path, settings: Mapping[str, str], duration: float, most: int = 100_000) -> Outcome:
    """Kills until `duration` seconds are over, once at least and `most` times at most."""
    return survives(Served(folder, settings), duration, most)


def at_random(_ledger: Ledger) -> None:
    """Some moment within two seconds."""
    time.sleep(random.uniform(0, LONGEST))


def after(writes: int) -> Moment:
    """When so many writes more were acknowledged, with others under way."""

    def comes(ledger: Ledger) -> None:
        end, seconds = ledger.acknowledged + writes, time.monotonic() + PATIENCE
        while ledger.acknowledged < end and time.monotonic() < seconds:
            time.sleep(0.002)

    return comes


def survives(
    server: Served, duration: float, most: int, moment: Moment = at_random, early: float = EARLY
) -> Outcome:
    """The same with any server that can be killed and started again."""
    ledger, faults = Ledger(), list[str]()
    crew = [Writer(server.desk(), ledger) for _ in range(WRITERS)]
    end, kills = time.monotonic() + duration, 0
    _start(server, early)
    while kills < most and (not kills or time.monotonic() < end):
        faults += write_and_kill(server, crew, ledger, moment)
        kills += 1
        _start(server, early)
        ledger.check(OTHERS)
        faults += disagreement(server)
        print(f"{kills} kills, {ledger.acknowledged} acknowledged, {len(ledger.losses)} losses", flush=True)
    ledger.read(ledger.things)
    server.stop()
    measured = {"kills": kills, "acknowledged writes": ledger.acknowledged, "things": len(ledger.things)}
    return Outcome({**measured, "losses": len(ledger.losses)}, [*ledger.losses, *faults, *server.logged()])


def write_and_kill(server: Served, crew: Sequence[Writer], ledger: Ledger, moment: Moment) -> list[str]:
    """Lets all write, kills the server at that moment; what went wrong before the kill."""
    cut = Event()
    with ThreadPoolExecutor(len(crew)) as pool:
        writing = [pool.submit(one.writes, cut) for one in crew]
        try:
            moment(ledger)
        finally:
            cut.set()
            server.kill()
        return [said for said in (one.result() for one in writing) if said]


def disagreement(server: Served) -> list[str]:
    """What `wallet fsck` finds."""
    try:
        done = server.says("fsck")
    except subprocess.TimeoutExpired as problem:
        return [str(problem)]
    agrees = done.returncode == 0 and (done.stdout == AGREED or server.may_remark)
    return [] if agrees else [f"fsck: {done.stdout}{done.stderr}".rstrip()]


def _start(server: Served, early: float) -> None:
    """Starts it, now and then after a start that was killed, too."""
    if random.random() < early:
        server.begin()
        time.sleep(random.uniform(0, LONGEST))
        server.kill()
    server.start()
