"""The paper card: 128 bits as ten groups of four digits and a check digit, and as a QR of plain text."""

import secrets
from collections.abc import Sequence
from typing import Final

from wallet.crypto.bytes import b64, label, sized, unb64
from wallet.crypto.damm import checked, damm
from wallet.crypto.errors import BadCheck, FormatError
from wallet.crypto.hkdf import sha256
from wallet.crypto.row import THREE, different

CARD: Final = 16
GROUPS: Final = 10
_QR: Final = "WV1C:"


def new_card() -> bytes:
    """16 random bytes."""
    return secrets.token_bytes(CARD)


def card_groups(card: bytes) -> list[str]:
    """Ten groups of five digits: four of the card as one 40-digit number, and their check digit."""
    number = f"{int.from_bytes(sized(card, CARD), 'big'):040d}"
    fours = [number[i : i + 4] for i in range(0, 40, 4)]
    return [four + damm(four) for four in fours]


def parse_groups(groups: Sequence[str]) -> bytes:
    """The card; raises BadCheck for a wrong group or count, or a number past 128 bits."""
    if len(groups) != GROUPS:
        raise BadCheck
    number = int("".join(checked(group, 5) for group in groups))
    if number >> 128:
        raise BadCheck
    return number.to_bytes(CARD, "big")


def group_ok(group: str) -> bool:
    """Whether one typed group is whole and its check digit fits."""
    try:
        checked(group, 5)
    except BadCheck:
        return False
    return True


def card_qr(card: bytes) -> str:
    """The text of the card's QR: "WV1C:" and base64url of its 16 bytes."""
    return _QR + b64(sized(card, CARD))


def parse_qr(text: str) -> bytes | None:
    """The card of a scanned text, None when it is no card's; raises BadCheck for a broken one."""
    if not text.startswith(_QR):
        return None
    try:
        return unb64(text.removeprefix(_QR), CARD)
    except FormatError:
        raise BadCheck from None


def pocket_lookup(card: bytes) -> bytes:
    """16 bytes: what the server counts guesses at a pocket card's three pictures under."""
    return sha256(label("WV2/pocket") + sized(card, CARD))[:16]


def three_bytes(pictures: bytes) -> bytes:
    """The OPRF input of three different pictures, one byte each, in any order; raises BadLength."""
    return label("WV2/three") + bytes(sorted(different(pictures, THREE)))
