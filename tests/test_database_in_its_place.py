"""The file of SQLite under a running service: moved away, or another installation's put in its place."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.desk import refused
from tests.holder import settled
from tests.installation import Installation
from wallet import wal
from wallet.db import Database


def made(folder: Path) -> Installation:
    found = Installation(folder, {}, dict)
    found.is_used()
    return found


def test_another_installations_file_is_neither_read_nor_written(tmp_path: Path) -> None:
    ours, other = made(tmp_path / "ours"), made(tmp_path / "other")
    data, away = ours.folder / "data", ours.folder / "away"
    with ours.runs() as desk:
        holder = settled(desk)
        data.rename(away)
        shutil.copytree(other.folder / "data", data)
        assert refused(holder.reads(), 503, "store_away")
        assert refused(holder.makes_a_vault(), 503, "store_away")
        ready = desk.server.test_client().get("/readyz")
        assert ready.status_code == 503
        shutil.rmtree(data)
        away.rename(data)
        assert holder.reads().status_code == 200
        assert settled(desk).reads().status_code == 200
    assert "A store is of another installation." in ours.log()


def test_emptying_the_log_of_a_file_that_is_away_makes_none(tmp_path: Path) -> None:
    file, away = tmp_path / "a.db", tmp_path / "away.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE a (b)")
        assert (tmp_path / "a.db-wal").stat().st_size
        wal.empty(file)
        assert not (tmp_path / "a.db-wal").stat().st_size
    file.rename(away)
    wal.empty(file)
    assert not file.exists()


def test_one_that_is_replaced_while_it_is_opened_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = tmp_path / "a.db", tmp_path / "b.db"
    for place in (file, other):
        with closing(sqlite3.connect(place, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(f"CREATE TABLE of_{place.stem} (x)")
    whole = sqlite3.connect

    def then_replaced(*given, **named):  # type: ignore[no-untyped-def]
        opened = whole(*given, **named)
        if other.exists():
            os.replace(other, file)
        return opened

    monkeypatch.setattr(sqlite3, "connect", then_replaced)
    database = Database(f"sqlite:///{file}")
    try:
        for _ in range(2):
            with database.read() as session:
                assert session.scalar(text("SELECT name FROM sqlite_master")) == "of_b"
    finally:
        database.close()
