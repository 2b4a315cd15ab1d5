"""The S3 store: the contract on a real server, and what a network can do wrong."""

from __future__ import annotations

import dataclasses
import io
import os
import tracemalloc
from pathlib import Path

import pytest

from tests import servers
from tests.blobs.contract import StoreContract, kept, whole
from tests.small_disk import mounted
from wallet.blobs.s3 import S3Settings, S3Store
from wallet.blobs.store import new_key
from wallet.errors import StoreAway, StoreFull


class TestS3Store(StoreContract):
    @pytest.fixture
    def store(self, s3_settings: S3Settings) -> S3Store:
        return S3Store(s3_settings)


def test_a_wrong_secret_is_a_store_away(s3_settings: S3Settings) -> None:
    store = S3Store(dataclasses.replace(s3_settings, secret="wrong"))
    with pytest.raises(StoreAway):
        store.ready()
    with pytest.raises(StoreAway):
        kept(store, b"paper")


def test_a_missing_bucket_is_a_store_away(s3_settings: S3Settings) -> None:
    with pytest.raises(StoreAway):
        S3Store(dataclasses.replace(s3_settings, bucket="not-there")).ready()


def test_a_killed_store_is_away() -> None:
    with servers.seaweed() as running:
        settings = S3Settings(
            running.endpoint, running.new_bucket(), "us-east-1", servers.ACCESS_KEY, servers.SECRET_KEY
        )
        store = S3Store(settings)
        key = kept(store, os.urandom(70_000))
        running.server.kill()
        for call in (lambda: kept(store, b"paper"), lambda: store.get(key), store.ready):
            with pytest.raises(StoreAway):
                call()


class Endless(io.RawIOBase):
    """Bytes that are made as they are read, so that the test itself holds none."""

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return len(buffer)


def test_a_large_body_is_never_held_in_memory(s3_settings: S3Settings) -> None:
    store, length = S3Store(s3_settings), 33_000_000
    kept(store, bytes(2_000_000))  # connections and caches are made before the measure
    tracemalloc.start()
    try:
        key = new_key()
        store.put(key, Endless(), length)
        body, _ = store.get(key)
        assert sum(map(len, body)) == length
        assert tracemalloc.get_traced_memory()[1] < 1_500_000
    finally:
        tracemalloc.stop()
    assert len(whole(store, key, length - 5)) == 5


def test_a_spool_leaves_the_reserve_of_its_disk(
    s3_settings: S3Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mounted(tmp_path / "disk", 20) as disk:
        monkeypatch.setattr("tempfile.tempdir", str(disk.folder))
        store = S3Store(dataclasses.replace(s3_settings, reserve=64_000_000))  # a tenth, of so small a disk
        disk.fill(4_000_000)
        with pytest.raises(StoreFull):
            kept(store, bytes(3_000_000))
        assert disk.free >= 4_000_000 - 4096
        kept(store, bytes(1_500_000))
