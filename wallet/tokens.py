"""Tokens: what is kept of them is a hash, what is compared is compared in constant time."""

import hmac
from hashlib import sha256


def hashed(token: bytes) -> bytes:
    """The 32 bytes that are stored in a token's place."""
    return sha256(token).digest()


def matches(token: bytes, stored: bytes) -> bool:
    """Whether `token` is the one whose hash is stored."""
    return hmac.compare_digest(hashed(token), stored)
