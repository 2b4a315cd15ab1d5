"""Papers kept on a device for when there is no network: one sealed container, read with its passkey alone."""

from typing import Any, Final, NamedTuple

from wallet.crypto.aead import OVERHEAD, seal, unseal
from wallet.crypto.bytes import label, padded, sized, u32
from wallet.crypto.document import bucket
from wallet.crypto.errors import BadJson, BadLength, BadPadding
from wallet.crypto.format import BUCKETS
from wallet.crypto.hkdf import hkdf
from wallet.crypto.jsonbox import Object, dump, load

_ID: Final = 16


class Kept(NamedTuple):
    """When it was sealed (epoch seconds), what the list shows of each paper, their contents in that order."""

    saved: int
    items: list[Object]
    contents: list[bytes]


def container_key(box_key: bytes) -> bytes:
    """32 bytes, from the key of the passkey's box."""
    return hkdf(sized(box_key, 32), None, "WV1/offline", 32)


def seal_container(door_id: bytes, box_key: bytes, kept: Kept, nonce: bytes | None = None) -> bytes:
    """The container of the door `door_id` (16); raises TooLarge past 32,000,000 bytes."""
    head = dump({"v": 1, "saved": kept.saved, "items": kept.items})
    plain = u32(len(head)) + head + b"".join(kept.contents)
    sealed = seal(container_key(box_key), _aad(door_id), padded(plain, bucket(len(plain))), nonce)
    return sized(door_id, _ID) + sealed


def open_container(box_key: bytes, container: bytes) -> Kept:
    """What it holds; raises BadLength, Damaged, and what `read_kept` raises."""
    if len(container) - _ID - OVERHEAD not in BUCKETS:
        raise BadLength
    return read_kept(unseal(container_key(box_key), _aad(container[:_ID]), container[_ID:]))


def read_kept(plain: bytes) -> Kept:
    """The papers in an opened container; raises BadLength, BadJson, BadVersion or BadPadding."""
    if len(plain) < 4 or (at := 4 + int.from_bytes(plain[:4], "big")) > len(plain):
        raise BadLength
    head = load(plain[4:at])
    saved, items = head.get("saved"), head.get("items")
    if not _is_count(saved) or not isinstance(items, list) or not all(map(_is_label, items)):
        raise BadJson
    contents = []
    for one in items:
        contents.append(plain[at : at + one["len"]])
        at += one["len"]
    if at > len(plain):
        raise BadLength
    if any(plain[at:]):
        raise BadPadding
    return Kept(int(saved or 0), items, contents)


def _is_label(value: Any) -> bool:
    return isinstance(value, dict) and _is_count(value.get("len"))


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**53


def _aad(door_id: bytes) -> bytes:
    return label("WV1/offline") + door_id
