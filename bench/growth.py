"""What requests cost in a database of many vaults, what a vault takes of the disk, what the sweep costs."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bench import crowd
from bench.figures import Result, shown
from wallet import clock, doors, sweep, vaults
from wallet.app import create_app
from wallet.config import make
from wallet.models import Blob, LooseObject, Share, ShareDoor, Vault
from wallet.models.door import BOX, HASH
from wallet.parts import Parts
from wallet.sharing import openings
from wallet.sharing.openings import Knock
from wallet.uploads import Wanted, announce, keep
from wallet.web.parts import EXTENSION

Work = Callable[[bytes], object]


@dataclass(frozen=True)
class Size:
    """Vaults of each database; random rows of each query, and how often each.

    `due`: blobs whose lease is over, for one round of the sweep.
    """

    vaults: Sequence[int]
    samples: int
    rounds: int
    due: int


WHOLE, SMALLEST = Size((1_000, 100_000, 1_000_000), 300, 3, 500), Size((10, 20), 2, 1, 5)


@dataclass
class Town:
    """A database with so many vaults, and ids of rows that are in it."""

    vaults: int
    parts: Parts
    ids: dict[str, list[bytes]]

    def works(self) -> dict[str, tuple[str, Work]]:
        """Each main query: whose ids it takes, and what it does with one."""
        return {
            "read a catalogue": ("vault", self._read),
            "open a session's vault (writes)": ("vault", self._open),
            "open a door": ("door", self._door),
            "find a blob": ("blob", self._find),
            "take in a blob (writes twice)": ("blob", self._take),
            "open a share (writes)": ("share", self._share),
        }

    def _read(self, name: bytes) -> None:
        with self.parts.database.read() as session:
            vaults.read(session, name)

    def _open(self, name: bytes) -> None:
        with self.parts.database.write() as session:
            vaults.opened(session, name, self.parts.now())

    def _door(self, name: bytes) -> None:
        with self.parts.database.read() as session:
            doors.open_door(session, self.parts.door_keys, name, self.parts.now())

    def _find(self, name: bytes) -> None:
        with self.parts.database.read() as session:
            session.get(Blob, name)

    def _take(self, _name: bytes) -> None:
        wanted, key = Wanted(os.urandom(16), bytes(32), bytes(32), 66_000), os.urandom(16).hex()
        with self.parts.database.write() as session:
            announce(session, wanted, key, self.parts.now())
        with self.parts.database.write() as session:
            keep(session, wanted, key, bytes(32), self.parts.now())

    def _share(self, name: bytes) -> None:
        knock = Knock(name, bytes(32), None)
        with self.parts.database.write() as session:
            openings.open_door(session, knock, None, clock.seconds(self.parts.now()))


def measure(size: Size) -> Result:
    """The table and its aims."""
    about = (
        f"Each service with its transaction, median of {size.samples} random rows {size.rounds} times, "
        f"in turns; {crowd.BLOBS} blobs and {crowd.DOORS} doors to a vault, a running share to each "
        "hundred. Commits wait for the disk. That no statement reads a whole table is proven by "
        "tests/test_queries.py."
    )
    result = Result("Growth", about, ["what", *(f"{many:,} vaults" for many in size.vaults), "last / first"])
    with tempfile.TemporaryDirectory() as folder:
        towns = [_town(Path(folder) / str(many), many, size.samples) for many in size.vaults]
        _queries(result, towns, size.rounds * size.samples)
        _rows(result, towns)
        _sweeps(result, towns, size.due)
        for town in towns:
            town.parts.close()
    return result


def _town(folder: Path, many: int, samples: int) -> Town:
    now = datetime.now(UTC)
    _parts(folder).close()  # a first start, which finds nothing of anybody
    crowd.fill(folder / "data" / "wallet.db", many, clock.month(now), clock.seconds(now))
    parts = _parts(folder)
    tables = {"vault": Vault, "blob": Blob, "share": ShareDoor}
    names = {name: _some(parts, table, samples) for name, table in tables.items()}
    return Town(many, parts, names | {"door": _doors(parts, samples)})


def _parts(folder: Path) -> Parts:
    made: Parts = create_app(make({"folder": str(folder)})).extensions[EXTENSION]
    return made


def _doors(parts: Parts, samples: int) -> list[bytes]:
    """Ids of doors that come in among the others: no row tells the id of its door."""
    made = [os.urandom(16) for _ in range(samples)]
    with parts.database.write() as session:
        for door_id in made:
            doors.put(session, parts.door_keys, door_id, bytes(BOX), bytes(HASH), parts.now())
    return made


def _some(parts: Parts, table: Any, samples: int) -> list[bytes]:
    """Ids of random rows."""
    with parts.database.read() as session:
        after = (
            select(table.id).where(table.id >= os.urandom(16)).order_by(table.id).limit(1)
            for _ in range(samples)
        )
        found = [session.scalar(one) for one in after]
    return [one for one in found if one is not None]


def _queries(result: Result, towns: list[Town], times: int) -> None:
    reads = list[float]()
    for name in towns[0].works():
        taken: list[list[float]] = [[] for _ in towns]
        for n in range(times):
            for town, noted in zip(towns, taken, strict=True):
                table, work = town.works()[name]
                noted.append(_timed(work, town.ids[table][n % len(town.ids[table])]))
        medians = [statistics.median(noted) for noted in taken]
        result.rows.append(
            [name, *(shown(one, "µs") for one in medians), shown(medians[-1] / medians[0], "x")]
        )
        reads.append(medians[-1] / medians[0])
    what = f"cost of the dearest query at {towns[-1].vaults:,} vaults / at {towns[0].vaults:,}"
    result.at_most("growth queries", what, max(reads), 1.1)


def _timed(work: Work, name: bytes) -> float:
    began = time.perf_counter()
    work(name)
    return (time.perf_counter() - began) * 1e6


def _rows(result: Result, towns: list[Town]) -> None:
    sizes = [crowd.sizes(town.parts.config.folder / "data" / "wallet.db") for town in towns]
    per = {
        "bytes of a vault's row and doors, without its catalogue": [
            (one["vault"] + one["door"]) / town.vaults - crowd.IN_THE_TREE
            for one, town in zip(sizes, towns, strict=True)
        ],
        "bytes of a blob's row and index": [
            (one["blob"] + one["ix_blob_lease_until"]) / town.vaults / crowd.BLOBS
            for one, town in zip(sizes, towns, strict=True)
        ],
    }
    for name, numbers in per.items():
        result.rows.append([name, *(shown(one) for one in numbers), ""])
    own, each = (numbers[-1] for numbers in per.values())
    result.at_most("growth vault", "rows of a vault besides its catalogue, without blobs", own, 1024, "B")
    whole = own + crowd.BLOBS * each
    result.at_most("growth rows", f"the same with {crowd.BLOBS} blobs", whole, 1024, "B")


def _sweeps(result: Result, towns: list[Town], due: int) -> None:
    idle, busy, longest = [], [], []
    for town in towns:
        idle.append(statistics.median(_round(town) for _ in range(5)))
        _make_due(town.parts, due)
        held = _writers(town)
        busy.append(_round(town))
        longest.append(max(held))
    for name, numbers in {"a round of the sweep, nothing due": idle, f"a round, {due} blobs due": busy,
                          "longest transaction of that round": longest}.items():  # fmt: skip
        row = [name, *(shown(one, "ms") for one in numbers), shown(numbers[-1] / numbers[0], "x")]
        result.rows.append(row)
    result.at_most("growth sweep", "longest transaction of a busy sweep", max(longest), 10, "ms")


def _round(town: Town) -> float:
    began = time.perf_counter()
    sweep.sweep(town.parts)
    return (time.perf_counter() - began) * 1000


def _make_due(parts: Parts, due: int) -> None:
    with parts.database.write() as session:
        session.query(LooseObject).delete()
        session.query(Share).filter(Share.id < bytes(16)).delete()
        session.add_all(
            Blob(id=bytes(8) + os.urandom(8), read_hash=bytes(32), write_hash=bytes(32), bucket=66_000,
                 object_key=os.urandom(16).hex(), lease_until=1)
            for _ in range(due)
        )  # fmt: skip


def _writers(town: Town) -> list[float]:
    """Milliseconds of each writing transaction from now on."""
    from sqlalchemy import event

    held, began = [0.0], [0.0]
    engine = town.parts.database.engine

    def start(connection: object) -> None:
        began[0] = time.perf_counter()

    def stop(connection: object) -> None:
        held.append((time.perf_counter() - began[0]) * 1000)

    event.listen(engine, "begin", start)
    event.listen(engine, "commit", stop)
    return held
