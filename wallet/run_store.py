"""The files of the run folder, which may be damaged when they are opened."""

import logging
import threading
from pathlib import Path
from typing import Final

from wallet import background
from wallet.clock import Clock, seconds
from wallet.ephemeral import Ephemeral
from wallet.errors import ConfigError, Damaged

EVERY: Final = 15
"""Seconds between two rounds of `keep`."""
log = logging.getLogger(__name__)


def opened(path: Path) -> Ephemeral:
    """The store of sessions and counters; a damaged one is made anew, and a line of the log says so.

    The damaged file goes: what it holds must not outlive its day.
    """
    store = _whole(path)
    if store is None:
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        log.error("%s was damaged and is made anew: everybody opens their wallet again,"
                  " and guesses are counted from nothing today", path)  # fmt: skip
        store = Ephemeral(path)
    return store


def opened_guesses(path: Path) -> Ephemeral:
    """The counters of `wallet oprf`, which hold guessers off. Raises ConfigError for a damaged file."""
    store = _whole(path)
    if store is None:
        raise ConfigError(f"{path}: is damaged; whoever deletes it gives all guesses of today once more")
    return store


def keep(store: Ephemeral, clock: Clock, lock: Path) -> threading.Thread:
    """Forgets for ever what has ended, in the file and in its log, where no sweep does."""

    def tidy() -> None:
        store.forget(seconds(clock()))
        store.empty_log()

    return background.start(tidy, lock, EVERY)


def _whole(path: Path) -> Ephemeral | None:
    try:
        store = Ephemeral(path)
    except Damaged:
        return None
    if store.is_whole():
        return store
    store.close()
    return None
