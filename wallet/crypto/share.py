"""A share: its manifest under M, and the doors that seal M."""

import hmac
from typing import Final, Literal, NamedTuple

from wallet.crypto.aead import OVERHEAD, seal, unseal
from wallet.crypto.bytes import b64, label, padded, sized, u32, unb64
from wallet.crypto.catalogue import unframed
from wallet.crypto.errors import BadKind
from wallet.crypto.format import MANIFEST_MAX, MANIFEST_STEP, SEALED_M, check_manifest
from wallet.crypto.hkdf import hkdf
from wallet.crypto.jsonbox import Object, dump, load
from wallet.errors import TooLarge

DoorKind = Literal["link", "code", "mailbox", "card", "address"]
KINDS: Final = {"link": 1, "code": 2, "mailbox": 3, "card": 4, "address": 5}


class DoorKeys(NamedTuple):
    """K (32) seals M at one door; `open` (32) is shown to the server, which stores its SHA-256."""

    key: bytes
    open: bytes


class Link(NamedTuple):
    """What the fragment of a link carries."""

    door_id: bytes
    secret: bytes


def seal_manifest(m: bytes, share_id: bytes, value: Object, nonce: bytes | None = None) -> bytes:
    """The sealed manifest, a multiple of 8 KiB; raises TooLarge past 256 KiB."""
    framed = _framed(dump(value))
    size = -(-(len(framed) + OVERHEAD) // MANIFEST_STEP) * MANIFEST_STEP
    if size > MANIFEST_MAX:
        raise TooLarge
    return seal(m, _manifest_aad(share_id), padded(framed, size - OVERHEAD), nonce)


def open_manifest(m: bytes, share_id: bytes, sealed: bytes) -> Object:
    """The JSON object; raises BadLength, Damaged, BadPadding, BadJson or BadVersion."""
    check_manifest(len(sealed))
    return load(unframed(unseal(m, _manifest_aad(share_id), sealed)))


def door_keys(secret: bytes, door_id: bytes) -> DoorKeys:
    """The keys of a share's door from S (16) of a link or Z (32) of digits."""
    salt = sized(door_id, 16)
    return DoorKeys(hkdf(secret, salt, "WV1/share", 32), hkdf(secret, salt, "WV1/share/open", 32))


def link_keys(secret: bytes, door_id: bytes) -> DoorKeys:
    """The keys of a link or QR from its S (16)."""
    return door_keys(sized(secret, 16), door_id)


def seal_m(key: bytes, door_id: bytes, kind: DoorKind, m: bytes, nonce: bytes | None = None) -> bytes:
    """M (32) sealed for one door: 72 bytes."""
    return seal(key, _door_aad(door_id, kind), sized(m, 32), nonce)


def open_m(key: bytes, door_id: bytes, kind: DoorKind, sealed: bytes) -> bytes:
    """M; raises BadLength or Damaged."""
    return unseal(key, _door_aad(door_id, kind), sized(sealed, SEALED_M))


def share_url(origin: str, link: Link) -> str:
    """The link; what matters stands in the fragment, which browsers send to nobody."""
    return f"{origin}/s#{b64(sized(link.door_id, 16) + sized(link.secret, 16))}"


def parse_fragment(fragment: str) -> Link | None:
    """Door id and S, with or without the #; None when empty; raises BadEncoding or BadLength."""
    if fragment in ("", "#"):
        return None
    data = unb64(fragment.removeprefix("#"), 32)
    return Link(data[:16], data[16:])


def grant_owner(owner: bytes, grant_id: bytes) -> bytes:
    """The owner token (16) of a share's grant; the server is given the share's owner token and derives it."""
    return hmac.digest(sized(owner, 16), sized(grant_id, 16), "sha256")[:16]


def _framed(data: bytes) -> bytes:
    return u32(len(data)) + data


def _manifest_aad(share_id: bytes) -> bytes:
    return label("WV1/manifest") + sized(share_id, 16)


def _door_aad(door_id: bytes, kind: DoorKind) -> bytes:
    if kind not in KINDS:
        raise BadKind
    return label("WV1/share-door") + sized(door_id, 16) + bytes([KINDS[kind]])
