"""Migrations end at the tables that the code maps, on both engines, and no row order is kept."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

import wallet.models  # noqa: F401
from wallet import places
from wallet.db import Base, Database
from wallet.errors import ConfigError
from wallet.migrations import upgrade


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/wallet.db"
    found: str = request.getfixturevalue("postgres_url")
    return found


def test_migrations_make_the_tables_that_are_mapped(url: str) -> None:
    upgrade(url)
    upgrade(url)
    database = Database(url)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    database.close()


def test_doors_of_before_go_and_nothing_else_does(url: str) -> None:
    upgrade(url, "0014")
    database = Database(url)
    door = {"id": bytes(16), "box": bytes(136), "hash": bytes(32)}
    with database.write() as session:
        session.execute(text("INSERT INTO door VALUES (:id, :box, :hash, 1)"), door)
        session.execute(text("INSERT INTO retired VALUES (:id)"), door)
    database.close()
    upgrade(url)
    database = Database(url)
    with database.read() as session:
        assert session.scalar(text("SELECT count(*) FROM door")) == 0
        assert session.scalar(text("SELECT count(*) FROM retired")) == 1
    database.close()


def test_what_lies_in_mailboxes_of_before_gets_places(url: str) -> None:
    """A note and a paper with one id, as somebody can have made them, stop no update."""
    upgrade(url, "0016")
    database = Database(url)
    one, other = bytes([1]) * 16, bytes([2]) * 16
    with database.write() as session:
        for table, row in (
            ("mailbox", {"id": one, "recipient": bytes(1216), "fetch_pub": bytes(32), "lease_until": 9}),
            ("blob", {"id": one, "read_hash": bytes(32), "write_hash": bytes(32), "bucket": 65_736,
                      "object_key": "a" * 32, "lease_until": 9}),
            ("deposit", {"id": one, "mailbox_id": one, "blob_id": one, "day": 60}),
            ("note", {"id": one, "mailbox_id": one, "sealed": bytes(4096), "day": 30}),
            ("note", {"id": other, "mailbox_id": one, "sealed": bytes(4096), "day": 30}),
        ):  # fmt: skip
            names = ", ".join(row)
            values = ", ".join(f":{name}" for name in row)
            session.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)
    database.close()
    upgrade(url)
    database = Database(url)
    with database.read() as session:
        rows = session.execute(text("SELECT id, mailbox_id, kind, bytes, day FROM place")).all()
        wanted = {
            (places.id_of(one, note=False), one, "paper", 65_736, 60),
            (places.id_of(one, note=True), one, "note", 4096, 31),
            (places.id_of(other, note=True), one, "note", 4096, 31),
        }
        assert {tuple(row) for row in rows} == wanted
    database.close()


def test_no_table_of_sqlite_keeps_the_order_in_which_rows_were_made(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/wallet.db")
    database = Database(f"sqlite:///{tmp_path}/wallet.db")
    with database.read() as session:
        rows = session.execute(text("SELECT name, wr FROM pragma_table_list WHERE type = 'table'")).all()
    database.close()
    keeping = {name for name, without in rows if not without and not name.startswith("sqlite_")}
    assert keeping == {"alembic_version"}


def test_a_database_of_a_later_version_is_left_alone(url: str) -> None:
    upgrade(url)
    database = Database(url)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    is_refused(url)
    gc.collect()  # a connection that was left open complains when it is collected


def is_refused(url: str) -> None:
    """In a frame of its own, so that nothing keeps the refusal's frames alive."""
    with pytest.raises(ConfigError, match="cannot be brought up to date"):
        upgrade(url)
