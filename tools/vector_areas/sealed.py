"""What is sealed at rest: boxes, catalogues, document buckets, the server's own fields."""

import hashlib
import hmac
import zlib
from collections.abc import Iterator
from typing import Any

from tools.vector_areas.book import Book, fixed, flipped
from tools.vector_areas.keys import ROOT, row_suk
from wallet.crypto.aead import seal
from wallet.crypto.at_rest import AtRest
from wallet.crypto.bytes import label, padded, u32
from wallet.crypto.catalogue import seal_deflated
from wallet.crypto.door import KINDS, door_id, door_key, seal_box
from wallet.crypto.format import BUCKETS
from wallet.crypto.hkdf import sha256
from wallet.crypto.jsonbox import dump
from wallet.crypto.root import vault_keys

NONCE = fixed("nonce", 24)
CATALOGUE: dict[str, Any] = {
    "v": 1, "seq": 7, "docs": [{"name": "\u0628\u0637\u0627\u0642\u0629 caf\u00e9 \U0001f4c4"}],
    "bin": [], "shares": [], "doors": [], "vaults": [],
}  # fmt: skip


def write(book: Book) -> None:
    """All of this file."""
    _boxes(book)
    _catalogues(book)
    _buckets(book)
    _at_rest(book)


def _boxes(book: Book) -> None:
    suk = row_suk()
    for kind in KINDS:
        box = seal_box(suk, kind, ROOT, NONCE)
        book.good(f"door/box_kind_{kind}", "open_box", f"a door of kind {kind}",
                  {"suk": suk, "box": box}, {"kind": kind, "root": ROOT})  # fmt: skip
    for name, box, reason, code in _bad_boxes(suk):
        book.bad(f"door/box_{name}", "open_box", reason, {"suk": suk, "box": box}, code)


def _bad_boxes(suk: bytes) -> Iterator[tuple[str, bytes, str, str]]:
    good = seal_box(suk, 1, ROOT, NONCE)
    inside = b"\1\1" + bytes(14) + ROOT + bytes(48)
    aad = label("WV1/door") + door_id(suk)

    def sealed(plain: bytes, about: bytes = aad) -> bytes:
        return seal(door_key(suk), about, plain, NONCE)

    yield "short", good[:-1], "a byte is missing", "bad_length"
    yield "long", good + b"\0", "a byte too many", "bad_length"
    yield "flipped", flipped(good, 60), "one bit of the ciphertext", "damaged"
    yield "flipped_nonce", flipped(good, 0), "one bit of the nonce", "damaged"
    yield "flipped_tag", flipped(good, -1), "one bit of the tag", "damaged"
    yield "wrong_aad", sealed(inside, label("WV1/door") + fixed("other", 16)), "another door's id", "damaged"
    yield "wrong_label", sealed(inside, label("WV1/Door") + door_id(suk)), "another label", "damaged"
    yield "wrong_key", seal_box(fixed("other suk"), 1, ROOT, NONCE), "another door's key", "damaged"
    yield "version_0", sealed(b"\0" + inside[1:]), "version 0", "bad_version"
    yield "version_2", sealed(b"\2" + inside[1:]), "version 2", "bad_version"
    yield "kind_0", sealed(b"\1\0" + inside[2:]), "kind 0", "bad_kind"
    yield "kind_7", sealed(b"\1\7" + inside[2:]), "kind 7", "bad_kind"
    yield "padding_front", sealed(flipped(inside, 15)), "the reserved bytes are not zero", "bad_padding"
    yield "padding_end", sealed(flipped(inside, -1)), "the last bytes are not zero", "bad_padding"


def _catalogues(book: Book) -> None:
    keys, plain = vault_keys(ROOT), dump(CATALOGUE)
    noise = fixed("noise", 12000).hex()
    larger = {**CATALOGUE, "docs": [{"name": noise}]}
    stored = b"\1" + len(plain).to_bytes(2, "little") + (len(plain) ^ 0xFFFF).to_bytes(2, "little") + plain
    for name, value, deflated, reason in (
        ("zlib", CATALOGUE, _deflate(plain), "compressed by zlib"),
        ("stored", CATALOGUE, stored, "DEFLATE that does not compress"),
        ("fixed_codes", CATALOGUE, _deflate(plain, zlib.Z_FIXED), "DEFLATE with fixed codes"),
        ("empty", {"v": 1, "seq": 0}, _deflate(dump({"v": 1, "seq": 0})), "the least there can be"),
        (
            "second_size",
            larger,
            _deflate(dump(larger), zlib.Z_HUFFMAN_ONLY),
            "32 KiB or the smallest that fits",
        ),
    ):
        given = {"root": ROOT, "sealed": seal_deflated(keys, deflated, NONCE)}
        book.good(f"catalogue/{name}", "open_catalogue", reason, given, {"json": value})
    for name, sealed, reason, code in _bad_catalogues(_deflate(plain)):
        book.bad(f"catalogue/{name}", "open_catalogue", reason, {"root": ROOT, "sealed": sealed}, code)


def _bad_catalogues(deflated: bytes) -> Iterator[tuple[str, bytes, str, str]]:
    keys = vault_keys(ROOT)
    good = seal_deflated(keys, deflated, NONCE)
    aad = label("WV1/catalogue") + keys.vault_id
    framed = u32(len(deflated)) + deflated

    def sealed(plain: bytes, about: bytes = aad) -> bytes:
        return seal(keys.catalogue_key, about, padded(plain, 16384 - 40), NONCE)

    def packed(text: bytes) -> bytes:
        return seal_deflated(keys, _deflate(text), NONCE)

    yield "short", good[:-1], "16 KiB less one byte", "bad_length"
    yield "size_24k", good + bytes(8192), "24 KiB is no size", "bad_length"
    yield "flipped", flipped(good, 5000), "one bit of the ciphertext", "damaged"
    yield (
        "other_vault",
        sealed(framed, label("WV1/catalogue") + fixed("other", 16)),
        "another vault",
        "damaged",
    )
    yield "padding", sealed(framed + bytes(9) + b"\1"), "a padding byte is not zero", "bad_padding"
    yield "length_past_end", sealed(u32(16384) + deflated), "the length points past the end", "bad_length"
    yield (
        "deflate_cut",
        sealed(u32(len(deflated) - 1) + deflated[:-1]),
        "DEFLATE that does not end",
        "bad_deflate",
    )
    yield (
        "deflate_trailing",
        sealed(u32(len(deflated) + 2) + deflated + b"\3\0"),
        "bytes behind",
        "bad_deflate",
    )
    yield (
        "zlib_header",
        seal_deflated(keys, zlib.compress(dump(CATALOGUE)), NONCE),
        "zlib, not raw",
        "bad_deflate",
    )
    yield "not_json", packed(b"v=1"), "no JSON", "bad_json"
    yield "array", packed(b"[1]"), "JSON, but no object", "bad_json"
    yield "not_utf8", packed(b'{"v":1,"seq":0,"a":"\xff"}'), "no UTF-8", "bad_json"
    yield "byte_order_mark", packed(b'\xef\xbb\xbf{"v":1,"seq":0}'), "a byte order mark in front", "bad_json"
    yield "nan", packed(b'{"v":1,"seq":0,"a":NaN}'), "NaN is no JSON", "bad_json"
    yield "version_2", packed(b'{"v":2,"seq":0}'), "version 2", "bad_version"
    yield "version_text", packed(b'{"v":"1","seq":0}'), "a version that is text", "bad_version"
    yield "no_version", packed(b'{"seq":0}'), "no version", "bad_version"
    yield "no_seq", packed(b'{"v":1}'), "no seq", "bad_json"
    yield "seq_negative", packed(b'{"v":1,"seq":-1}'), "a seq below zero", "bad_json"


def _deflate(data: bytes, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, strategy)
    return packer.compress(data) + packer.flush()


def _buckets(book: Book) -> None:
    for index, size in enumerate(BUCKETS[:-1]):
        book.good(
            f"document/bucket_{index:02d}_full", "bucket", "a full bucket", {"length": size}, {"bucket": size}
        )
        book.good(f"document/bucket_{index:02d}_over", "bucket", "a byte more takes the next bucket",
                  {"length": size + 1}, {"bucket": BUCKETS[index + 1]})  # fmt: skip
    most, largest = {"length": 32_000_000}, {"bucket": BUCKETS[-1]}
    book.good("document/bucket_none", "bucket", "nothing", {"length": 0}, {"bucket": BUCKETS[0]})
    book.good("document/bucket_most", "bucket", "the most there can be", most, largest)
    book.bad("document/bucket_too_large", "bucket", "a byte too many", {"length": 32_000_001}, "too_large")
    text = "Bon pour accord \u2013 \u0644\u0646\u0627".encode()
    right, zeros = {"length": len(text), "sha256": sha256(text)}, 65536 - len(text)
    good = {"start": text, "zeros": zeros}
    book.good(
        "document/padded",
        "check_document",
        "the content comes back",
        {"plain": good, **right},
        {"content": text},
    )
    nothing = {"plain": {"start": b"", "zeros": 65536}, "length": 0, "sha256": sha256(b"")}
    book.good("document/empty", "check_document", "a document of no bytes", nothing, {"content": b""})
    for name, plain, entry, code in (
        ("wrong_bucket", {"start": text, "zeros": zeros + 28672}, right, "bad_length"),
        ("no_bucket", {"start": text, "zeros": 0}, right, "bad_length"),
        ("padding", {"start": text, "zeros": zeros - 1, "end": b"\1"}, right, "bad_padding"),
        ("length_short", good, {**right, "length": len(text) - 1}, "bad_padding"),
        ("other_sum", good, {**right, "sha256": sha256(b"another")}, "bad_sum"),
    ):
        book.bad(
            f"document/{name}", "check_document", name.replace("_", " "), {"plain": plain, **entry}, code
        )


def _at_rest(book: Book) -> None:
    old, new, row = fixed("old key"), fixed("new key"), fixed("row", 16)
    value = b"2031"
    sealed = _sealed_at_rest(old, "grant.times", row, value)
    given = {"keys": [new, old], "place": "grant.times", "row": row, "sealed": sealed}
    book.good("at_rest/former_key", "open_at_rest", "a key before the newest", given, {"plain": value})
    for name, change in (
        ("unknown_key", {"keys": [new]}),
        ("other_row", {"row": fixed("other row", 16)}),
        ("other_place", {"place": "share.times"}),
        ("flipped", {"sealed": flipped(sealed, -1)}),
    ):
        book.bad(f"at_rest/{name}", "open_at_rest", name.replace("_", " "), {**given, **change}, "damaged")
    _door_rows(book)


def _door_rows(book: Book) -> None:
    """Rows of doors, whose names are computed here by hand, under each of two keys."""
    door, inside, key = fixed("door id", 16), fixed("box", 136) + fixed("write hash"), fixed("new key")
    id_keys = [fixed("new id key"), fixed("old id key")]
    for at, name in enumerate(("door_row", "door_row_former_key")):
        row = hmac.new(id_keys[at], b"WV2/door/row\x00" + door, hashlib.sha256).digest()[:16]
        given = {"keys": [key], "place": "door.sealed", "id_keys": id_keys, "key": at, "door_id": door,
                 "sealed": _sealed_at_rest(key, "door.sealed", row, inside)}  # fmt: skip
        book.good(f"at_rest/{name}", "open_at_rest", "the row of a door", given, {"plain": inside})
    other = {**given, "door_id": fixed("other door id", 16)}
    book.bad("at_rest/door_row_of_another", "open_at_rest", "another door's row", other, "damaged")


def _sealed_at_rest(key: bytes, place: str, row: bytes, value: bytes) -> bytes:
    front = AtRest([key]).seal(place, row, b"")[:4]
    return front + seal(key, label("WV1/at-rest") + label(place) + row, value, NONCE)
