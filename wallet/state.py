"""How the wallet is doing, for whoever runs it: rounded counts, what answers, versions. No row of anybody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha384
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from wallet import high_water, schema, steady, sweep_guard, totals
from wallet.blobs import BlobStore
from wallet.clock import Clock
from wallet.crypto.bytes import b64
from wallet.db import Database
from wallet.ephemeral import PROBE, Ephemeral
from wallet.errors import Damaged, ReadOnly, StoreAway, WalletError
from wallet.oprf import Evaluator


@dataclass(frozen=True)
class Aim:
    """What the plan wants at the end of a year; `percent` of it live, None where that is not told."""

    year: int
    wallets: int
    percent: int | None


@dataclass(frozen=True)
class Counted:
    """What the database tells: living wallets as in `wallet.totals`, and the step its tables are at."""

    living: int | None
    aims: list[Aim]
    tables: str


def counted(session: Session, now: datetime) -> Counted:
    """Counts, once for all that show it."""
    living = totals.living(session, now)
    step = session.scalar(text("SELECT version_num FROM alembic_version WHERE version_num > ''"))
    aims = [
        Aim(year, aim, None if living is None else round(100 * living / aim))
        for year, aim in totals.AIMS.items()
    ]
    return Counted(living, aims, str(step))


@dataclass(frozen=True)
class Health:
    """Which places are well, and for each that is not, a sentence for whoever runs this."""

    well: dict[str, bool]
    said: list[str]


def health(
    database: Database,
    blobs: Callable[[], BlobStore],
    oprf: Evaluator | None,
    run: Ephemeral | None = None,
) -> Health:
    """Whether each takes a write; without `oprf` and `run` where there is none to ask."""
    faults = {"database": _fault_of(database), "blobs": _fault(lambda: blobs().ready())}
    if oprf is not None:
        faults["oprf"] = "" if oprf.ready() else StoreAway.sentence
    if run is not None:
        faults["run"] = _fault(lambda: run.put(PROBE, b"", b"", until=0))
    said = [f"{place}: {fault}" for place, fault in faults.items() if fault]
    return Health({place: not fault for place, fault in faults.items()}, said)


def remarks(database: Database, clock: Clock) -> dict[str, bool]:
    """Whether the machine's clock is followed and nothing of the sweep waits; the service goes on anyway."""
    try:
        with database.read() as session:
            waits = bool(sweep_guard.waiting(session))
    except (DBAPIError, WalletError):
        waits = True
    return {"clock": steady.believed(clock), "sweep": not waits}


def release(file: str) -> str | None:
    """The SHA-384 of the signed release file (base64url), None where none is served."""
    return b64(sha384(Path(file).read_bytes()).digest()) if file else None


def _fault_of(database: Database) -> str:
    found = list[str]()

    def look() -> None:
        with database.read() as session:
            found.append(schema.fault(session))
            found.append(ReadOnly.sentence if database.is_read_only(session) else "")
        if not any(found):
            high_water.touch(database)

    away = _fault(look)
    damaged = Damaged.sentence if database.is_damaged() else ""
    return damaged or away or next((one for one in found if one), "")


def _fault(look: Callable[[], None]) -> str:
    try:
        look()
    except WalletError as problem:
        return problem.sentence
    return ""
