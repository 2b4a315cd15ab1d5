"""A helper's card: S in its link, and six digits that the helper is told apart. Both are needed."""

from wallet.crypto.bytes import b64, label, sized
from wallet.crypto.damm import only_digits
from wallet.crypto.hkdf import extract
from wallet.crypto.share import DoorKeys, Link, door_keys


def mandate_input(code: str) -> bytes:
    """The OPRF input of the six digits."""
    return label("WV2/mandate") + only_digits(code, 6).encode("ascii")


def mandate_keys(secret: bytes, door_id: bytes, n: bytes, a: bytes) -> DoorKeys:
    """The door's keys from S (16), the OPRF output N (64) and its Argon2id stage A (32)."""
    return door_keys(extract("WV2/mandate", sized(secret, 16) + sized(n, 64) + sized(a, 32)), door_id)


def mandate_url(origin: str, link: Link) -> str:
    """The card's link; without the digits it opens nothing."""
    return f"{origin}/m#{b64(sized(link.door_id, 16) + sized(link.secret, 16))}"
