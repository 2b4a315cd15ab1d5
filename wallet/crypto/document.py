"""A document's plaintext: the content and zeros up to one of nineteen buckets."""

from typing import Final

from wallet.crypto.bytes import padded, unpadded
from wallet.crypto.errors import BadLength, BadSum
from wallet.crypto.format import BUCKETS
from wallet.crypto.hkdf import sha256
from wallet.errors import TooLarge

CONTENT_MAX: Final = 32_000_000


def bucket(length: int) -> int:
    """The bytes of the smallest bucket for a content of `length` bytes; raises TooLarge past 32,000,000."""
    if length > CONTENT_MAX:
        raise TooLarge
    return next(size for size in BUCKETS if size >= length)


def pad(content: bytes) -> bytes:
    """The plaintext that is sealed."""
    return padded(content, bucket(len(content)))


def check_document(plain: bytes, length: int, digest: bytes) -> bytes:
    """The content; raises BadLength for another bucket, BadPadding, or BadSum for another SHA-256."""
    if len(plain) != bucket(length):
        raise BadLength
    content = unpadded(plain, length)
    if sha256(content) != digest:
        raise BadSum
    return content
