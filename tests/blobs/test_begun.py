"""A body that is answered is whole, or its answer breaks off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wallet.blobs.begun import begun
from wallet.blobs.files import FileStore
from wallet.errors import DamagedBody, StoreAway

KEY = "0" * 32


class Spoken(FileStore):
    """Says that a body has ten bytes, and gives these pieces."""

    def __init__(self, folder: Path, *pieces: bytes) -> None:
        super().__init__(folder)
        self.pieces = pieces

    def get(self, key: str, start: int = 0, end: int | None = None) -> tuple[Iterator[bytes], int]:
        return iter(self.pieces), 10


def test_all_its_pieces_come(tmp_path: Path) -> None:
    assert list(begun(Spoken(tmp_path, b"01234", b"56789"), KEY, 0, 10)) == [b"01234", b"56789"]


@pytest.mark.parametrize("pieces", [(b"01234", b"5678"), (b"01234",)])
def test_an_end_that_comes_early_is_no_end(tmp_path: Path, pieces: tuple[bytes, ...]) -> None:
    body = begun(Spoken(tmp_path, *pieces), KEY, 0, 10)
    assert next(body) == b"01234"
    with pytest.raises(StoreAway):
        list(body)


def test_nothing_at_all_is_known_before_the_answer(tmp_path: Path) -> None:
    with pytest.raises(StoreAway):
        begun(Spoken(tmp_path), KEY, 0, 10)


def test_another_length_than_was_put_is_known_before_the_answer(tmp_path: Path) -> None:
    with pytest.raises(DamagedBody):
        begun(Spoken(tmp_path, b"01234", b"56789"), KEY, 0, 11)
