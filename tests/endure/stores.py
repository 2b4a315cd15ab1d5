"""The two pairs of stores that a soak may run on, as settings of `wallet run`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from tests import servers
from wallet.migrations import upgrade


@contextlib.contextmanager
def stores(*, scaled: bool) -> Iterator[dict[str, str]]:
    """Nothing for SQLite and files; for PostgreSQL and S3 a new database with tables and a new bucket."""
    if not scaled:
        yield {}
        return
    with servers.postgres() as database, servers.seaweed() as bodies:
        url = database.new_database()
        upgrade(url)
        yield {
            "database_url": url,
            "blob_store": "s3",
            "s3_endpoint": bodies.endpoint,
            "s3_bucket": bodies.new_bucket(),
            "s3_key": servers.ACCESS_KEY,
            "s3_secret": servers.SECRET_KEY,
        }
