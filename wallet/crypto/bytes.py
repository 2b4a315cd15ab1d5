"""Bytes, labels and strict text forms of bytes."""

import base64
import binascii
import re

from wallet.crypto.errors import FormatError

_URL = re.compile(r"[A-Za-z0-9_-]*\Z")


def label(text: str) -> bytes:
    """The ASCII of `text` ended by one zero byte: how a label is told from what follows it."""
    return text.encode("ascii") + b"\0"


def u32(number: int) -> bytes:
    """`number` as four bytes, big-endian."""
    return number.to_bytes(4, "big")


def b64(data: bytes) -> str:
    """`data` as base64url without padding (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def unb64(text: str, length: int | None = None) -> bytes:
    """The bytes that `b64` wrote as `text`.

    Raises bad_encoding for padding, foreign characters and unused bits that are not zero,
    and bad_length when `length` is given and is not the number of bytes.
    """
    if not _URL.match(text):
        raise FormatError("bad_encoding")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise FormatError("bad_encoding") from None
    if b64(data) != text:
        raise FormatError("bad_encoding")
    return sized(data, length) if length is not None else data


def sized(data: bytes, length: int) -> bytes:
    """`data`, when it has exactly `length` bytes; raises bad_length otherwise."""
    if len(data) != length:
        raise FormatError("bad_length")
    return data


def padded(data: bytes, length: int) -> bytes:
    """`data` and zeros up to `length` bytes; raises too_large when it does not fit."""
    if len(data) > length:
        raise FormatError("too_large")
    return data + bytes(length - len(data))


def unpadded(data: bytes, length: int) -> bytes:
    """The first `length` bytes; raises bad_length past the end and bad_padding unless the rest is zero."""
    if length > len(data):
        raise FormatError("bad_length")
    if any(data[length:]):
        raise FormatError("bad_padding")
    return data[:length]
