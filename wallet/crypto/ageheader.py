"""The grammar of an age file's header, read strictly and without any key.

Source: age-encryption.org/v1. One way to write each header; whatever differs is refused.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final

from wallet.crypto.errors import Damaged

VERSION: Final = b"age-encryption.org/v1\n"
FILE_KEY: Final = 16
_COLUMNS: Final = 64
_BASE64: Final = re.compile(rb"[A-Za-z0-9+/]*\Z")
_ARGUMENT: Final = re.compile(rb"[\x21-\x7e]+\Z")


@dataclass(frozen=True)
class Stanza:
    """One recipient's line and body; `args[0]` is its type."""

    args: tuple[str, ...]
    body: bytes


@dataclass(frozen=True)
class Header:
    """The stanzas, the MAC, the bytes that the MAC covers, and where the payload starts."""

    stanzas: tuple[Stanza, ...]
    mac: bytes
    covered: bytes
    length: int


def read_header(data: bytes) -> Header:
    """The header at the start of `data`; raises Damaged."""
    if not data.startswith(VERSION):
        raise Damaged
    stanzas, at = [], len(VERSION)
    while data.startswith(b"-> ", at):
        stanza, at = _stanza(data, at)
        stanzas.append(stanza)
    line, end = _line(data, at)
    if not stanzas or not line.startswith(b"--- "):
        raise Damaged
    mac = unb64_std(line[4:])
    if len(mac) != 32:
        raise Damaged
    return Header(tuple(stanzas), mac, data[: at + 3], end)


def unb64_std(text: bytes) -> bytes:
    """The bytes of standard base64 without padding; raises Damaged when it is not canonical."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        raise Damaged from None
    if not _BASE64.match(text) or base64.b64encode(data).rstrip(b"=") != text:
        raise Damaged
    return data


def _line(data: bytes, at: int) -> tuple[bytes, int]:
    end = data.find(b"\n", at)
    if end < 0:
        raise Damaged
    return data[at:end], end + 1


def _stanza(data: bytes, at: int) -> tuple[Stanza, int]:
    line, at = _line(data, at)
    args = line[3:].split(b" ")
    if not all(_ARGUMENT.match(arg) for arg in args):
        raise Damaged
    body, columns = bytearray(), _COLUMNS
    while columns == _COLUMNS:
        line, at = _line(data, at)
        columns = len(line)
        if columns > _COLUMNS:
            raise Damaged
        body += unb64_std(line)
    return Stanza(tuple(arg.decode("ascii") for arg in args), bytes(body)), at
