"""Fixtures of the whole suite: real servers, started once for each test process and only when asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import selection, servers
from tests.desk import Desk, in_process
from tests.live import shared_desk
from tests.run_folder import run_folder
from tests.server import stores
from tests.server.clock import NOON, SetClock
from wallet.app import create_app
from wallet.blobs.s3 import S3Settings
from wallet.config import make
from wallet.migrations import upgrade


def pytest_configure() -> None:
    """Makes the folder that the processes of this run share, before there are more than one."""
    run_folder()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--part N`: of what only ./dev prove runs, the N-th part of ten."""
    parser.addoption("--part", type=int, choices=range(selection.PARTS))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what is left to ./dev prove, and leaves one part of it where that is asked for."""
    rows, part = selection.read(), config.getoption("part")
    for item in items:
        if selection.moved(rows, item.nodeid):
            item.add_marker(pytest.mark.prove)
    if part is not None:
        left = [i for i in items if i.get_closest_marker("prove") and selection.part_of(i.nodeid) == part]
        config.hook.pytest_deselected(items=[one for one in items if one not in left])
        items[:] = left


@pytest.fixture(scope="session")
def postgres() -> Iterator[servers.Postgres]:
    """A running PostgreSQL."""
    with servers.postgres() as running:
        yield running


@pytest.fixture(scope="session")
def postgres_tables(postgres: servers.Postgres) -> str:
    """The name of a PostgreSQL database that has all tables, to be copied."""
    url = postgres.new_database()
    upgrade(url)
    return url.split("@/")[1].split("?")[0]


@pytest.fixture
def postgres_url(postgres: servers.Postgres) -> str:
    """A new empty PostgreSQL database of this test alone."""
    return postgres.new_database()


@pytest.fixture(scope="session")
def seaweed() -> Iterator[servers.Seaweed]:
    """A running S3 server."""
    with servers.seaweed() as running:
        yield running


@pytest.fixture
def s3_settings(seaweed: servers.Seaweed) -> S3Settings:
    """A new empty bucket of this test alone."""
    return new_bucket(seaweed)


def new_bucket(seaweed: servers.Seaweed) -> S3Settings:
    return S3Settings(
        seaweed.endpoint, seaweed.new_bucket(), "us-east-1", servers.ACCESS_KEY, servers.SECRET_KEY
    )


def large_pair(postgres: servers.Postgres, tables: str, bucket: S3Settings) -> dict[str, str]:
    """Settings of a new database and this bucket."""
    return {
        "database_url": postgres.new_database(like=tables),
        "blob_store": "s3",
        "s3_endpoint": bucket.endpoint,
        "s3_bucket": bucket.bucket,
        "s3_key": bucket.key,
        "s3_secret": bucket.secret,
    }


@pytest.fixture
def embedded(tmp_path: Path) -> dict[str, str]:
    """Settings of the embedded default: SQLite and files."""
    return {"folder": str(tmp_path / "var")}


@pytest.fixture
def scaled(
    embedded: dict[str, str], postgres: servers.Postgres, postgres_tables: str, s3_settings: S3Settings
) -> dict[str, str]:
    """Settings of the large pair: PostgreSQL and S3."""
    return embedded | large_pair(postgres, postgres_tables, s3_settings)


@pytest.fixture(scope="session")
def embedded_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One server on SQLite and files for all tests of this process, emptied between them."""
    with shared_desk(tmp_path_factory.mktemp("embedded"), {}) as desk:
        yield desk


@pytest.fixture(scope="session")
def scaled_desk(
    tmp_path_factory: pytest.TempPathFactory, postgres: servers.Postgres, postgres_tables: str,
    seaweed: servers.Seaweed,
) -> Iterator[Desk]:  # fmt: skip
    """One server on PostgreSQL and S3 for all tests of this process, emptied between them."""
    settings = large_pair(postgres, postgres_tables, new_bucket(seaweed))
    with shared_desk(tmp_path_factory.mktemp("scaled"), settings) as desk:
        yield desk


@pytest.fixture(params=["embedded", "scaled"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A wallet server without any wallet, on each pair of stores in turn."""
    shared: Desk = request.getfixturevalue(f"{request.param}_desk")
    shared.clock.at = NOON
    yield shared.another()
    stores.empty(shared.parts)
    assert told(shared) == "", "no call of the API makes the server write into its log"


def told(desk: Desk) -> str:
    """What its server wrote into its log, which is emptied."""
    assert desk.log
    text = desk.log.read_text("utf-8", "replace")
    os.truncate(desk.log, 0)
    return text


@pytest.fixture(params=["embedded", "scaled"])
def inner_desk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A server in this process, for tests that put something in its inside; without pages."""
    monkeypatch.setattr("wallet.web.register_pages", lambda _app: None)
    clock = SetClock()
    made = in_process(create_app(make(request.getfixturevalue(request.param)), clock), clock)
    yield made
    made.parts.close()
