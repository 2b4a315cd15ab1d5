"""HKDF-SHA-256 and its parts (RFC 5869)."""

import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def hkdf(ikm: bytes, salt: bytes | None, info: str, length: int) -> bytes:
    """`length` bytes from `ikm`; the empty salt is None; `info` is an ASCII label without a zero byte."""
    return HKDF(SHA256(), length, salt, info.encode("ascii")).derive(ikm)


def extract(salt: str, ikm: bytes) -> bytes:
    """HKDF-Extract: 32 bytes; `salt` is an ASCII label without a zero byte."""
    return hmac.digest(salt.encode("ascii"), ikm, "sha256")


def sha256(data: bytes) -> bytes:
    """The 32 bytes of SHA-256."""
    return hashlib.sha256(data).digest()
