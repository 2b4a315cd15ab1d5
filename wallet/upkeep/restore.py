"""Restores: a generation of a back-up into an empty database and a store. May be cut, and done again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wallet.blobs import BlobStore, open_store
from wallet.config import Config
from wallet.errors import ConfigError, Exists
from wallet.lasting import sha256_of
from wallet.migrations import upgrade
from wallet.upkeep import aside, dump, ended, key_files
from wallet.upkeep.folder import BackupFolder
from wallet.upkeep.generation import Body, Generation, Manifest


@dataclass(frozen=True)
class Restored:
    """How many bodies are back, how many papers have none, what ended, and the day of the generation."""

    bodies: int
    missing: int
    ended: ended.Outcome
    day: int


def restore(
    config: Config, path: Path, now: datetime, keys: Path | None = None, *, name: str = "", yes: bool = False
) -> Restored:
    """Puts everything back but the seeds, and ends what may have ended since: the newest, or this generation.

    The keys at rest come from `keys`, where that is given; otherwise from the seeds' sealed copy.

    Raises ConfigError where the folder is no whole back-up, the target is in use, or nothing can be written;
    also where bodies are missing or damaged in the folder, unless `yes`.
    """
    folder = BackupFolder(path)
    chosen = folder.chosen(name)
    said = _readable(config, chosen)
    store = open_store(config)
    _belongs(store, said)
    whole = _whole(folder, chosen, said, yes=yes)
    if keys:
        key_files.put_back(config, keys)
    for body in whole:
        _put(store, body, folder.body(body.key))
    if said.identity:
        store.keep_identity(bytes.fromhex(said.identity))
    # Last: a server that finds tables finds everything they name, and nothing that is to end.
    with aside.filling(config) as half:
        dump.put_back(half.database, chosen.path / said.database)
        upgrade(half.database)
        dump.forget(half.database, said.removed)
        what_ended = ended.end(half, now)
    return Restored(len(whole), said.missing + said.bodies - len(whole), what_ended, said.day)


def _readable(config: Config, chosen: Generation) -> Manifest:
    said = chosen.manifest()
    if said.database != dump.name_of(config.database):
        raise ConfigError("WALLET_DATABASE_URL: the back-up is of the other kind of database")
    chosen.database()
    if not aside.is_free(config.database):
        raise ConfigError("WALLET_DATABASE_URL: there is a database already; a restore needs an empty one")
    return said


def _belongs(store: BlobStore, said: Manifest) -> None:
    there = store.identity()
    if there is not None and there.hex() != said.identity:
        raise ConfigError("WALLET_BLOB_STORE: the store is of another installation than the back-up")


def _whole(folder: BackupFolder, chosen: Generation, said: Manifest, *, yes: bool) -> list[Body]:
    """The bodies of the list that are there as they were; all are read before anything is written."""
    listed = chosen.bodies().values()
    whole = [body for body in listed if _is_whole(folder, body)]
    lost = said.bodies - len(whole)
    if lost and not yes:
        raise ConfigError(
            f"{lost} of {said.bodies} papers are missing or damaged in {folder.blobs};"
            " the same again with --yes puts the others back"
        )
    return whole


def _is_whole(folder: BackupFolder, body: Body) -> bool:
    place = folder.body(body.key)
    return place.is_file() and place.stat().st_size == body.length and sha256_of(place) == body.sha256


def _put(store: BlobStore, body: Body, place: Path) -> None:
    with place.open("rb") as file:
        try:
            store.put(body.key, file, body.length)
        except Exists:  # of an earlier try that was cut short, or of a store that outlived its database
            if _sha256(store.get(body.key)[0]) == body.sha256:
                return
            file.seek(0)
            store.delete(body.key)
            store.put(body.key, file, body.length)


def _sha256(pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()
