"""Files that are on the disk for good before anything else relies on them."""

import hashlib
import os
from pathlib import Path


def write_new(file: Path, content: bytes) -> None:
    """A file for its owner alone."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def flush_file(file: Path) -> None:
    """What somebody else wrote."""
    _flush(file, os.O_RDONLY)


def flush_folder(folder: Path) -> None:
    """The names in it."""
    _flush(folder, os.O_RDONLY | os.O_DIRECTORY)


def sha256_of(file: Path) -> str:
    """In hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _flush(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
