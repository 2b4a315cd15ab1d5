"""A badge: an organisation says who somebody at work is; and what they sign with a paper.

The organisation's keys are its stewards' signing keys. docs/format.md, decision 0018.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from wallet.crypto.bytes import label, sized, u32, unb64

LONGEST: Final = 186 * 86_400
"""Seconds that a badge is good for at most: six months."""


class Badge(NamedTuple):
    """Who it is: the address of their mailbox (32 bytes), their signing key (32), and the last second."""

    org: str
    name: str
    address: bytes
    sign_pub: bytes
    until: int


class Paper(NamedTuple):
    """What is signed of a paper: for which mailbox (16), its SHA-256 and length, what is said of it."""

    mailbox: bytes
    sha256: bytes
    length: int
    date: int
    sender: str
    name: str
    mime: str


def badge_text(badge: Badge) -> bytes:
    """What a steward signs. Raises BadLength."""
    named = _text(badge.org) + _text(badge.name)
    return (
        label("WV1/badge") + named + sized(badge.address, 32) + sized(badge.sign_pub, 32) + u32(badge.until)
    )


def paper_text(paper: Paper) -> bytes:
    """What a worker signs. Raises BadLength."""
    fixed = sized(paper.mailbox, 16) + sized(paper.sha256, 32) + u32(paper.length) + u32(paper.date)
    return label("WV1/paper") + fixed + _text(paper.sender) + _text(paper.name) + _text(paper.mime)


def head_text(head: Mapping[str, object]) -> bytes:
    """What a worker signs of a paper's head, as `read_deposit` gives it. Raises BadEncoding, BadLength."""
    named = (str(head["from"]), str(head["name"]), str(head["mime"]))
    mailbox, content = unb64(str(head["mailbox"]), 16), unb64(str(head["sha256"]), 32)
    return paper_text(Paper(mailbox, content, int(str(head["len"])), int(str(head["date"])), *named))


def is_signed(text: bytes, signature: bytes, public: bytes) -> bool:
    """Whether the key (32) made these 64 bytes over the text: Ed25519 (RFC 8032)."""
    try:
        Ed25519PublicKey.from_public_bytes(sized(public, 32)).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def _text(said: str) -> bytes:
    data = said.encode()
    return u32(len(data)) + data
