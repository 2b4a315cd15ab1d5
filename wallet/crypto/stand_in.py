"""How a new vault agrees to stand in for another while that one is locked: a signature (decision 0010)."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wallet.crypto.bytes import label, sized
from wallet.crypto.root import VaultKeys


def stand_in_message(origin: str, locked: bytes, stand_in: bytes, nonce: bytes) -> bytes:
    """What is signed: two vault ids (16), the locked one first, and a nonce (32); `origin` is ASCII."""
    ids = sized(locked, 16) + sized(stand_in, 16)
    return label("WV1/stand-in") + label(origin) + ids + sized(nonce, 32)


def stand_in_signature(keys: VaultKeys, origin: str, locked: bytes, nonce: bytes) -> bytes:
    """64 bytes, Ed25519 (RFC 8032), by the stand-in's own key."""
    message = stand_in_message(origin, locked, keys.vault_id, nonce)
    return Ed25519PrivateKey.from_private_bytes(keys.auth_secret).sign(message)
