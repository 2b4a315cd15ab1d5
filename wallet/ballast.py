"""Room that is given up where a disk is full, so that what frees room can be written (decision 0029)."""

import contextlib
import os
from pathlib import Path
from typing import Final

MOST: Final = 16 * 1024 * 1024
PART: Final = 40
"""It takes one in so many bytes of a disk at most."""
AGAIN: Final = 3
"""It is made where so many times its room is free."""


class Ballast:
    """A file of zeros beside a file of SQLite, of as much room as deleting may need."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._file = folder, folder / "ballast"
        self._there = False

    def see_to(self, *, make: bool = True) -> None:
        """Called before each write: gives the ballast up where little is left, makes it where much is."""
        with contextlib.suppress(OSError):
            free, size = _free_and_all(self._folder)
            wanted = min(MOST, size // PART)
            if free < wanted:
                self._there = False
                self._file.unlink(missing_ok=True)
            elif make and not self._there and free > AGAIN * wanted:
                self._make(wanted)
                self._there = True

    def _make(self, wanted: int) -> None:
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(handle, 0, wanted)
        finally:
            os.close(handle)


def _free_and_all(folder: Path) -> tuple[int, int]:
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize, found.f_blocks * found.f_frsize
