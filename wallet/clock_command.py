"""What `wallet clock` and `wallet sweep` tell and do, and the time that commands go by."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from wallet import high_water, steady, sweep_guard
from wallet.clock_file import Base, ClockFile
from wallet.config import Config
from wallet.db import Database, is_sqlite
from wallet.ephemeral import Ephemeral
from wallet.errors import ConfigError
from wallet.guess_budget import KEY


@dataclass(frozen=True)
class Waiting:
    """Rows of one step of the sweep that wait for an operator, and how many went on the fullest day."""

    step: str
    rows: int
    most: int


def clock(settings: Config, machine: steady.Machine | None = None) -> steady.SteadyClock:
    """The time of the service as its processes have it, or would begin with. Changes nothing."""
    return steady.started(machine or steady.Machine(), settings.run, _mark(settings))


def now(settings: Config) -> datetime:
    """The same time, for a command that acts by it."""
    return clock(settings)()


def confirm(settings: Config, machine: steady.Machine | None = None) -> None:
    """Believes the machine's clock. Processes that run follow within seconds. Raises ConfigError."""
    machine = machine or steady.Machine()
    former = clock(settings, machine).time()
    at = machine.wall()
    settings.run.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ClockFile(settings.run).held() as held:
        held.write(Base(machine.boot(), at - machine.elapsed(), at))
    if at < former:
        time.sleep(3 * steady.EVERY)  # so that no process writes a later time any more
        _shorten(settings.run, int(former - at))
    if _mark(settings) is not None:
        database = Database(settings.database)
        try:
            high_water.put(database, int(at), back=True)
        finally:
            database.close()


def waiting(settings: Config, *, go_on: bool) -> Sequence[Waiting]:
    """What of the sweep waits; with `go_on` it waits no longer."""
    database = Database(settings.database)
    try:
        high_water.read(database)
        with database.write() as session:
            found = [Waiting(one.step, one.waiting, one.most) for one in sweep_guard.waiting(session)]
            if go_on:
                sweep_guard.confirm(session)
    finally:
        database.close()
    return found


def _mark(settings: Config) -> int | None:
    """The latest time that the database has seen; None where there is none, or none of this version."""
    if is_sqlite(settings.database) and not Path(make_url(settings.database).database or "").exists():
        return None
    database = Database(settings.database)
    try:
        return high_water.read(database)
    except ConfigError:
        return None
    finally:
        database.close()


def _shorten(run: Path, much: int) -> None:
    """Sessions and the like keep the time that they had left."""
    for name in ("ephemeral.db", "guesses.db"):
        if (run / name).exists():
            store = Ephemeral(run / name)
            store.sooner(much, but=KEY)
            store.close()
