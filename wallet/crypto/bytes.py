"""Bytes, labels and strict text forms of bytes."""

import base64
import binascii
import re

from wallet.crypto.errors import BadEncoding, BadLength, BadPadding
from wallet.errors import TooLarge

_URL = re.compile(r"[A-Za-z0-9_-]*\Z")


def label(text: str) -> bytes:
    """The ASCII of `text` ended by one zero byte: how a label is told from what follows it."""
    return text.encode("ascii") + b"\0"


def u32(number: int) -> bytes:
    """`number` as four bytes, big-endian."""
    return number.to_bytes(4, "big")


def u64(number: int) -> bytes:
    """`number` as eight bytes, big-endian."""
    return number.to_bytes(8, "big")


def b64(data: bytes) -> str:
    """`data` as base64url without padding (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def unb64(text: str, length: int | None = None) -> bytes:
    """The bytes that `b64` wrote as `text`.

    Raises BadEncoding for padding, foreign characters and unused bits that are not zero,
    and BadLength when `length` is given and is not the number of bytes.
    """
    if not _URL.match(text):
        raise BadEncoding
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise BadEncoding from None
    if b64(data) != text:
        raise BadEncoding
    return sized(data, length) if length is not None else data


def sized(data: bytes, length: int) -> bytes:
    """`data`, when it has exactly `length` bytes; raises BadLength otherwise."""
    if len(data) != length:
        raise BadLength
    return data


def padded(data: bytes, length: int) -> bytes:
    """`data` and zeros up to `length` bytes; raises TooLarge when it does not fit."""
    if len(data) > length:
        raise TooLarge
    return data + bytes(length - len(data))


def unpadded(data: bytes, length: int) -> bytes:
    """The first `length` bytes; raises BadLength past the end and BadPadding unless the rest is zero."""
    if length > len(data):
        raise BadLength
    if any(data[length:]):
        raise BadPadding
    return data[:length]
