"""`wallet run` is killed again and again while people write: nothing is lost, nothing comes back."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from tests.endure.ledger import Ledger
from tests.endure.outcome import Outcome
from tests.endure.served import Served
from tests.endure.writer import Writer

WRITERS = 4
LONGEST = 2.0
"""Seconds of writing before a kill, at most."""
EARLY = 0.25
"""How often a server is also killed while it starts."""
OTHERS = 100
"""How many older things are read after each kill; in the end all are."""
AGREED = "Database and store agree.\n"


def soak(folder: Path, settings: Mapping[str, str], duration: float, most: int = 100_000) -> Outcome:
    """Kills until `duration` seconds are over, once at least and `most` times at most."""
    server, ledger, faults = Served(folder, settings), Ledger(), list[str]()
    crew = [Writer(server.desk(), ledger) for _ in range(WRITERS)]
    end, kills = time.monotonic() + duration, 0
    _start(server)
    while kills < most and (not kills or time.monotonic() < end):
        faults += write_and_kill(server, crew)
        kills += 1
        _start(server)
        ledger.check(OTHERS)
        faults += disagreement(server)
        print(f"{kills} kills, {ledger.acknowledged} acknowledged, {len(ledger.losses)} losses", flush=True)
    ledger.read(ledger.things)
    server.stop()
    measured = {"kills": kills, "acknowledged writes": ledger.acknowledged, "things": len(ledger.things)}
    return Outcome({**measured, "losses": len(ledger.losses)}, [*ledger.losses, *faults, *server.logged()])


def write_and_kill(server: Served, crew: Sequence[Writer]) -> list[str]:
    """Lets all write, kills the server at some moment; what went wrong before the kill."""
    cut = Event()
    with ThreadPoolExecutor(len(crew)) as pool:
        writing = [pool.submit(one.writes, cut) for one in crew]
        try:
            time.sleep(random.uniform(0, LONGEST))
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
    agrees = (done.returncode, done.stdout) == (0, AGREED)
    return [] if agrees else [f"fsck: {done.stdout}{done.stderr}".rstrip()]


def _start(server: Served) -> None:
    """Starts it, now and then after a start that was killed, too."""
    if random.random() < EARLY:
        server.begin()
        time.sleep(random.uniform(0, LONGEST))
        server.kill()
    server.start()
