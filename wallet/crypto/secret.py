"""The secret of a wallet: five pictures of its row, or words of one's own."""

from wallet.crypto.bytes import label
from wallet.crypto.row import SECRET, different
from wallet.crypto.text import normalise


def row_bytes(pictures: bytes) -> bytes:
    """The OPRF input of five different pictures, one byte each, in their order; raises BadLength."""
    return label("WV2/row") + different(pictures, SECRET)


def phrase_bytes(text: str) -> bytes:
    """The OPRF input of one's own words; their strength is judged by the browser that chooses them."""
    return label("WV2/phrase") + normalise(text).encode()
