"""Badges, and papers that are signed by somebody who has one."""

from tools.vector_areas.book import Book, fixed, flipped
from wallet.crypto.badge import Badge, Paper, badge_text, paper_text
from wallet.crypto.hkdf import sha256
from wallet.crypto.mailbox import sign_pub, signed_by_owner

STEWARD, WORKER = fixed("steward's mailbox"), fixed("worker's mailbox")
BADGE = Badge(
    "Samusocial \u2013 \u0623\u0645\u0644", "Fatou", fixed("badge address"), sign_pub(WORKER), 1924992000
)
PAPER = Paper(
    fixed("mailbox", 16), sha256(b"Attestation"), 11, 1924990000, "Fatou", "Attestation", "text/plain"
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
    short = {**BADGE._asdict(), "key": STEWARD}
    for field in ("address", "sign_pub"):
        given = {**short, field: short[field][:-1]}
        book.bad(f"badge/short_{field}", "badge", f"{field} of 31 bytes", given, "bad_length")
