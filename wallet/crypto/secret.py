"""The secret of a wallet: six pictures, or a passphrase of one's own."""

import json
from functools import cache
from pathlib import Path
from typing import Final

from wallet.crypto.bytes import label, sized
from wallet.crypto.errors import TooCommon, TooShort
from wallet.crypto.normal import normalise

PICS: Final = 6
_WORDS: Final = 5
_CHARACTERS: Final = 20
_DISTINCT: Final = 6
_LIST: Final = Path(__file__).parents[1] / "data" / "common_phrases.json"


def secret_of_pics(pics: bytes) -> bytes:
    """The OPRF input of six pictures, one byte each."""
    return label("WV1/pics") + sized(pics, PICS)


def secret_of_text(text: str) -> bytes:
    """The OPRF input of a passphrase; its strength is judged when it is chosen, not here."""
    return label("WV1/pass") + normalise(text).encode()


def check_passphrase(text: str) -> None:
    """Raises BadText, TooShort or TooCommon for a passphrase that must not be chosen.

    Enough is five different words or 20 characters (code points, gaps counted) once normalised; too
    common is one of fewer than six different characters, or on the list.
    """
    plain = normalise(text)
    if len(set(plain.split(" "))) < _WORDS and len(plain) < _CHARACTERS:
        raise TooShort
    if len(set(plain) - {" "}) < _DISTINCT or plain in _common():
        raise TooCommon


@cache
def _common() -> frozenset[str]:
    return frozenset(json.loads(_LIST.read_text("utf-8")))
