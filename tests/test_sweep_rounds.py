"""Rounds of the sweep: large ones, and those that run by themselves beside a server."""

from __future__ import annotations

import io
import os
import threading
import time
from pathlib import Path

from sqlalchemy import event, func, select

from tests.desk import Desk
from wallet import background
from wallet import sweep as sweeping
from wallet.blobs.store import new_key
from wallet.clock import month
from wallet.models import Blob, LooseObject, SweepCount
from wallet.sweep import sweep


def count(desk: Desk, table: type) -> int:
    with desk.parts.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def many(desk: Desk, number: int) -> None:
    """Expired blobs in rows and store."""
    keys = [new_key() for _ in range(number)]
    for key in keys[: min(number, 300)]:
        desk.parts.blobs.put(key, io.BytesIO(b"old"), 3)
    over = month(desk.clock.at) - 1
    with desk.parts.database.write() as session:
        session.add_all(
            Blob(
                id=os.urandom(16),
                read_hash=bytes(32),
                write_hash=bytes(32),
                bucket=3,
                object_key=key,
                lease_until=over,
            )
            for key in keys
        )


def test_a_large_round_goes_in_many_transactions(desk: Desk) -> None:
    with desk.parts.database.write() as session:
        session.merge(SweepCount(step="papers", day=0, ended=0, most=100, waiting=0))
    many(desk, 1000)
    commits: list[int] = []
    event.listen(desk.parts.database.engine, "commit", lambda _connection: commits.append(1))
    sweep(desk.parts)
    assert count(desk, Blob) == count(desk, LooseObject) == 0
    assert len(commits) > 40  # so that a request waits for one of them, never for the whole round


def test_a_round_comes_by_itself_at_least_every_twenty_seconds(desk: Desk, tmp_path: Path) -> None:
    assert sweeping.EVERY <= 20
    many(desk, 120)
    done = threading.Event()

    def work() -> None:
        sweep(desk.parts)
        done.set()

    thread = background.start(work, tmp_path / "lock", 3600)
    assert done.wait(60)
    assert count(desk, Blob) == count(desk, LooseObject) == 0
    assert thread.daemon


def test_what_a_server_starts_beside_its_requests_is_the_sweep(inner_desk: Desk) -> None:
    many(inner_desk, 20)
    sweeping.start(inner_desk.parts, 3600)
    patience = time.monotonic() + 60
    while count(inner_desk, Blob) or count(inner_desk, LooseObject):
        assert time.monotonic() < patience
        time.sleep(0.02)


def test_a_fault_in_one_round_ends_no_later_round(tmp_path: Path) -> None:
    faults, worked = iter((RuntimeError, OSError)), threading.Event()

    def work() -> None:
        fault = next(faults, None)
        if fault is not None:
            raise fault
        worked.set()

    background.start(work, tmp_path / "lock", 0.01)
    assert worked.wait(5)
