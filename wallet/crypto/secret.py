"""The secret of a wallet: six pictures, or a passphrase of one's own."""

from typing import Final

from wallet.crypto.bytes import label, sized
from wallet.crypto.text import normalise

PICS: Final = 6


def secret_of_pics(pics: bytes) -> bytes:
    """The OPRF input of six pictures, one byte each."""
    return label("WV1/pics") + sized(pics, PICS)


def secret_of_text(text: str) -> bytes:
    """The OPRF input of a passphrase; its strength is judged by the browser that chooses it."""
    return label("WV1/pass") + normalise(text).encode()
