"""PostgreSQL that is locked, stopped, read-only or damaged: an answer within seconds that says so."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests import servers
from tests.desk import Desk, refused
from tests.holder import catalogue, settled
from tests.installation import Installation
from tests.refused_start import STARTED
from tests.waiting import until
from wallet.migrations import upgrade


@pytest.fixture
def own_postgres() -> Iterator[servers.Postgres]:
    """One of this test alone, which is damaged."""
    with servers.postgres() as running:
        yield running


@pytest.fixture
def made(postgres: servers.Postgres, postgres_tables: str, tmp_path: Path) -> Installation:
    """On a database of its own, beside those of other tests."""
    return Installation(tmp_path / "var", {"database_url": postgres.new_database(like=postgres_tables)}, dict)


def line(made: Installation) -> psycopg.Connection[tuple[object, ...]]:
    """As the owner of the database, beside the server."""
    return psycopg.connect(made.settings["database_url"].replace("+psycopg", ""), autocommit=True)


def ready(desk: Desk) -> tuple[int, list[str]]:
    """The status of /readyz, and what it says is wrong."""
    answer = desk.client.get("/readyz")
    assert answer.json is not None
    return answer.status_code, answer.json.get("said", [])


@contextlib.contextmanager
def stopped(postgres: servers.Postgres) -> Iterator[None]:
    """All its processes stand still; who connects is taken by the kernel and hears nothing."""
    own = postgres.server.process.pid
    children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
    for pid in (own, *map(int, children)):
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in (own, *map(int, children)):
            os.kill(pid, signal.SIGCONT)


def test_a_locked_table_keeps_nobody_waiting_for_ever(made: Installation) -> None:
    with made.runs() as desk:
        holder, saved = settled(desk), catalogue(1)
        with line(made) as other, other.transaction():
            other.execute("LOCK TABLE vault IN ACCESS EXCLUSIVE MODE")
            assert refused(holder.saves(saved), 503, "busy")
        assert holder.saves(saved).status_code == 204


def test_a_server_that_is_stopped_is_a_store_away(made: Installation, postgres: servers.Postgres) -> None:
    with made.runs() as desk:
        holder = settled(desk)
        two = Installation(made.folder.with_name("two"), made.settings, dict)
        with stopped(postgres), ThreadPoolExecutor(3) as pool:  # each of them waits for ten seconds
            read, asked, begun = (
                pool.submit(holder.reads),
                pool.submit(ready, desk.another()),
                pool.submit(two.starts),
            )
            assert refused(read.result(), 503, "store_away")
            assert asked.result() == (503, ["database: A store does not answer."])
            assert "does not answer" in begun.result()
        until(lambda: ready(desk) == (200, []))
        assert holder.reads().status_code == 200


def cuts_all(made: Installation) -> None:
    """Connections that were there before keep the settings of before."""
    with line(made) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_database_that_takes_no_writes_is_told(made: Installation) -> None:
    name = made.settings["database_url"].split("@/")[1].split("?")[0]
    with made.runs() as desk:
        holder, saved, (paper, body) = settled(desk), catalogue(1), desk.kept()
        with line(made) as other:
            other.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())
        cuts_all(made)
        assert refused(holder.saves(saved), 503, "store_away")
        assert desk.get_blob(paper).data == body
        until(lambda: ready(desk) == (503, ["database: A store is read-only."]))
        assert "read-only database" in made.says("fsck")[1]
        with line(made) as other:
            other.execute(b"SET default_transaction_read_only = off")
            other.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only".encode())
        cuts_all(made)
        assert holder.saves(saved).status_code == 204
        until(lambda: ready(desk) == (200, []))
        assert "database: A store is read-only." in made.log()


def damages(postgres: servers.Postgres, file: str) -> None:
    """Overwrites the first page of a file while it does not run, and starts it again."""
    postgres.server.process.send_signal(signal.SIGQUIT)
    postgres.server.process.wait(20)
    place = postgres.server.folder / "data" / file
    place.write_bytes(b"\xff" * 8192 + place.read_bytes()[8192:])
    postgres.server = servers.start(postgres.server.folder, postgres.command, signal.SIGQUIT)


def test_a_damaged_page_is_told(own_postgres: servers.Postgres, tmp_path: Path) -> None:
    url = own_postgres.new_database()
    upgrade(url)
    made = Installation(tmp_path / "var", {"database_url": url}, dict)
    with made.runs() as desk:
        holder = settled(desk)
        assert holder.reads().status_code == 200
    with line(made) as other:
        other.execute("CHECKPOINT")
        row = other.execute("SELECT pg_relation_filepath('vault')").fetchone()
        assert row
    damages(own_postgres, str(row[0]))
    until(lambda: "does not answer" not in made.says("identity", "show")[1])
    assert "with a damaged page" in made.says("fsck")[1]
    with made.runs() as desk:
        holder.client, holder.desk = desk.client, desk
        assert refused(holder.unlocks(), 503, "store_away")
        assert ready(desk) == (503, ["database: A store has a damaged page."])
    assert "database: A store has a damaged page." in made.log()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DROP TABLE alembic_version", "the database is empty"),
        ("UPDATE alembic_version SET version_num = '9999'", "the tables are of a newer version (step 9999)"),
    ],
)
def test_tables_of_another_version_are_told_while_it_runs(made: Installation, change: str, said: str) -> None:
    with made.runs() as desk:
        until(lambda: ready(desk) == (200, []))
        with line(made) as other:
            other.execute(change.encode())
        until(lambda: any(one.startswith(f"database: {said}") for one in ready(desk)[1]))


def test_a_table_that_is_gone_is_a_store_away(made: Installation) -> None:
    with made.runs() as desk:
        holder = settled(desk)
        with line(made) as other:
            other.execute("ALTER TABLE vault RENAME TO gone")
        assert refused(holder.reads(), 503, "store_away")
        with line(made) as other:
            other.execute("ALTER TABLE gone RENAME TO vault")
        assert holder.reads().status_code == 200
    assert made.starts() == STARTED
