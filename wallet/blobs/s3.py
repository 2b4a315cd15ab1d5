"""Blobs in an S3-compatible store; the only file that knows botocore.

A body is received whole into a spool before a byte of it goes to the store (decision 0003): it can then be
signed, checked and sent again, and a slow phone holds no connection to the store.
"""

import base64
import contextlib
import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast

import boto3
from botocore.config import Config as ClientConfig
from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError
from botocore.response import StreamingBody

from wallet import room
from wallet.blobs.store import IDENTITY, PIECE, Readable, checked, is_key, pieces
from wallet.errors import Exists, NotFound, StoreAway, StoreFull, WalletError

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

SPOOL: Final = 512 * 1024
"""Bodies up to here stay in memory, larger ones go to an unnamed temporary file."""
TYPE: Final = "application/octet-stream"
READY: Final = "ready"
"""What is written to see whether bodies can be; no body has such a key."""
MISSING: Final = frozenset({"NoSuchKey", "404", "NotFound"})
TAKEN: Final = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})
FULL: Final = frozenset({"QuotaExceeded", "XMinioStorageFull", "InsufficientStorage", "507"})


@dataclass(frozen=True)
class S3Settings:
    """Where the bucket is and who may use it."""

    endpoint: str
    bucket: str
    region: str
    key: str
    secret: str
    reserve: int = 0
    """Bytes that spools leave free on the disk of temporary files."""


class S3Store:
    """A BlobStore in one bucket, whose keys are flat."""

    def __init__(self, settings: S3Settings) -> None:
        self._bucket, self._reserve = settings.bucket, settings.reserve
        self._client = _client(settings)

    def put(self, key: str, stream: Readable, length: int) -> None:
        with tempfile.SpooledTemporaryFile(SPOOL) as spool:
            checksum = _receive(spool, self._kept(pieces(stream, length)))
            self._send(checked(key), spool, length, checksum)

    def get(self, key: str, start: int = 0, end: int | None = None) -> tuple[Iterator[bytes], int]:
        reach = f"bytes={start}-{'' if end is None else end - 1}"
        try:
            with _ours():
                found = self._client.get_object(Bucket=self._bucket, Key=checked(key), Range=reach)
        except _PastEnd:
            return iter(()), 0
        return _Body(found["Body"]), found["ContentLength"]

    def delete(self, key: str) -> None:
        with contextlib.suppress(NotFound), _ours():
            self._client.delete_object(Bucket=self._bucket, Key=checked(key))

    def tidy(self, older_than: float) -> None:
        """Nothing: an interrupted put leaves no part, since bodies go in one request."""

    def listed(self) -> Iterator[tuple[str, int, float]]:
        with _ours():
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket):
                for one in page.get("Contents", []):
                    if is_key(one["Key"]):
                        yield one["Key"], one["Size"], one["LastModified"].timestamp()

    def identity(self) -> bytes | None:
        try:
            with _ours():
                found = self._client.get_object(Bucket=self._bucket, Key=IDENTITY)
        except NotFound:
            return None
        return b"".join(_Body(found["Body"]))

    def keep_identity(self, identity: bytes) -> None:
        with contextlib.suppress(Exists), _ours():
            self._client.put_object(
                Bucket=self._bucket, Key=IDENTITY, Body=identity, ContentType=TYPE, IfNoneMatch="*"
            )

    def ready(self) -> None:
        try:
            with _ours():
                self._client.head_bucket(Bucket=self._bucket)  # some stores make a bucket that is missing
                self._client.put_object(Bucket=self._bucket, Key=READY, Body=b"", ContentType=TYPE)
        except NotFound as problem:
            raise StoreAway from problem

    def disconnect(self) -> None:
        self._client.close()  # it opens connections again

    def _kept(self, body: Iterator[bytes]) -> Iterator[bytes]:
        return room.kept(Path(tempfile.gettempdir()), self._reserve, body)

    def _send(self, key: str, spool: IO[bytes], length: int, checksum: str) -> None:
        with _ours():
            try:
                self._client.put_object(
                    Bucket=self._bucket, Key=key, Body=cast("IO[bytes]", _Sips(spool)), ContentLength=length,
                    ContentType=TYPE, ChecksumSHA256=checksum, IfNoneMatch="*",
                )  # fmt: skip
            except ClientError as problem:
                # The first try may have arrived although its answer was lost: then the key is taken by us.
                if not (_retried(problem) and _code(problem) in TAKEN and self._holds(key, length, checksum)):
                    raise

    def _holds(self, key: str, length: int, checksum: str) -> bool:
        found = self._client.head_object(Bucket=self._bucket, Key=key, ChecksumMode="ENABLED")
        return found["ContentLength"] == length and found.get("ChecksumSHA256") == checksum


class _Body:
    """The pieces of an answer; the connection goes back at the end or when the reader leaves."""

    def __init__(self, body: StreamingBody) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        with _ours():
            piece = self._body.read(PIECE)
        if not piece:
            self.close()
            raise StopIteration
        return piece

    def close(self) -> None:
        self._body.close()


class _Sips:
    """The spool in small pieces, since botocore would read it by the MiB while signing."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self.seek, self.tell = spool.seek, spool.tell

    def read(self, size: int = -1) -> bytes:
        return self._spool.read(PIECE if size < 0 else min(size, PIECE))


class _PastEnd(WalletError):
    """A range that begins after the last byte."""


def _client(settings: S3Settings) -> "S3Client":
    client: S3Client = boto3.client(
        "s3",
        endpoint_url=settings.endpoint,
        region_name=settings.region,
        aws_access_key_id=settings.key,
        aws_secret_access_key=settings.secret,
        config=ClientConfig(
            connect_timeout=3,
            read_timeout=20,
            max_pool_connections=64,
            retries={"mode": "standard", "total_max_attempts": 3},
            s3={"addressing_style": "path"},
        ),
    )
    return client


def _receive(spool: IO[bytes], body: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    try:
        for piece in body:
            digest.update(piece)
            spool.write(piece)
        spool.seek(0)
    except OSError as problem:  # the spool's disk: the stream's own failures are ours already
        raise StoreFull from problem
    return base64.b64encode(digest.digest()).decode()


def _code(problem: ClientError) -> str:
    return str(problem.response.get("Error", {}).get("Code", ""))


def _retried(problem: ClientError) -> bool:
    answer: dict[str, Any] = dict(problem.response.get("ResponseMetadata", {}))
    return bool(answer.get("RetryAttempts"))


@contextlib.contextmanager
def _ours() -> Iterator[None]:
    """Turns what botocore raises into our family."""
    try:
        yield
    except ClientError as problem:
        raise _named(_code(problem)) from problem
    except (BotoCoreError, ConnectionError, HTTPClientError, OSError) as problem:
        raise StoreAway from problem


def _named(code: str) -> WalletError:
    if code in MISSING:
        return NotFound()
    if code in TAKEN:
        return Exists()
    if code in FULL:
        return StoreFull()
    return _PastEnd() if code == "InvalidRange" else StoreAway()
