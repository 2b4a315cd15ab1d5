"""The files of one visit: a folder in memory that is made for it and destroyed after it."""

import secrets
import shutil
import subprocess
import time
from pathlib import Path

PREFIX = "visit-"
TRIES = 20


class NotInMemory(Exception):
    """The folder for visits is on a disk, where deleted files can be found again."""


def in_memory(folder: Path) -> bool:
    """Whether what is written there reaches no disk, but for swap, which `wallet-kiosk check` looks at."""
    asked = ["stat", "--file-system", "--format=%T", str(folder)]
    kind = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    return kind.stdout.strip() in ("tmpfs", "ramfs")


def begin(folder: Path, *, memory_only: bool) -> Path:
    """A new, empty folder for one visit, readable by nobody else. Raises NotInMemory."""
    folder.mkdir(parents=True, exist_ok=True)
    if memory_only and not in_memory(folder):
        raise NotInMemory(f"{folder}: this folder is not in memory (tmpfs)")
    # short: the browser puts a socket below, whose whole path may have 107 bytes
    made = folder / f"{PREFIX}{secrets.token_hex(4)}"
    made.mkdir(mode=0o700)
    for name in ("home", "tmp", "profile"):
        (made / name).mkdir(mode=0o700)
    return made


def destroy(visit: Path) -> None:
    """Deletes the folder, also while a dying process still writes into it. Raises OSError when it stays."""
    for turn in range(TRIES):
        shutil.rmtree(visit, ignore_errors=turn < TRIES - 1)
        if not visit.exists():
            return
        time.sleep(0.1)


def sweep(folder: Path) -> int:
    """Destroys what a crash or a power cut left behind; how many there were."""
    left = sorted(folder.glob(f"{PREFIX}*")) if folder.is_dir() else []
    for visit in left:
        destroy(visit)
    return len(left)
