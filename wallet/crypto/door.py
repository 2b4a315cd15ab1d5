"""A door: an id to ask for, and a box of 136 bytes that holds a vault's root."""

from dataclasses import dataclass
from typing import Final

from wallet.crypto.aead import seal, unseal
from wallet.crypto.bytes import label, sized
from wallet.crypto.errors import BadKind, BadPadding, BadVersion
from wallet.crypto.format import BOX
from wallet.crypto.hkdf import hkdf

SECRET: Final = 1
POCKET: Final = 2
SAFE: Final = 3
CARD_HELPER: Final = 4
PASSKEY: Final = 5
HELPERS: Final = 6
KINDS: Final = range(SECRET, HELPERS + 1)
_VERSION: Final = 1
_INSIDE: Final = 96


@dataclass(frozen=True)
class Behind:
    """What stands behind a door: its own kind and the root (32) of one vault."""

    kind: int
    root: bytes


def door_id(suk: bytes) -> bytes:
    """16 bytes that find the door."""
    return hkdf(sized(suk, 32), None, "WV1/door/id", 16)


def door_key(suk: bytes) -> bytes:
    """32 bytes that open its box."""
    return hkdf(sized(suk, 32), None, "WV1/door/key", 32)


def seal_box(suk: bytes, kind: int, root: bytes, nonce: bytes | None = None) -> bytes:
    """The box; a nonce is passed in by vectors only."""
    if kind not in KINDS:
        raise BadKind
    inside = bytes([_VERSION, kind]) + bytes(14) + sized(root, 32) + bytes(48)
    return seal(door_key(suk), _aad(suk), inside, nonce)


def open_box(suk: bytes, box: bytes) -> Behind:
    """What the box holds; raises BadLength, Damaged, BadVersion, BadKind or BadPadding."""
    inside = sized(unseal(door_key(suk), _aad(suk), sized(box, BOX)), _INSIDE)
    if inside[0] != _VERSION:
        raise BadVersion
    if inside[1] not in KINDS:
        raise BadKind
    if any(inside[2:16]) or any(inside[48:]):
        raise BadPadding
    return Behind(inside[1], inside[16:48])


def _aad(suk: bytes) -> bytes:
    return label("WV1/door") + door_id(suk)
