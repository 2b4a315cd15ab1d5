"""Bech32 (BIP 173) without its length limit, as age writes keys."""

from collections.abc import Iterable
from typing import Final

from wallet.crypto.errors import BadCheck, BadEncoding

_ALPHABET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def encode(prefix: str, data: bytes) -> str:
    """The lower-case text."""
    words = _regroup(data, 8, 5)
    check = _polymod([*_expand(prefix), *words, 0, 0, 0, 0, 0, 0]) ^ 1
    words += [check >> 5 * (5 - i) & 31 for i in range(6)]
    return prefix + "1" + "".join(_ALPHABET[word] for word in words)


def decode(text: str) -> tuple[str, bytes]:
    """The lower-case prefix and the bytes; raises BadEncoding (mixed case too) or BadCheck."""
    lower = text.lower()
    prefix, separator, tail = lower.rpartition("1")
    if text not in (lower, text.upper()) or not separator or not prefix or len(tail) < 6:
        raise BadEncoding
    words = [_ALPHABET.find(char) for char in tail]
    if min(words) < 0 or not prefix.isascii():
        raise BadEncoding
    if _polymod([*_expand(prefix), *words]) != 1:
        raise BadCheck
    data = bytes(_regroup(words[:-6], 5, 8))
    if _regroup(data, 8, 5) != words[:-6]:
        raise BadEncoding
    return prefix, data


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            check ^= generator if top >> bit & 1 else 0
    return check


def _expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _regroup(values: Iterable[int], width: int, wanted: int) -> list[int]:
    pending = bits = 0
    result = []
    for value in values:
        pending, bits = pending << width | value, bits + width
        while bits >= wanted:
            bits -= wanted
            result.append(pending >> bits & (1 << wanted) - 1)
        pending &= (1 << bits) - 1
    if bits and wanted < width:
        result.append(pending << wanted - bits)
    return result
