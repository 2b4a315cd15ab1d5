"""The keyless checks of what the server stores: sizes and shapes, nothing that can open anything."""

from math import isqrt
from typing import Final

from wallet.crypto.ageheader import read_header
from wallet.crypto.errors import BadLength
from wallet.errors import NotAge, WalletError

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
_AROUND: Final = 32
_PAYLOADS: Final = tuple(16 + bucket + 16 * -(-bucket // _CHUNK) for bucket in BUCKETS)
BLOB_MAX: Final = _PAYLOADS[-1] + AGE_HEAD


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
    if len(head) < _header_length(head) + _AROUND:
        raise NotAge


def check_blob(head: bytes, length: int) -> None:
    """Raises NotAge unless a body of `length` bytes that starts with `head` has the size of a sealed bucket:
    the header, 16 bytes of nonce, and 16 more for each chunk of 64 KiB."""
    check_age_head(head)
    payload = length - _header_length(head)
    if payload not in _PAYLOADS:
        raise NotAge


def _header_length(head: bytes) -> int:
    try:
        return read_header(head[:AGE_HEAD]).length
    except WalletError:
        raise NotAge from None
