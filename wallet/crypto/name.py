"""The name of a wallet: two pictures, the last of a row. It is stored nowhere."""

from wallet.crypto.bytes import label
from wallet.crypto.hkdf import sha256
from wallet.crypto.row import NAME, different


def name_bytes(pictures: bytes) -> bytes:
    """The name bytes of two different pictures, one byte each; raises BadLength."""
    return label("WV2/name") + different(pictures, NAME)


def lookup(name: bytes) -> bytes:
    """16 bytes: what the server counts guesses under."""
    return sha256(name)[:16]
