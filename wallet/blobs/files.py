"""Blobs as files of one folder, for one machine: received aside, flushed, then linked into place."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Final

from wallet import room
from wallet.blobs.store import IDENTITY, PIECE, Readable, checked, is_key, pieces, span
from wallet.errors import Exists, NotFound, ReadOnly, StoreAway, StoreFull

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class FileStore:
    """A BlobStore in `folder`: bodies in 256 folders by their key's first byte, unfinished ones aside.

    They leave `reserve` bytes of its disk free, and take room as they come.
    """

    def __init__(self, folder: Path, reserve: int = 0) -> None:
        self._folder, self._reserve = folder, reserve
        self._incoming = folder / "incoming"
        self._identity = folder / IDENTITY
        self._lasting = set[Path]()
        """Folders of bodies that were seen to be on the disk for good."""
        with _ours():
            self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._marked = self._identity.is_file()

    def put(self, key: str, stream: Readable, length: int) -> None:
        place = self._place(key)
        self._look_for_mark()
        room.need(self._folder, self._reserve, length)
        aside = self._incoming / secrets.token_hex(16)
        try:
            with _ours(), aside.open("xb") as file:
                _receive(file, room.kept(self._folder, self._reserve, pieces(stream, length)))
            with _ours():
                self._publish(aside, place)
        finally:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)

    def get(self, key: str, start: int = 0, end: int | None = None) -> tuple[Iterator[bytes], int]:
        with _ours():
            try:
                file = self._place(key).open("rb", buffering=0)
            except FileNotFoundError:
                self._look_for_mark()
                if self._incoming.is_dir():  # else the whole disk is gone, and with it no answer about a body
                    raise NotFound from None
                raise
        first, last = span(start, end, os.fstat(file.fileno()).st_size)
        file.seek(first)
        return _Body(file, last - first), last - first

    def delete(self, key: str) -> None:
        self._look_for_mark()
        with _ours(), contextlib.suppress(FileNotFoundError):
            self._place(key).unlink()

    def tidy(self, older_than: float) -> None:
        with _ours(), os.scandir(self._incoming) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):
                    if entry.stat().st_mtime < older_than:
                        os.unlink(entry.path)

    def listed(self) -> Iterator[tuple[str, int, float]]:
        with _ours():
            for path in self._folder.glob("??/*"):
                with contextlib.suppress(FileNotFoundError):
                    if is_key(path.name):
                        found = path.stat()
                        yield path.name, found.st_size, found.st_mtime

    def identity(self) -> bytes | None:
        with _ours():
            try:
                return self._identity.read_bytes()
            except FileNotFoundError:
                return None

    def keep_identity(self, identity: bytes) -> None:
        aside = self._incoming / secrets.token_hex(16)
        try:
            with _ours(), aside.open("xb") as file:
                _receive(file, [identity])
            with _ours(), contextlib.suppress(FileExistsError):
                os.link(aside, self._identity)
                _flush_folder(self._folder)
            self._marked = True
        finally:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)

    def ready(self) -> None:
        self._look_for_mark()
        probe = self._incoming / f"ready-{secrets.token_hex(8)}"
        try:
            with _ours():
                probe.write_bytes(bytes(4096))
        finally:
            with contextlib.suppress(OSError):
                probe.unlink(missing_ok=True)

    def disconnect(self) -> None:
        """Nothing: files need no connection."""

    def _look_for_mark(self) -> None:
        """The folder below a disk that was unmounted may look like an empty store."""
        if self._marked and not self._identity.is_file():
            raise StoreAway

    def _place(self, key: str) -> Path:
        return self._folder / checked(key)[:2] / key

    def _publish(self, aside: Path, place: Path) -> None:
        place.parent.mkdir(exist_ok=True, mode=0o700)
        try:
            os.link(aside, place)  # unlike a rename it never replaces what is there
        except FileExistsError:
            raise Exists from None
        _flush_folder(place.parent)
        if place.parent not in self._lasting:
            _flush_folder(self._folder)
            self._lasting.add(place.parent)


class _Body:
    """The pieces of an open file; it is closed at the end or when the reader leaves."""

    def __init__(self, file: FileIO, length: int) -> None:
        self._file = file
        self._left = length

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = self._file.read(min(PIECE, self._left)) if self._left else b""
        if not piece:
            self.close()
            raise StopIteration
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        self._file.close()

    __del__ = close


def _receive(file: BinaryIO, body: Iterable[bytes]) -> None:
    for piece in body:
        file.write(piece)
    file.flush()
    os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _ours() -> Iterator[None]:
    """Turns the disk's failures into ours."""
    try:
        yield
    except OSError as problem:
        if problem.errno == errno.EROFS:
            raise ReadOnly from problem
        raise (StoreFull() if problem.errno in FULL else StoreAway()) from problem
