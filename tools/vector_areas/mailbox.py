"""Mailboxes: keys, addresses, signatures, and what is put in."""

from collections.abc import Iterator

from tools.vector_areas.book import Book, fixed, flipped
from wallet.crypto.address import mailbox_address
from wallet.crypto.bytes import b64, u32
from wallet.crypto.document import pad
from wallet.crypto.jsonbox import Object, dump, load
from wallet.crypto.mailbox import mailbox_keys, mailbox_message, mailbox_signature, pack_deposit
from wallet.crypto.note import pack_note
from wallet.crypto.voucher import voucher_commit, voucher_hash

KEY, NONCE, ORIGIN = fixed("mailbox key"), fixed("mailbox nonce"), "https://sacoche.example"
KEYS = mailbox_keys(KEY)
CONTENT = b"Attestation \xe2\x80\x93 2031"
SAID: Object = {
    "mailbox": b64(KEYS.id),
    "from": "Sofie",
    "date": 1924992000,
    "name": "\u0648\u0631\u0642\u0629",
    "mime": "text/plain",
}


def write(book: Book) -> None:
    """All of this file."""
    book.good("mailbox/keys", "mailbox_keys", "all from one key", {"key": KEY}, KEYS._asdict())
    address = mailbox_address(KEYS.id, KEYS.recipient)
    book.good("mailbox/address", "mailbox_address", "id and fingerprint",
              {"id": KEYS.id, "recipient": KEYS.recipient}, {"address": address})  # fmt: skip
    found = {"id": KEYS.id, "promised": fixed("promised", 16)}
    text = b64(found["id"] + found["promised"])
    for name, fragment in (("with_sign", "#" + text), ("without_sign", text)):
        book.good(f"mailbox/{name}", "parse_address", name.replace("_", " "), {"fragment": fragment}, found)
    book.good(
        "mailbox/empty", "parse_address", "no address", {"fragment": "#"}, {"id": None, "promised": None}
    )
    book.good(
        "mailbox/drop_address",
        "parse_drop_address",
        "an address",
        {"fragment": text},
        {**found, "pass": None},
    )
    with_pass = b64(found["id"] + found["promised"] + fixed("pass", 16))
    book.good("mailbox/drop_address_pass", "parse_drop_address", "and the pass behind it",
              {"fragment": "#" + with_pass}, {**found, "pass": fixed("pass", 16)})  # fmt: skip
    for name, fragment, code in (
        ("long", with_pass + "AA", "bad_length"),
        ("odd", with_pass[:-1] + "=", "bad_encoding"),
    ):
        book.bad(f"mailbox/drop_address_{name}", "parse_drop_address", name, {"fragment": fragment}, code)
    for name, fragment, code in (("cut", text[:-3], "bad_length"), ("padded", text + "=", "bad_encoding")):
        book.bad(f"mailbox/{name}", "parse_address", name, {"fragment": fragment}, code)
    book.good("mailbox/signature", "mailbox_signature", "what its owner shows",
              {"key": KEY, "origin": ORIGIN, "nonce": NONCE},
              {"message": mailbox_message(ORIGIN, KEYS.id, NONCE),
               "signature": mailbox_signature(KEY, ORIGIN, NONCE)})  # fmt: skip
    _deposits(book)
    _notes(book)
    _vouchers(book)


NOTE: Object = {
    "mailbox": b64(KEYS.id), "door": b64(fixed("note door", 16)), "s": b64(fixed("note s", 16)),
    "voucher": b64(fixed("note voucher", 16)),
    "until": 1924992000, "at": 1924990000, "from": "Amal \u0623\u0645\u0644", "reference": "1A2B-3C4D",
}  # fmt: skip


def _notes(book: Book) -> None:
    given = {"id": KEYS.id, "plain": pack_note(NOTE)}
    book.good("note/kept", "read_note", "the key of a share", given, NOTE)
    more = {**NOTE, "later": "unknown"}
    book.good(
        "note/more_fields",
        "read_note",
        "fields of a later version",
        {**given, "plain": pack_note(more)},
        NOTE,
    )
    for name, change, code in (
        ("another_mailbox", {"mailbox": b64(fixed("another", 16))}, "bad_json"),
        ("short_door", {"door": "AAAA"}, "bad_length"),
        ("bad_s", {"s": "=" * 22}, "bad_encoding"),
        ("no_end", {"until": None}, "bad_json"),
        ("long_name", {"from": "x" * 201}, "bad_json"),
    ):
        plain = pack_note({**NOTE, **change})
        book.bad(f"note/{name}", "read_note", name.replace("_", " "), {**given, "plain": plain}, code)
    good = pack_note(NOTE)
    book.bad("note/short", "read_note", "a byte is missing", {**given, "plain": good[:-1]}, "bad_length")
    book.bad(
        "note/padding", "read_note", "a byte behind", {**given, "plain": flipped(good, -1)}, "bad_padding"
    )


def _vouchers(book: Book) -> None:
    voucher, mailbox = fixed("note voucher", 16), KEYS.id
    both = {"hash": voucher_hash(voucher), "commit": voucher_commit(voucher, mailbox)}
    given = {"voucher": voucher, "mailbox_id": mailbox}
    book.good("voucher/both", "voucher", "of a note, and of the door that it opens", given, both)
    other = fixed("another", 16)
    book.good("voucher/another_mailbox", "voucher", "the same voucher in another mailbox",
              {**given, "mailbox_id": other}, {**both, "commit": voucher_commit(voucher, other)})  # fmt: skip
    for name, change in (
        ("short", {"voucher": voucher[:-1]}),
        ("short_mailbox", {"mailbox_id": mailbox[:-1]}),
    ):
        book.bad(f"voucher/{name}", "voucher", name.replace("_", " "), {**given, **change}, "bad_length")


def _deposits(book: Book) -> None:
    whole = pack_deposit(SAID, CONTENT)
    given = {"id": KEYS.id, "plain": _short(whole)}
    size = int.from_bytes(whole[:4], "big")
    book.good("deposit/kept", "read_deposit", "a paper", given,
              {"head": load(whole[4 : 4 + size]), "content": CONTENT})  # fmt: skip
    for name, plain, code in _bad(whole):
        book.bad(f"deposit/{name}", "read_deposit", name.replace("_", " "), {**given, "plain": plain}, code)
    other = {**given, "id": fixed("another", 16)}
    book.bad("deposit/another_mailbox", "read_deposit", "for another mailbox", other, "bad_json")


def _bad(whole: bytes) -> Iterator[tuple[str, Object, str]]:
    def with_head(**other: object) -> bytes:
        size = int.from_bytes(whole[:4], "big")
        head = dump({**load(whole[4 : 4 + size]), **other})
        return u32(len(head)) + head + CONTENT

    yield "other_content", _short(flipped(whole, -1)), "bad_sum"
    yield "longer", _short(with_head(len=len(CONTENT) + 1)), "bad_sum"
    yield "shorter", _short(with_head(len=len(CONTENT) - 1)), "bad_padding"
    yield "negative", _short(with_head(len=-1)), "bad_json"
    yield "huge", _short(with_head(len=32_000_000)), "bad_length"
    yield "no_sum", _short(with_head(sha256=None)), "bad_json"
    yield "short_sum", _short(with_head(sha256="AAAA")), "bad_length"
    yield "version_2", _short(with_head(v=2)), "bad_version"
    yield "head_past_end", {"start": u32(65536), "zeros": 65532}, "bad_length"
    yield "no_bucket", {"start": whole, "zeros": 1}, "bad_length"
    yield "padding", {**_short(whole), "zeros": 65536 - len(whole) - 1, "end": b"\1"}, "bad_padding"


def _short(start: bytes) -> Object:
    return {"start": start, "zeros": len(pad(start)) - len(start)}
