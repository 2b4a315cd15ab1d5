"""What two parts together give: R, from it a recovery's name and key, and a door with the server's half."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wallet.crypto.bytes import label, sized
from wallet.crypto.hkdf import hkdf, sha256


def recovery_tag(r: bytes) -> bytes:
    """4 bytes that stand in every part of R (16)."""
    return hkdf(sized(r, 16), None, "WV1/rec/tag", 4)


def recovery_public(r: bytes) -> bytes:
    """32 bytes, Ed25519: what the server checks a recovery's signatures with."""
    return _key(r).public_key().public_bytes_raw()


def recovery_id(public: bytes) -> bytes:
    """16 bytes: what the server calls a recovery."""
    return sha256(label("WV1/rec") + sized(public, 32))[:16]


def recovery_message(origin: str, identity: bytes, nonce: bytes) -> bytes:
    """What begins or ends a wait, before it is signed; `origin` is ASCII."""
    return label("WV1/recovery") + label(origin) + sized(identity, 16) + sized(nonce, 32)


def recovery_signature(r: bytes, origin: str, nonce: bytes) -> bytes:
    """64 bytes, Ed25519 (RFC 8032)."""
    return _key(r).sign(recovery_message(origin, recovery_id(recovery_public(r)), nonce))


def suk_recovery(r: bytes, half: bytes) -> bytes:
    """The key (32) of the door that R (16) and the server's half (16) open."""
    return hkdf(sized(r, 16) + sized(half, 16), None, "WV1/suk/recovery", 32)


def _key(r: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hkdf(sized(r, 16), None, "WV1/rec/auth", 32))
