"""The keyless checks of what the server stores: sizes and shapes, nothing that can open anything."""

from math import isqrt
from typing import Final

from wallet.crypto.ageheader import read_header
from wallet.crypto.errors import BadLength
from wallet.errors import NotAge, TooLarge, WalletError

ID: Final = 16
TOKEN: Final = 16
HASH: Final = 32
BEARER: Final = 32
BLINDED: Final = 32
NONCE: Final = 32
SIGNATURE: Final = 64
BOX: Final = 136
SEALED_M: Final = 72

CATALOGUE_SIZES: Final = frozenset(16384 << k for k in range(7))
MANIFEST_STEP: Final = 8192
MANIFEST_MAX: Final = 32 * MANIFEST_STEP

AGE_HEAD: Final = 4096
BUCKETS: Final = tuple(-(-(isqrt((1 << 32 + k) - 1) + 1) // 4096) * 4096 for k in range(19))
_CHUNK: Final = 65536
BLOB_MIN: Final = 256
BLOB_MAX: Final = BUCKETS[-1] + 16 + 16 * (BUCKETS[-1] // _CHUNK) + AGE_HEAD


def check_catalogue(length: int) -> None:
    """Raises BadLength unless a sealed catalogue may have this many bytes."""
    if length not in CATALOGUE_SIZES:
        raise BadLength


def check_manifest(length: int) -> None:
    """Raises BadLength unless a sealed manifest may have this many bytes."""
    if not 0 < length <= MANIFEST_MAX or length % MANIFEST_STEP:
        raise BadLength


def check_age_head(head: bytes) -> None:
    """Raises NotAge unless `head`, the first AGE_HEAD bytes of a body (or all of a shorter one),
    holds one whole header of an age file followed by at least the payload's nonce and one tag."""
    try:
        header = read_header(head[:AGE_HEAD])
    except WalletError:
        raise NotAge from None
    if len(head) < header.length + 32:
        raise NotAge


def bucket_of(length: int) -> int:
    """The index (0..18) of the smallest bucket that a blob of `length` bytes can come from.

    A blob is a bucket of plaintext, 16 bytes for each 64 KiB, 16 of nonce and a header.
    Raises BadLength below BLOB_MIN and TooLarge above BLOB_MAX.
    """
    if length < BLOB_MIN:
        raise BadLength
    for index, bucket in enumerate(BUCKETS):
        if length <= bucket + 16 + 16 * -(-bucket // _CHUNK) + AGE_HEAD:
            return index
    raise TooLarge
