"""A disk of a few megabytes that a test fills to its last byte."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PIECE = 4096


@dataclass
class SmallDisk:
    """Where it is mounted."""

    folder: Path

    @property
    def free(self) -> int:
        """Bytes that can still be written."""
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize

    def fill(self, left: int = 0) -> None:
        """Something else on the same disk takes all but so many bytes."""
        with self._filler.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while self.free > left:
                file.write(bytes(min(PIECE, self.free - left)))

    def clear(self) -> None:
        """It goes again."""
        self._filler.unlink()

    @property
    def _filler(self) -> Path:
        return self.folder / "something-else"


@contextlib.contextmanager
def mounted(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """The disk until the block ends. Skips the test where nothing may be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
