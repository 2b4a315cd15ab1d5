"""One of three parts of a recovery: as 13 groups of four digits and a check digit, and as a QR of plain text.

R (16 random bytes) is split 2 of 3 over GF(2^8) by the library `shamir-secret-sharing`, in browsers alone. A
part is `index(1) || share(16) || tag(4)`: the tag, from R, tells parts that do not belong together.
"""

from collections.abc import Sequence
from typing import Final

from wallet.crypto.bytes import b64, sized, unb64
from wallet.crypto.damm import checked, damm
from wallet.crypto.errors import BadCheck, FormatError
from wallet.crypto.hkdf import hkdf

PART: Final = 21
GROUPS: Final = 13
_QR: Final = "WV1P:"
_VERSION: Final = "1"


def part_groups(part: bytes) -> list[str]:
    """13 groups of five digits: "1", the part as a 51-digit number, and a check digit after every four."""
    digits = _VERSION + f"{int.from_bytes(sized(part, PART), 'big'):051d}"
    fours = [digits[i : i + 4] for i in range(0, 52, 4)]
    return [four + damm(four) for four in fours]


def parse_part_groups(groups: Sequence[str]) -> bytes:
    """The part; raises BadCheck for a wrong group, count or version, or a number past 168 bits."""
    if len(groups) != GROUPS:
        raise BadCheck
    digits = "".join(checked(group, 5) for group in groups)
    number = int(digits[1:])
    if digits[0] != _VERSION or number >> 168:
        raise BadCheck
    return _sound(number.to_bytes(PART, "big"))


def part_qr(part: bytes) -> str:
    """The text of the part's QR: "WV1P:" and base64url of its 21 bytes."""
    return _QR + b64(sized(part, PART))


def parse_part_qr(text: str) -> bytes | None:
    """The part of a scanned text, None when it is no part's; raises BadCheck for a broken one."""
    if not text.startswith(_QR):
        return None
    try:
        return _sound(unb64(text.removeprefix(_QR), PART))
    except FormatError:
        raise BadCheck from None


def helper_key(part: bytes) -> bytes:
    """16 bytes: what one helper adds to a card (`suk_card_helper`)."""
    return hkdf(sized(part, PART)[:17], None, "WV1/rec/helper", 16)


def _sound(part: bytes) -> bytes:
    if part[0] == 0:
        raise BadCheck
    return part
