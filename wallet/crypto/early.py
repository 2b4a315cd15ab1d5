"""The key of a safe card that may end a lock before its time (decision 0010)."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wallet.crypto.bytes import label, sized
from wallet.crypto.hkdf import hkdf


def early_public(card: bytes) -> bytes:
    """What is told when a lock begins: 32 bytes, from the card (16)."""
    return _key(card).public_key().public_bytes_raw()


def early_message(origin: str, public: bytes, nonce: bytes) -> bytes:
    """What ends a lock early, before it is signed; `origin` is ASCII, as in "https://example.org"."""
    return label("WV1/early") + label(origin) + sized(public, 32) + sized(nonce, 32)


def early_signature(card: bytes, origin: str, nonce: bytes) -> bytes:
    """64 bytes, Ed25519 (RFC 8032)."""
    return _key(card).sign(early_message(origin, early_public(card), nonce))


def _key(card: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hkdf(sized(card, 16), None, "WV1/early", 32))
