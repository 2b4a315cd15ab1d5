"""Check digits after Damm: every single wrong digit and every swap of neighbours is noticed."""

import re
import unicodedata
from typing import Final

from wallet.crypto.errors import BadCheck

# The totally anti-symmetric quasigroup of order 10 from H. M. Damm's thesis (2004).
_TABLE: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_GAPS: Final = re.compile(r"[\s.-]+")
_FOREIGN: Final = {0x660 + n: str(n) for n in range(10)} | {0x6F0 + n: str(n) for n in range(10)}


def damm(digits: str) -> str:
    """The check digit of ASCII `digits`."""
    state = 0
    for digit in digits:
        state = _TABLE[state][int(digit)]
    return str(state)


def only_digits(typed: str, length: int) -> str:
    """The `length` ASCII digits in what a person typed: gaps, dots and dashes go, Arabic, Persian
    and full-width digits become ASCII. Raises BadCheck for anything else or another number of digits."""
    digits = _GAPS.sub("", unicodedata.normalize("NFKC", typed)).translate(_FOREIGN)
    if len(digits) != length or not (digits.isascii() and digits.isdigit()):
        raise BadCheck
    return digits


def checked(typed: str, length: int) -> str:
    """The digits without the check digit that ends them; raises BadCheck when it does not fit."""
    digits = only_digits(typed, length)
    if damm(digits[:-1]) != digits[-1]:
        raise BadCheck
    return digits[:-1]
