"""PostgreSQL's tables are of the version that runs, or the start is refused in one line."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from tests import servers
from tests.refused_start import STARTED, said_by_run
from wallet.db import Database
from wallet.migrations import upgrade


def test_an_empty_database_is_refused(tmp_path: Path, postgres_url: str) -> None:
    said = said_by_run(tmp_path, {"database_url": postgres_url})
    assert "WALLET_DATABASE_URL: the database is empty" in said
    upgrade(postgres_url)
    assert said_by_run(tmp_path, {"database_url": postgres_url}) == STARTED


def test_tables_of_an_older_version_are_refused(tmp_path: Path, postgres_url: str) -> None:
    upgrade(postgres_url, "0015")
    said = said_by_run(tmp_path, {"database_url": postgres_url})
    assert "older version (step 0015); run `wallet migrate`" in said
    upgrade(postgres_url)
    assert said_by_run(tmp_path, {"database_url": postgres_url}) == STARTED


def test_tables_of_a_newer_version_are_refused(tmp_path: Path, postgres_url: str) -> None:
    upgrade(postgres_url)
    database = Database(postgres_url)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    assert "newer version (step 9999)" in said_by_run(tmp_path, {"database_url": postgres_url})


def test_a_database_that_does_not_answer_is_refused(tmp_path: Path) -> None:
    with servers.postgres() as postgres:
        url = postgres.new_database()
        upgrade(url)
        postgres.server.kill()
        assert "does not answer" in said_by_run(tmp_path, {"database_url": url})
