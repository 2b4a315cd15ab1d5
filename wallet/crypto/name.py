"""The name of a wallet: three pictures, or words of one's own. It is stored nowhere."""

from typing import Final

from wallet.crypto.bytes import label, sized
from wallet.crypto.hkdf import sha256
from wallet.crypto.text import normalise

PICS: Final = 3


def name_of_pics(pics: bytes) -> bytes:
    """The name bytes of three pictures, one byte each."""
    return label("WV1/name-pics") + sized(pics, PICS)


def name_of_text(text: str) -> bytes:
    """The name bytes of words; raises BadText when nothing is left of them."""
    return label("WV1/name-text") + normalise(text).encode()


def lookup(name: bytes) -> bytes:
    """16 bytes: what the server counts guesses under."""
    return sha256(name)[:16]
