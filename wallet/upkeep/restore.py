"""Restores: a back-up into an empty database and an empty store."""

import shutil
from pathlib import Path

from wallet.blobs import open_store
from wallet.config import Config
from wallet.errors import ConfigError, Exists
from wallet.upkeep import dump
from wallet.upkeep.folder import AT_REST, BackupFolder


def restore(config: Config, path: Path) -> int:
    """Puts everything back but the seeds; gives the number of bodies. May be called again after it failed.

    Raises ConfigError where the folder is no whole back-up, the target is in use, or nothing can be written.
    """
    folder = BackupFolder(path)
    said = folder.read()
    if said.database != dump.name_of(config.database):
        raise ConfigError("WALLET_DATABASE_URL: the back-up is of the other kind of database")
    if not dump.is_empty(config.database):
        raise ConfigError("WALLET_DATABASE_URL: there is a database already; a restore needs an empty one")
    _put_back_key(folder.secrets / AT_REST, config.at_rest_key)
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


def _put_back_key(source: Path, place: Path) -> None:
    if not source.is_file():
        raise ConfigError(f"{source}: missing; without it sealed columns cannot be read")
    if place.exists() and place.read_bytes() != source.read_bytes():
        raise ConfigError(f"{place}: another key is there already")
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copyfile(source, place)
    place.chmod(0o600)
