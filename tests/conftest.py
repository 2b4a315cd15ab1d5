"""Fixtures of the whole suite: real servers, started once for each test process and only when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import servers
from tests.desk import Desk, SetClock
from wallet.app import create_app
from wallet.blobs.s3 import S3Settings
from wallet.config import make
from wallet.migrations import upgrade


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
    return S3Settings(
        seaweed.endpoint, seaweed.new_bucket(), "us-east-1", servers.ACCESS_KEY, servers.SECRET_KEY
    )


@pytest.fixture
def embedded(tmp_path: Path) -> dict[str, str]:
    """Settings of the embedded default: SQLite and files."""
    return {"folder": str(tmp_path / "var")}


@pytest.fixture
def scaled(
    embedded: dict[str, str], postgres: servers.Postgres, postgres_tables: str, s3_settings: S3Settings
) -> dict[str, str]:
    """Settings of the large pair: PostgreSQL and S3."""
    return {
        **embedded,
        "database_url": postgres.new_database(like=postgres_tables),
        "blob_store": "s3",
        "s3_endpoint": s3_settings.endpoint,
        "s3_bucket": s3_settings.bucket,
        "s3_key": s3_settings.key,
        "s3_secret": s3_settings.secret,
    }


@pytest.fixture(params=["embedded", "scaled"])
def desk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A wallet server on each pair of stores in turn; its API only, since pages take a second to print."""
    monkeypatch.setattr("wallet.web.register_pages", lambda _app: None)
    clock = SetClock()
    made = Desk(create_app(make(request.getfixturevalue(request.param)), clock), clock)
    yield made
    made.parts.database.close()
