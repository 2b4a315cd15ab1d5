"""Restores: a back-up into an empty database and an empty store."""

from pathlib import Path

from wallet.blobs import open_store
from wallet.config import Config
from wallet.errors import ConfigError, Exists
from wallet.upkeep import dump, key_files
from wallet.upkeep.folder import BackupFolder


def restore(config: Config, path: Path, keys: Path | None = None) -> int:
    """Puts everything back but the seeds; gives the number of bodies. May be called again after it failed.

    The keys at rest come from `keys`, where that is given; otherwise from the seeds' sealed copy.

    Raises ConfigError where the folder is no whole back-up, the target is in use, or nothing can be written.
    """
    folder = BackupFolder(path)
    said = folder.read()
    if said.database != dump.name_of(config.database):
        raise ConfigError("WALLET_DATABASE_URL: the back-up is of the other kind of database")
    if not dump.is_empty(config.database):
        raise ConfigError("WALLET_DATABASE_URL: there is a database already; a restore needs an empty one")
    if keys:
        key_files.put_back(config, keys)
    store = open_store(config)
    bodies = folder.bodies()
    for body in bodies:
        with body.open("rb") as file:
            try:
                store.put(body.name, file, body.stat().st_size)
            except Exists:
                continue  # an earlier try that was cut short
    # Last: a server that finds tables finds everything they name.
    dump.put_back(config.database, folder.database / said.database)
    return len(bodies)
