"""Badges, and papers that are signed by somebody who has one."""

from tools.vector_areas.book import Book, fixed, flipped
from wallet.crypto.badge import Badge, Paper, badge_text, head_text, paper_text
from wallet.crypto.bytes import b64
from wallet.crypto.document import pad
from wallet.crypto.hkdf import sha256
from wallet.crypto.jsonbox import Object, load
from wallet.crypto.mailbox import pack_deposit, sign_pub, signed_by_owner

STEWARD, WORKER = fixed("steward's mailbox"), fixed("worker's mailbox")
BADGE = Badge(
    "Samusocial \u2013 \u0623\u0645\u0644", "Fatou", fixed("badge address"), sign_pub(WORKER), 1924992000
)
CONTENT = b"Attestation"
PAPER = Paper(
    fixed("mailbox", 16), sha256(CONTENT), len(CONTENT), 1924990000, "Fatou", "Attestation", "text/plain"
)


def write(book: Book) -> None:
    """All of this file."""
    badge, paper = badge_text(BADGE), paper_text(PAPER)
    for name, text, key, given in (
        ("badge", badge, STEWARD, BADGE._asdict()),
        ("paper", paper, WORKER, PAPER._asdict()),
    ):
        signature, public = signed_by_owner(key, text), sign_pub(key)
        signed = {"text": text, "public": public, "signature": signature}
        book.good(f"badge/{name}", name, f"what is signed of a {name}", {**given, "key": key}, signed)
        book.good(f"badge/{name}_signed", "is_signed", "by the right key", signed, {"signed": True})
        for other, change in (
            ("another_text", {"text": flipped(text, -1)}),
            ("another_key", {"public": sign_pub(fixed("another"))}),
            ("another_signature", {"signature": flipped(signature, 0)}),
            ("short_signature", {"signature": signature[:-1]}),
        ):
            wrong = {**signed, **change}
            book.good(f"badge/{name}_{other}", "is_signed", other.replace("_", " "), wrong, {"signed": False})
    _heads(book)
    short = {**BADGE._asdict(), "key": STEWARD}
    for field in ("address", "sign_pub"):
        given = {**short, field: short[field][:-1]}
        book.bad(f"badge/short_{field}", "badge", f"{field} of 31 bytes", given, "bad_length")


def _heads(book: Book) -> None:
    """A paper as it lies in a mailbox, with the badge and the signature of whoever put it in."""
    told = BADGE._replace(address=fixed("worker's address"))
    sig = signed_by_owner(STEWARD, badge_text(told))
    badge = {
        "org": told.org, "name": told.name, "until": told.until, "sign_pub": b64(told.sign_pub),
        "by": b64(sign_pub(STEWARD)), "sig": b64(sig), "address": b64(told.address),
    }  # fmt: skip
    said = {"from": PAPER.sender, "date": PAPER.date, "name": PAPER.name, "mime": PAPER.mime}
    head = _head({**said, "mailbox": b64(PAPER.mailbox)})
    head = _head({**head, "badge": badge, "sig": b64(signed_by_owner(WORKER, head_text(head)))})
    whole = pack_deposit(head, CONTENT)
    given = {"id": PAPER.mailbox, "plain": {"start": whole, "zeros": len(pad(whole)) - len(whole)}}
    book.good("badge/head", "read_deposit", "a paper that is signed", given,
              {"head": head, "content": CONTENT})  # fmt: skip
    for name, change in (
        ("signed", {}),
        ("another_mailbox", {"mailbox": b64(fixed("another", 16))}),
        ("another_name", {"name": "Attestation 2"}),
        ("another_date", {"date": PAPER.date + 1}),
        ("another_kind", {"mime": "text/html"}),
        ("another_sender", {"from": "Greet"}),
        ("another_content", {"sha256": b64(sha256(b"another"))}),
        ("another_length", {"len": len(CONTENT) + 1}),
    ):
        other = {**head, **change}
        book.good(f"badge/head_{name}", "signed_head", name.replace("_", " "), {"head": other},
                  {"text": head_text(other), "signed": not change})  # fmt: skip


def _head(said: Object) -> Object:
    whole = pack_deposit(said, CONTENT)
    return load(whole[4 : 4 + int.from_bytes(whole[:4], "big")])
