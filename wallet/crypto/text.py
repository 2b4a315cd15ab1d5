"""Text as a person repeats it: without accents, case and the exact kind of gap."""

import re
import unicodedata

from wallet.crypto.errors import BadText

# Unicode's White_Space, written out: Python's \s and JavaScript's \s differ from it and from each other.
_GAP = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000._-]+")


def normalise(text: str) -> str:
    """NFKD, marks removed, locale-free lower case, gaps (space, `-`, `_`, `.`) to one space, trimmed.

    Raises BadText when nothing is left, or when `text` is no Unicode text (a lone surrogate).
    """
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise BadText
    bare = (char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char)[0] != "M")
    result = _GAP.sub(" ", "".join(bare).lower()).strip(" ")
    if not result:
        raise BadText
    return result
