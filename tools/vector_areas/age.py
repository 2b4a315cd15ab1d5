"""Age files with a known file key; files from other hands stand in tests/vectors/cctv and age_samples."""

from base64 import b64encode
from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tools.vector_areas.book import Book, fixed, flipped
from wallet.crypto.agefile import chunk_nonce, header_mac
from wallet.crypto.bech32 import encode
from wallet.crypto.hkdf import hkdf

FILE_KEY = fixed("file key", 16)
PLAIN = "Attestation \u2013 Brussels, \u0628\u0631\u0648\u0643\u0633\u0644".encode()
_STANZA = b"-> grease x\nAAAA\n"
_VERSION = b"age-encryption.org/v1\n"


def write(book: Book) -> None:
    """All of this file."""
    for name, file, plain, reason in (
        ("plain", age_file(_STANZA, _chunks([PLAIN])), PLAIN, "one short chunk"),
        ("empty", age_file(_STANZA, _chunks([b""])), b"", "an empty file has one empty chunk"),
        ("two_stanzas", age_file(_STANZA * 2, _chunks([PLAIN])), PLAIN, "stanzas for nobody are passed over"),
        (
            "full_line",
            age_file(b"-> g\n" + b"A" * 64 + b"\n\n", _chunks([PLAIN])),
            PLAIN,
            "a body of 48 bytes",
        ),
    ):
        book.good(f"age/{name}", "open_age", reason, {"file_key": FILE_KEY, "file": file}, {"plain": plain})
    for name, file, reason in (*_bad_headers(), *_bad_payloads()):
        book.bad(f"age/{name}", "open_age", reason, {"file_key": FILE_KEY, "file": file}, "damaged")
    good = age_file(_STANZA, _chunks([PLAIN]))
    wrong = {"file_key": fixed("other key", 16), "file": good}
    book.bad("age/other_key", "open_age", "another file key", wrong, "damaged")
    _heads(book, good)
    _x25519(book)


def age_file(stanzas: bytes, payload: bytes) -> bytes:
    """A whole file with a right MAC."""
    covered = _VERSION + stanzas + b"---"
    return covered + b" " + _b64(header_mac(FILE_KEY, covered)) + b"\n" + payload


def _chunks(plains: list[bytes], last: int | None = None) -> bytes:
    """The payload of these chunks; the one numbered `last` (else the final one) is marked as last."""
    nonce = fixed("payload nonce", 16)
    cipher = ChaCha20Poly1305(hkdf(FILE_KEY, nonce, "payload", 32))
    end = len(plains) - 1 if last is None else last
    return nonce + b"".join(cipher.encrypt(chunk_nonce(i, i == end), p, None) for i, p in enumerate(plains))


def _b64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _bad_headers() -> Iterator[tuple[str, bytes, str]]:
    body = _chunks([PLAIN])
    good = age_file(_STANZA, body)
    mac = good.index(b"--- ") + 4
    yield "not_age", b"%PDF-1.7\n" + good, "another file"
    yield "version_2", good.replace(b"/v1\n", b"/v2\n", 1), "version 2"
    yield "carriage_return", good.replace(b"/v1\n", b"/v1\r\n", 1), "a line that ends in two"
    yield (
        "mac_flipped",
        good[:mac] + (b"A" if good[mac : mac + 1] != b"A" else b"B") + good[mac + 1 :],
        "wrong MAC",
    )
    yield "mac_unused_bits", good[: mac + 42] + b"_" + good[mac + 43 :], "a MAC not in base64"
    yield "mac_short", good[:mac] + _b64(bytes(31)) + b"\n" + body, "a MAC of 31 bytes"
    yield "mac_missing", good[: mac - 1] + b"\n" + body, "no MAC"
    yield "no_stanza", age_file(b"", body), "no stanza"
    yield "stanza_changed", good.replace(b"grease x", b"grease y", 1), "a stanza changed after the MAC"
    yield "empty_argument", age_file(b"-> grease  x\nAAAA\n", body), "an empty argument"
    yield "body_padding", age_file(b"-> g\nAA==\n", body), "a stanza's body with padding"
    yield "body_unused_bits", age_file(b"-> g\nAB\n", body), "a stanza's body with unused bits"
    yield "body_long_line", age_file(b"-> g\n" + b"A" * 68 + b"\n", body), "a line of 68 characters"
    yield "body_not_ended", age_file(b"-> g\n" + b"A" * 64 + b"\n", body), "a full line ends no body"
    yield "cut_in_header", good[:30], "cut inside the header"


def _bad_payloads() -> Iterator[tuple[str, bytes, str]]:
    good, one = age_file(_STANZA, _chunks([PLAIN])), _chunks([PLAIN])
    yield "cut", good[:-1], "the last byte is missing"
    yield "cut_to_nonce", good[: -len(one) + 16], "no chunk"
    yield "cut_in_nonce", good[: -len(one) + 8], "half a nonce"
    yield "cut_below_tag", good[: -len(one) + 31], "a chunk shorter than its tag"
    yield "trailing", good + b"\0", "one byte behind"
    yield "flipped", flipped(good, -20), "one bit of the ciphertext"
    yield "flipped_nonce", flipped(good, -len(one)), "one bit of the payload's nonce"
    yield "not_marked_last", age_file(_STANZA, _chunks([PLAIN], last=9)), "the last chunk is not marked"
    full = bytes(65536)
    yield "empty_last", age_file(_STANZA, _chunks([full, b""])), "an empty chunk after a full one"
    yield "last_too_early", age_file(_STANZA, _chunks([full, PLAIN], last=0)), "a chunk behind the last"


def _heads(book: Book, good: bytes) -> None:
    book.good("age_head/whole", "check_age_head", "all of a short file", {"head": good}, {"ok": True})
    long = b"-> g\n" + (b"A" * 64 + b"\n") * 70 + b"\n"
    for name, head, reason in (
        ("pdf", b"%PDF-1.7\n" + bytes(100), "another file"),
        ("nothing", b"", "no bytes"),
        ("first_line_only", _VERSION + bytes(100), "an age file's first line and then anything"),
        ("no_payload", good[: good.index(b"--- ") + 48], "a header and nothing behind"),
        ("long", age_file(long, _chunks([PLAIN])), "a header past 4,096 bytes"),
    ):
        book.bad(f"age_head/{name}", "check_age_head", reason, {"head": head}, "not_age")


def _x25519(book: Book) -> None:
    secret, ephemeral = (X25519PrivateKey.from_private_bytes(fixed(f"x25519 {n}")) for n in ("own", "other"))
    public, share = secret.public_key().public_bytes_raw(), ephemeral.public_key().public_bytes_raw()
    wrap = hkdf(ephemeral.exchange(secret.public_key()), share + public, "age-encryption.org/v1/X25519", 32)
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), FILE_KEY, None)
    file = age_file(b"-> X25519 " + _b64(share) + b"\n" + _b64(body) + b"\n", _chunks([PLAIN]))
    mine, others = (encode("age-secret-key-", fixed(f"x25519 {n}")).upper() for n in ("own", "third"))
    book.good(
        "age/x25519", "read_age", "to this identity", {"identity": mine, "file": file}, {"plain": PLAIN}
    )
    book.good(
        "age/x25519_other", "read_age", "to another", {"identity": others, "file": file}, {"plain": None}
    )
