"""Restores: a back-up into an empty database and an empty store."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wallet import schema
from wallet.blobs import BlobStore, open_store
from wallet.config import Config
from wallet.errors import ConfigError, Exists
from wallet.migrations import upgrade
from wallet.upkeep import dump, ended, key_files
from wallet.upkeep.folder import BackupFolder, Manifest


@dataclass(frozen=True)
class Restored:
    """How many bodies are back, what ended, and the day of the back-up, counted from the epoch."""

    bodies: int
    ended: ended.Outcome
    day: int


def restore(config: Config, path: Path, now: datetime, keys: Path | None = None) -> Restored:
    """Puts everything back but the seeds, and ends what may have ended since; may be called again until then.

    The keys at rest come from `keys`, where that is given; otherwise from the seeds' sealed copy.

    Raises ConfigError where the folder is no whole back-up, the target is in use, or nothing can be written.
    """
    folder = BackupFolder(path)
    said = folder.read()
    if said.database != dump.name_of(config.database):
        raise ConfigError("WALLET_DATABASE_URL: the back-up is of the other kind of database")
    if not schema.is_empty(config.database):
        raise ConfigError("WALLET_DATABASE_URL: there is a database already; a restore needs an empty one")
    store = open_store(config)
    _belongs(store, said)
    if keys:
        key_files.put_back(config, keys)
    bodies = folder.bodies()
    for body in bodies:
        with body.open("rb") as file:
            try:
                store.put(body.name, file, body.stat().st_size)
            except Exists:
                continue  # an earlier try that was cut short
    if said.identity:
        store.keep_identity(bytes.fromhex(said.identity))
    # Last: a server that finds tables finds everything they name.
    dump.put_back(config.database, folder.database / said.database)
    upgrade(config.database)
    return Restored(len(bodies), ended.end(config, now), said.day)


def _belongs(store: BlobStore, said: Manifest) -> None:
    there = store.identity()
    if there is not None and there.hex() != said.identity:
        raise ConfigError("WALLET_BLOB_STORE: the store is of another installation than the back-up")
