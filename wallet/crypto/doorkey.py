"""SUK, the 32-byte key of a door, from what the person holds."""

from wallet.crypto.bytes import sized
from wallet.crypto.hkdf import extract, hkdf


def suk_secret(n: bytes, s: bytes) -> bytes:
    """From the OPRF output N (64) and its Argon2id stage S (32)."""
    return extract("WV1/suk", sized(n, 64) + sized(s, 32))


def suk_pocket(card: bytes, n: bytes, s: bytes) -> bytes:
    """From a pocket card (16) and N and S of its code."""
    return extract("WV1/suk/pocket", sized(card, 16) + sized(n, 64) + sized(s, 32))


def suk_safe(card: bytes) -> bytes:
    """From a safe card (16) alone."""
    return hkdf(sized(card, 16), None, "WV1/suk/card", 32)


def suk_card_helper(card: bytes, helper: bytes) -> bytes:
    """From a card (16) and one helper's part (16)."""
    return hkdf(sized(card, 16) + sized(helper, 16), None, "WV1/suk/card-helper", 32)


def suk_passkey(prf: bytes) -> bytes:
    """From a passkey's PRF answer (32)."""
    return hkdf(sized(prf, 32), None, "WV1/suk/passkey", 32)
