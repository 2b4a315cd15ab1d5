"""Opening database, blob store and seeds so that only what belongs together is opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.engine import make_url

from wallet import identity, identity_row, schema
from wallet.blobs import BlobStore, open_store
from wallet.config import Config
from wallet.db import Database, on_read_only_disk
from wallet.errors import ConfigError, ReadOnly, StoreAway
from wallet.identity import Places, Seeds
from wallet.migrations import upgrade
from wallet.oprf_socket import SocketSeeds
from wallet.seed_folder import SeedFolder

AWAY: Final = "WALLET_DATABASE_URL: the database is empty, and the store or `wallet oprf` does not answer"


def seeds_of(config: Config) -> Seeds:
    """The folder of seeds, or the process behind WALLET_OPRF_SOCKET."""
    return SocketSeeds(config.oprf_socket) if config.oprf_socket else SeedFolder(config.oprf)


def bring_up_to_date(config: Config) -> None:
    """The tables of this version; never in an empty database beside a store or seeds in use.

    Raises ConfigError.
    """
    if on_read_only_disk(make_url(config.database)):
        raise ConfigError(f"{schema.SETTING}: {ReadOnly.sentence}")
    if schema.is_empty(config.database):
        try:
            identity.refuse_new_database(open_store(config), seeds_of(config))
        except StoreAway as problem:
            raise ConfigError(AWAY) from problem
    upgrade(config.database)


@contextmanager
def places(config: Config) -> Iterator[Places]:
    """All three, whether they belong together or not. Raises ConfigError."""
    database = Database(config.database, patient=True)
    try:
        schema.check(database)
        yield Places(database, open_store(config), seeds_of(config))
    finally:
        database.close()


@contextmanager
def stores(config: Config) -> Iterator[tuple[Database, BlobStore]]:
    """Database and store of one installation, for upkeep. Raises ConfigError where they are not."""
    with places(config) as three:
        identity.compare_store(identity_row.value(three.database), three.store)
        yield three.database, three.store
