"""A disk that a power cut can be tried on: what nobody flushed is gone after it.

It is an ext4 of its own in a file in memory. The file holds what the file system gave to its disk, which it
does by itself only every five minutes; so a copy of the file is the disk as a cut at this moment leaves it.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

IN_MEMORY = Path("/dev/shm")
NEVER_BY_ITSELF = "loop,commit=300"


@dataclass
class LossyDisk:
    """Where it is mounted, and the file that it is."""

    folder: Path
    image: Path

    def loses_power(self) -> None:
        """Goes on from what was flushed. Nobody may be writing."""
        left = self.image.with_name("left")
        _run("cp", "--sparse=always", str(self.image), str(left))
        self.leaves()
        left.replace(self.image)
        self.comes()

    def comes(self) -> None:
        """Mounts it; the file system recovers by its journal."""
        _run("mount", "-o", NEVER_BY_ITSELF, str(self.image), str(self.folder))

    def leaves(self) -> None:
        """Unmounts it, though a process may still be ending."""
        _run("umount", "-l", str(self.folder))


@contextlib.contextmanager
def mounted(folder: Path, megabytes: int) -> Iterator[LossyDisk]:
    """The disk until the block ends. Raises Unmountable."""
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="sacoche-disk-", dir=IN_MEMORY) as memory:
        disk = LossyDisk(folder, Path(memory) / "image")
        with disk.image.open("wb") as file:
            file.truncate(megabytes * 1024 * 1024)
        _run("mkfs.ext4", "-q", "-F", str(disk.image))
        disk.comes()
        try:
            folder.joinpath("lost+found").rmdir()
            _run("sync", "-f", str(folder))
            yield disk
        finally:
            disk.leaves()


class Unmountable(Exception):
    """No such disk can be had here: it takes root, loop devices and ext4."""


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unmountable(f"{command[0]}: {done.stderr.strip()}")
