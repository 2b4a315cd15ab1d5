"""What every blob store promises, told once and inherited by the test of each store."""

from __future__ import annotations

import io
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from wallet.blobs.store import BlobStore, Readable, new_key
from wallet.errors import BadRequest, Exists, NotFound, TooSlow


def whole(store: BlobStore, key: str, start: int = 0, end: int | None = None) -> bytes:
    """A body or a part of it, whose announced length is checked."""
    body, length = store.get(key, start, end)
    data = b"".join(body)
    assert len(data) == length
    return data


def kept(store: BlobStore, data: bytes) -> str:
    """The key of a body that was just put."""
    key = new_key()
    store.put(key, io.BytesIO(data), len(data))
    return key


class Breaking:
    """A body that fails after some bytes, as a phone's line does."""

    def __init__(self, data: bytes, failure: OSError | None) -> None:
        self._data, self._failure = io.BytesIO(data), failure

    def read(self, size: int, /) -> bytes:
        piece = self._data.read(min(size, 7000))
        if not piece and self._failure:
            raise self._failure
        return piece


class StoreContract:
    """Inherit, and give a fixture `store`."""

    @pytest.mark.parametrize("length", [1, 65_536, 512 * 1024, 512 * 1024 + 1, 3_000_001])
    def test_what_was_put_is_got(self, store: BlobStore, length: int) -> None:
        data = os.urandom(length)
        assert whole(store, kept(store, data)) == data

    def test_a_part_is_got(self, store: BlobStore) -> None:
        data = os.urandom(300_000)
        key = kept(store, data)
        assert whole(store, key, 10, 20) == data[10:20]
        assert whole(store, key, 299_999) == data[299_999:]
        assert whole(store, key, 299_990, 400_000) == data[299_990:]
        assert whole(store, key, 300_000) == b""

    def test_an_unknown_key_is_not_found_before_the_first_byte(self, store: BlobStore) -> None:
        with pytest.raises(NotFound):
            store.get(new_key())
        with pytest.raises(NotFound):
            store.get(new_key(), 5, 10)

    def test_what_was_deleted_is_gone_and_deleting_again_is_no_error(self, store: BlobStore) -> None:
        key = kept(store, b"paper")
        store.delete(key)
        store.delete(key)
        store.delete(new_key())
        with pytest.raises(NotFound):
            store.get(key)

    def test_every_body_is_listed_with_its_length_and_nothing_else_is(self, store: BlobStore) -> None:
        began = time.time()
        keys = {kept(store, bytes(length)): length for length in (1, 5000)}
        gone = kept(store, b"gone")
        store.delete(gone)
        listed = {key: (length, made) for key, length, made in store.listed()}
        assert {key: length for key, (length, _made) in listed.items()} == keys
        assert all(began - 5 < made < time.time() + 5 for _length, made in listed.values())

    def test_a_key_is_used_once(self, store: BlobStore) -> None:
        key = kept(store, b"first")
        with pytest.raises(Exists):
            store.put(key, io.BytesIO(b"second"), 6)
        assert whole(store, key) == b"first"

    def test_of_sixteen_writers_of_one_key_one_wins(self, store: BlobStore) -> None:
        key, start = new_key(), threading.Barrier(16)

        def write(number: int) -> int:
            start.wait()
            try:
                store.put(key, io.BytesIO(bytes([number]) * 70_000), 70_000)
            except Exists:
                return 0
            return 1

        with ThreadPoolExecutor(16) as pool:
            assert sum(pool.map(write, range(16))) == 1
        assert len(set(whole(store, key))) == 1

    @pytest.mark.parametrize("sent", [0, 1, 6999, 7000, 99_999, 599_999])
    def test_a_body_cut_anywhere_leaves_nothing(self, store: BlobStore, sent: int) -> None:
        for failure, told in [
            (None, BadRequest),
            (ConnectionResetError(), BadRequest),
            (TimeoutError(), TooSlow),
        ]:
            key = new_key()
            body: Readable = Breaking(bytes(sent), failure)
            with pytest.raises(told):
                store.put(key, body, 600_000)
            with pytest.raises(NotFound):
                store.get(key)

    def test_a_cut_body_can_be_sent_again_under_its_key(self, store: BlobStore) -> None:
        key = new_key()
        with pytest.raises(BadRequest):
            store.put(key, Breaking(bytes(50), None), 100)
        store.put(key, io.BytesIO(bytes(100)), 100)
        assert whole(store, key) == bytes(100)

    def test_nothing_is_read_past_the_length(self, store: BlobStore) -> None:
        stream, key = io.BytesIO(b"body and what follows"), new_key()
        store.put(key, stream, 4)
        assert whole(store, key) == b"body"
        assert stream.read() == b" and what follows"

    def test_a_reader_may_leave_in_the_middle(self, store: BlobStore) -> None:
        key = kept(store, os.urandom(2_000_000))
        for _ in range(100):
            body, _length = store.get(key)
            next(body)
            body.close()  # type: ignore[attr-defined]

    def test_only_keys_are_keys(self, store: BlobStore) -> None:
        for key in ["", "../../etc/passwd", "a" * 31, "A" * 32, f"{'a' * 32}\n", "a" * 33]:
            with pytest.raises(ValueError, match="key"):
                store.get(key)

    def test_a_working_store_is_ready_and_tidying_takes_no_body(self, store: BlobStore) -> None:
        key = kept(store, b"paper")
        store.ready()
        store.tidy(2**40)
        assert whole(store, key) == b"paper"
