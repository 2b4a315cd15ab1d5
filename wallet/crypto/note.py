"""A note: the key of a share, sealed to the mailbox of whom it is for; what stands inside its 4,096 bytes."""

from typing import Any, Final

from wallet.crypto.bytes import b64, padded, sized, u32, unb64
from wallet.crypto.catalogue import unframed
from wallet.crypto.errors import BadJson
from wallet.crypto.jsonbox import Object, dump, load

PLAIN: Final = 4_096 - 1_627 - 32
"""Bytes inside: what an age file to one post-quantum recipient, with one chunk, leaves of it."""
_IDS: Final = ("door", "s", "voucher")
_TEXTS: Final = ("from", "reference", *_IDS)
_TIMES: Final = ("until", "at")


def pack_note(note: Object) -> bytes:
    """2,437 bytes; raises TooLarge."""
    text = dump({**note, "v": 1})
    return padded(u32(len(text)) + text, PLAIN)


def read_note(mailbox_id: bytes, plain: bytes) -> Object:
    """Its own fields; raises BadLength, BadPadding, BadJson, BadVersion or BadEncoding."""
    said = load(unframed(sized(plain, PLAIN)))
    right = said.get("mailbox") == b64(mailbox_id)
    if not right or not all(_is_text(said.get(one)) for one in _TEXTS):
        raise BadJson
    if not all(_is_time(said.get(one)) for one in _TIMES):
        raise BadJson
    for name in _IDS:
        unb64(said[name], 16)
    return {name: said[name] for name in ("mailbox", *_IDS, *_TIMES, "from", "reference")}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value.encode("utf-16-le")) <= 400


def _is_time(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**53
