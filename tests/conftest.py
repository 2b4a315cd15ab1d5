"""Fixtures of the whole suite: real servers, started once for each test process and only when asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import servers
from wallet.blobs.s3 import S3Settings


@pytest.fixture(scope="session")
def postgres() -> Iterator[servers.Postgres]:
    """A running PostgreSQL."""
    with servers.postgres() as running:
        yield running


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
