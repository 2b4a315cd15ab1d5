"""Shares: manifests, doors, links, digits, the owner tokens of grants."""

from collections.abc import Iterator
from typing import Any

from tools.vector_areas.book import Book, fixed, flipped
from tools.vector_areas.keys import ORIGIN
from tools.vector_areas.oprf import DOOR, SHARE, START, digits_run
from tools.vector_areas.sealed import NONCE
from wallet.crypto.aead import seal
from wallet.crypto.argon import argon2id, digits_salt
from wallet.crypto.bytes import b64, label, padded, u32
from wallet.crypto.digits import digits_keys
from wallet.crypto.hkdf import sha256
from wallet.crypto.jsonbox import dump
from wallet.crypto.share import DoorKeys, Link, grant_owner, link_keys, seal_m, seal_manifest, share_url

M = fixed("M")
S = fixed("S", 16)
OWNER = fixed("owner", 16)
MANIFEST: dict[str, Any] = {
    "v": 1, "shown_name": "Mirela", "note": "", "until": 1790000000, "print": True, "keep": False,
    "watermark": "A1B2", "items": [{
        "grant_id": b64(fixed("grant id", 16)), "read": b64(fixed("grant read", 16)),
        "file_key": b64(fixed("file key", 16)), "len": 48213, "sha256": b64(fixed("sum")),
        "mime": "image/jpeg", "name": "Inschrijving school", "kind": "K-15",
    }],
}  # fmt: skip


def write(book: Book) -> None:
    """All of this file."""
    _manifests(book)
    _doors(book)
    _links(book)
    given = {"owner": OWNER, "grant_id": fixed("grant id", 16)}
    token = grant_owner(OWNER, fixed("grant id", 16))
    book.good("share/grant_owner", "grant_owner", "one owner token for each grant", given,
              {"owner_token": token, "owner_hash": sha256(token)})  # fmt: skip


def _manifests(book: Book) -> None:
    two_steps = {**MANIFEST, "note": "x" * 8192}
    for name, value, reason in (
        ("one_step", MANIFEST, "one paper, 8 KiB"),
        ("two_steps", two_steps, "a long note, 16 KiB"),
    ):
        sealed = seal_manifest(M, SHARE, value, NONCE)
        book.good(f"manifest/{name}", "open_manifest", reason,
                  {"m": M, "share_id": SHARE, "sealed": sealed}, {"json": value})  # fmt: skip
    for name, sealed, reason, code in _bad_manifests():
        given = {"m": M, "share_id": SHARE, "sealed": sealed}
        book.bad(f"manifest/{name}", "open_manifest", reason, given, code)


def _bad_manifests() -> Iterator[tuple[str, bytes, str, str]]:
    good, framed = seal_manifest(M, SHARE, MANIFEST, NONCE), u32(len(dump(MANIFEST))) + dump(MANIFEST)
    aad = label("WV1/manifest") + SHARE

    def sealed(plain: bytes, about: bytes = aad) -> bytes:
        return seal(M, about, padded(plain, 8192 - 40), NONCE)

    yield "no_step", good[:-1], "no multiple of 8 KiB", "bad_length"
    yield "nothing", b"", "no bytes", "bad_length"
    yield "flipped", flipped(good, 100), "one bit of the ciphertext", "damaged"
    yield (
        "other_share",
        sealed(framed, label("WV1/manifest") + fixed("other", 16)),
        "another share",
        "damaged",
    )
    yield "wrong_label", sealed(framed, label("WV1/catalogue") + SHARE), "another label", "damaged"
    yield "padding", sealed(framed + b"\0\1"), "a padding byte is not zero", "bad_padding"
    yield (
        "length_past_end",
        sealed(b"\xff\xff\xff\xff" + dump(MANIFEST)),
        "a length past the end",
        "bad_length",
    )
    yield "version_2", sealed(u32(7) + b'{"v":2}'), "version 2", "bad_version"
    yield "not_json", sealed(u32(3) + b"v=1"), "no JSON", "bad_json"


def _doors(book: Book) -> None:
    link = link_keys(S, DOOR)
    book.good("share/link_keys", "link_keys", "a link's door", {"secret": S, "door_id": DOOR}, shown(link))
    done = digits_run()
    slow = argon2id(done.n, digits_salt(SHARE, DOOR, START))
    digits = digits_keys(DOOR, done.n, slow)
    book.good("share/digits_keys", "digits_keys", "a door of digits",
              {"door_id": DOOR, "n": done.n, "a": slow}, shown(digits))  # fmt: skip
    for kind, key in (
        ("link", link.key),
        ("code", digits.key),
        ("mailbox", link.key),
        ("address", digits.key),
    ):
        given = {"key": key, "door_id": DOOR, "kind": kind, "sealed": seal_m(key, DOOR, kind, M, NONCE)}  # type: ignore[arg-type]
        book.good(f"share/m_{kind}", "open_m", f"M behind a door of kind {kind}", given, {"m": M})
    sealed = seal_m(link.key, DOOR, "link", M, NONCE)
    for name, change, code in (
        ("short", {"sealed": sealed[:-1]}, "bad_length"),
        ("flipped", {"sealed": flipped(sealed, 40)}, "damaged"),
        ("other_kind", {"kind": "code"}, "damaged"),
        ("other_door", {"door_id": fixed("other", 16)}, "damaged"),
        ("unknown_kind", {"kind": "mail"}, "bad_kind"),
    ):
        given = {"key": link.key, "door_id": DOOR, "kind": "link", "sealed": sealed, **change}
        book.bad(f"share/m_{name}", "open_m", name.replace("_", " "), given, code)


def shown(keys: DoorKeys) -> dict[str, bytes]:
    return {"key": keys.key, "open": keys.open, "open_hash": sha256(keys.open)}


def _links(book: Book) -> None:
    url = share_url(ORIGIN, Link(DOOR, S))
    parts = {"door_id": DOOR, "secret": S}
    book.good("share/url", "share_url", "the link", {"origin": ORIGIN, **parts}, {"url": url})
    fragment = url.partition("#")[2]
    book.good("share/fragment", "parse_fragment", "what stands behind #", {"fragment": fragment}, parts)
    book.good("share/fragment_hash", "parse_fragment", "with its #", {"fragment": "#" + fragment}, parts)
    book.good(
        "share/fragment_none", "parse_fragment", "none", {"fragment": ""}, {"door_id": None, "secret": None}
    )
    for name, text, code in (
        ("short", b64((DOOR + S)[:31]), "bad_length"),
        ("unused_bits", fragment[:-1] + "_", "bad_encoding"),
        ("padding", fragment + "=", "bad_encoding"),
        ("sentence_end", fragment + ".", "bad_encoding"),
    ):
        reason = f"a fragment: {name.replace('_', ' ')}"
        book.bad(f"share/fragment_{name}", "parse_fragment", reason, {"fragment": text}, code)
