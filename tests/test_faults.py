"""When a store is held, full or gone: a clear answer, nothing half-written, and a retry works."""

from __future__ import annotations

import gc
import sqlite3
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import event, text

from tests import servers
from tests.desk import Desk, in_process, refused
from tests.holder import Door, catalogue, settled
from tests.server.clock import SetClock
from wallet.app import create_app
from wallet.config import make
from wallet.crypto.bytes import b64
from wallet.db import Database
from wallet.errors import StoreAway
from wallet.migrations import upgrade


def desk_on(folder: Path, **settings: str) -> Desk:
    """A server of this test alone."""
    clock = SetClock()
    return in_process(create_app(make({"folder": str(folder), **settings}), clock), clock)


def test_a_database_that_another_holds_is_busy_and_then_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wallet.db.BUSY_SECONDS", 0.2)
    desk = desk_on(tmp_path)
    holder, saved = settled(desk), catalogue(1)
    other = sqlite3.connect(tmp_path / "data" / "wallet.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = holder.saves(saved)
    assert refused(answer, 503, "busy")
    assert answer.headers["Retry-After"] == "5"
    assert holder.reads().status_code == 200
    other.execute("ROLLBACK")
    other.close()
    assert holder.saves(saved).status_code == 204
    assert holder.reads().data == saved
    desk.parts.close()


def test_a_full_disk_keeps_what_was_saved(tmp_path: Path) -> None:
    desk = desk_on(tmp_path)
    holder, saved = settled(desk), catalogue(1)
    holder.saves(saved)

    def no_more(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(desk.parts.database.engine, "checkout", no_more)
    assert refused(holder.saves(catalogue(2, 1024 * 1024)), 507, "store_full")
    assert holder.reads().data == saved
    event.remove(desk.parts.database.engine, "checkout", no_more)
    desk.parts.database.close()
    assert holder.saves(catalogue(2, 1024 * 1024)).status_code == 204
    desk.parts.close()


def test_a_database_that_is_gone_is_a_store_away(tmp_path: Path) -> None:
    with servers.postgres() as postgres:
        url = postgres.new_database()
        upgrade(url)
        desk = desk_on(tmp_path, database_url=url)
        holder, door = settled(desk), Door()
        holder.puts(door)
        assert desk.client.get("/readyz").status_code == 200
        postgres.server.kill()
        assert refused(holder.saves(catalogue(1)), 503, "store_away")
        assert refused(desk.post("door/open", {"door_id": b64(door.id)}), 503, "store_away")
        end = monotonic() + 10
        while (ready := desk.client.get("/readyz")).status_code == 200 and monotonic() < end:
            sleep(0.1)  # an answer is given again for a second
        assert (ready.status_code, ready.json) == (
            503,
            {
                "database": False,
                "blobs": True,
                "oprf": True,
                "run": True,
                "clock": True,
                "sweep": False,
                "room": True,
                "said": ["database: A store does not answer."],
            },
        )
        assert desk.client.get("/healthz").status_code == 200
        desk.parts.close()


def test_an_evaluator_that_is_gone_is_a_store_away(tmp_path: Path) -> None:
    desk_on(tmp_path, oprf_folder=str(tmp_path / "oprf")).parts.close()  # its first start
    desk = desk_on(tmp_path, oprf_socket=str(tmp_path / "nobody.sock"))
    asked = {"kind": "card", "lookup": b64(bytes(16)), "blinded": b64(b"\x01" * 32)}
    assert refused(desk.post("oprf", asked), 503, "store_away")
    assert desk.client.get("/readyz").json == {
        "database": True,
        "blobs": True,
        "oprf": False,
        "run": True,
        "clock": True,
        "sweep": True,
        "room": True,
        "said": ["oprf: A store does not answer."],
    }
    desk.parts.close()


def asks(database: Database) -> None:
    with database.read() as session:
        session.execute(text("SELECT 1"))


def test_whoever_comes_after_the_close_leaves_no_connection_open(postgres_url: str) -> None:
    upgrade(postgres_url)
    database = Database(postgres_url)
    asks(database)
    database.close()
    with pytest.raises(StoreAway):  # a request that a thread still has in hand
        asks(database)
    del database
    gc.collect()  # a connection that was left open complains when it is collected
