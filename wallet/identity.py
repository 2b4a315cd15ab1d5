"""Whether database, blob store and seeds belong together (decision 0028).

An installation draws 16 random bytes at its first start and keeps them at all three places. From then on a
place that lacks them is new, and one with others is of another installation. Both are refused: a new one
would take the place of what people left, and its upkeep would delete the rest.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol

from wallet import identity_row
from wallet.blobs import BlobStore
from wallet.db import Database
from wallet.errors import ConfigError, StoreAway

DATABASE, STORE, SEEDS = "database", "store", "seeds"
SEE: Final = 'docs/operating.md, "What belongs together"'
EMPTY: Final = {
    DATABASE: f"WALLET_DATABASE_URL: the database is new, beside a store or seeds in use; {SEE}",
    STORE: f"WALLET_BLOB_STORE: the store is new, beside a database in use; is its disk there? {SEE}",
    SEEDS: "WALLET_OPRF_FOLDER: there are no seeds, beside a database in use; `wallet seed open PART PART`",
}
UNMARKED: Final = {
    DATABASE: f"WALLET_DATABASE_URL: the database carries no identity, but store or seeds do; {SEE}",
    STORE: f"WALLET_BLOB_STORE: the store carries no identity, but the database does; {SEE}",
    SEEDS: f"WALLET_OPRF_FOLDER: the seeds carry no identity, but the database does; {SEE}",
}
OTHER: Final = {
    STORE: f"WALLET_BLOB_STORE: the store is of another installation than the database; {SEE}",
    SEEDS: f"WALLET_OPRF_FOLDER: the seeds are of another installation than the database; {SEE}",
}
UNLIKE: Final = f"database, store and seeds are not of one installation; {SEE}"
NO_EVALUATOR: Final = "WALLET_OPRF_SOCKET: nobody answers, and a first start needs `wallet oprf`"


class Seeds(Protocol):
    """Where the seeds are: a folder, or the process that has it. All raise StoreAway."""

    def identity(self) -> bytes | None:
        """What lies beside the seeds."""

    def keep_identity(self, identity: bytes) -> None:
        """Keeps it where there is none, and makes a first seed where there is none. Raises ConfigError."""

    def has_seeds(self) -> bool:
        """Whether there are any."""


@dataclass(frozen=True)
class Places:
    """The three that belong together."""

    database: Database
    store: BlobStore
    seeds: Seeds


def agreed(places: Places) -> bytes:
    """What all three carry, drawn at the first start of all. Raises ConfigError, StoreAway, Busy."""
    kept = identity_row.read(places.database)
    if kept is None or not kept.everywhere:
        return _first(places, kept)
    compare_store(kept.value, places.store)
    with suppress(StoreAway):  # each question that it is asked later carries the identity
        compare_seeds(kept.value, places.seeds)
    return kept.value


def adopted(places: Places) -> bytes:
    """Gives the one identity that there is to the places without one. Raises ConfigError where there are two.

    Whoever asks for it says that the three belong together.
    """
    ours = identity_row.value(places.database)
    said = {places.store.identity(), places.seeds.identity(), ours} - {None}
    if len(said) > 1:
        raise ConfigError(UNLIKE)
    if identity_row.in_use(places.database) and not places.seeds.has_seeds():
        raise ConfigError(EMPTY[SEEDS])
    return _everywhere(places, said.pop() if said else None)


def shown(places: Places) -> dict[str, str]:
    """The beginning of what each place carries, in hex; empty for none."""
    found = {
        DATABASE: identity_row.value(places.database),
        STORE: places.store.identity(),
        SEEDS: places.seeds.identity(),
    }
    return {place: (value or b"").hex()[:8] for place, value in found.items()}


def compare_store(ours: bytes | None, store: BlobStore) -> None:
    """Raises ConfigError where the store is not the database's."""
    theirs = store.identity()
    if ours == theirs:
        return
    if ours is None:
        raise ConfigError(UNMARKED[DATABASE])
    if theirs is None:
        raise ConfigError((UNMARKED if _holds_bodies(store) else EMPTY)[STORE])
    raise ConfigError(OTHER[STORE])


def compare_seeds(ours: bytes | None, seeds: Seeds) -> None:
    """Raises ConfigError where there are none, or they are not the database's."""
    theirs = seeds.identity()
    if not seeds.has_seeds():
        raise ConfigError(EMPTY[SEEDS])
    if ours != theirs:
        raise ConfigError((UNMARKED if theirs is None else OTHER)[SEEDS])


def refuse_new_database(store: BlobStore, seeds: Seeds) -> None:
    """Before tables are made in an empty database: raises ConfigError where the others are in use."""
    if store.identity() or seeds.identity() or _holds_bodies(store):
        raise ConfigError(EMPTY[DATABASE])


def _first(places: Places, kept: identity_row.Kept | None) -> bytes:
    """The first start, or the first after an update that brought identities. Others may start meanwhile."""
    there = {places.store.identity(), _first_seeds(places.seeds)} - {None}
    if there and kept is None:
        kept = identity_row.read(places.database)  # of another start, which gave it to them just now
    if there and kept is None:
        used = identity_row.in_use(places.database)
        raise ConfigError((UNMARKED if used else EMPTY)[DATABASE])
    _refuse_without_the_others(places)
    return _everywhere(places, kept.value if kept else None)


def _first_seeds(seeds: Seeds) -> bytes | None:
    try:
        return seeds.identity()
    except StoreAway as problem:
        raise ConfigError(NO_EVALUATOR) from problem


def _refuse_without_the_others(places: Places) -> None:
    """What shows without any identity: rows without what they need, bodies without rows."""
    bodies = _holds_bodies(places.store)
    named = identity_row.names_bodies(places.database)
    used = identity_row.in_use(places.database)
    if bodies and not (named or used):
        raise ConfigError(EMPTY[DATABASE])
    if named and not bodies:
        raise ConfigError(EMPTY[STORE])
    if used and not places.seeds.has_seeds():
        raise ConfigError(EMPTY[SEEDS])


def _everywhere(places: Places, value: bytes | None) -> bytes:
    """The database last says that all have it: a start that is cut before goes on at the next one."""
    value = identity_row.proposed(places.database, value)
    places.store.keep_identity(value)
    places.seeds.keep_identity(value)
    compare_store(value, places.store)
    compare_seeds(value, places.seeds)
    identity_row.settle(places.database)
    return value


def _holds_bodies(store: BlobStore) -> bool:
    return next(iter(store.listed()), None) is not None
