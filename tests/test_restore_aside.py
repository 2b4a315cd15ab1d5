"""A restore that meets what an earlier database, or an earlier try that was cut, left."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from tests.desk import Desk
from tests.test_upkeep import elsewhere, kept, restored, saved
from wallet import opening, schema
from wallet.config import Config
from wallet.db import Database
from wallet.errors import ConfigError
from wallet.upkeep.dump import PROGRAM

__all__ = ["elsewhere"]
ON_SQLITE = pytest.mark.parametrize("desk", ["embedded"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("desk", ["scaled"], indirect=True)


def linked(url: str) -> psycopg.Connection[tuple[object, ...]]:
    """A connection to PostgreSQL such as a restore's programs have."""
    where = make_url(url)
    return psycopg.connect(
        host=str(where.query["host"]), user=where.username, dbname=where.database, application_name=PROGRAM
    )


def leaves_its_log(place: Path, database: Path) -> None:
    """Somebody writes, and the machine loses the file of the database but not its log."""
    logs = [place.with_name(place.name + end) for end in ("-wal", "-shm")]
    place.parent.mkdir(parents=True)
    shutil.copyfile(database, place)
    with closing(sqlite3.connect(place)) as lost:
        lost.execute("PRAGMA journal_mode=WAL")
        lost.execute("INSERT INTO identity VALUES (7, x'00', 1)")
        lost.commit()
        for log in logs:
            shutil.copyfile(log, log.with_name(f"kept{log.name}"))
    place.unlink()
    for log in logs:
        log.with_name(f"kept{log.name}").rename(log)


@ON_SQLITE
def test_the_log_of_a_database_that_was_lost_is_not_written_into_the_restored_one(
    desk: Desk, tmp_path: Path, elsewhere: Config
) -> None:
    kept(desk)
    place = Path(make_url(elsewhere.database).database or "")
    leaves_its_log(place, saved(desk, tmp_path / "backup").chosen().database())
    restored(desk, elsewhere, tmp_path)
    with closing(sqlite3.connect(place)) as found:
        assert found.execute("SELECT place FROM identity").fetchall() == [(0,)]


@ON_POSTGRESQL
def test_half_a_restore_is_refused_by_a_start_and_a_migration_until_it_is_done(
    desk: Desk, tmp_path: Path, elsewhere: Config
) -> None:
    kept(desk)
    saved(desk, tmp_path / "backup")
    with linked(elsewhere.database) as link:
        link.execute("CREATE TABLE restoring (place integer)")
        link.execute("CREATE TABLE blob (half integer)")
    with pytest.raises(ConfigError, match="run `wallet restore` again"):
        opening.bring_up_to_date(elsewhere)
    database = Database(elsewhere.database)
    with pytest.raises(ConfigError, match="run `wallet restore` again"):
        schema.check(database)
    assert restored(desk, elsewhere, tmp_path).bodies == 1
    schema.check(database)
    database.close()
    assert schema.RESTORING not in schema.tables(elsewhere.database)


@ON_POSTGRESQL
def test_a_pg_restore_that_outlived_its_restore_is_ended_by_the_next_one(
    desk: Desk, tmp_path: Path, elsewhere: Config
) -> None:
    kept(desk)
    saved(desk, tmp_path / "backup")
    with linked(elsewhere.database) as link:
        link.execute("CREATE TABLE blob (half integer)")  # and it does not commit
        assert restored(desk, elsewhere, tmp_path).bodies == 1
        with pytest.raises(psycopg.OperationalError):
            link.execute("SELECT 1")
