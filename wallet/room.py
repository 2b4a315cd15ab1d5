"""Room on the disks: a reserve that nothing new may take (decision 0029)."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from wallet.config import Config
from wallet.errors import StoreFull

PART: Final = 10
"""A reserve takes one in so many bytes of a disk at most."""


def need(folder: Path, reserve: int, wanted: int = 0) -> None:
    """Raises StoreFull where less than the reserve would be left on the folder's disk after `wanted` bytes.

    A disk that cannot be asked is left to whoever writes to it.
    """
    try:
        found = os.statvfs(folder)
    except OSError:
        return
    kept = min(reserve, found.f_blocks * found.f_frsize // PART)
    if found.f_bavail * found.f_frsize < kept + wanted:
        raise StoreFull


def kept(folder: Path, reserve: int, body: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces of a body, each if it leaves the reserve alone. Raises StoreFull."""
    for piece in body:
        need(folder, reserve, len(piece))
        yield piece


class Room:
    """The disks that this machine writes to: where bodies are received, and others."""

    def __init__(self, bodies: Path, others: Sequence[Path], reserve: int) -> None:
        self._bodies, self._others, self._reserve = bodies, others, reserve

    def need(self, body: int = 0) -> None:
        """Raises StoreFull where a disk has only its reserve left, or would after a body of so many bytes."""
        need(self._bodies, self._reserve, body)
        for folder in self._others:
            need(folder, self._reserve)

    def is_there(self) -> bool:
        """Whether something new is taken."""
        try:
            self.need()
        except StoreFull:
            return False
        return True


def of(config: Config) -> Room:
    """The disks of the run store, of SQLite's file, and of the bodies, or where they are received for S3."""
    file = config.database_file
    bodies = config.blob_folder if config.blob_store == "files" else Path(tempfile.gettempdir())
    return Room(bodies, [config.run, *([file.parent] if file else [])], config.disk_reserve)
