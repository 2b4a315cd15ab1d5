"""SUK, the 32-byte key of a door, from what the person holds."""

from collections.abc import Sequence

from wallet.crypto.bytes import sized
from wallet.crypto.errors import BadLength
from wallet.crypto.hkdf import extract, hkdf


def joined(outputs: Sequence[bytes]) -> bytes:
    """N, from the outputs (64 each) of every OPRF operator that is asked, in the client's fixed order."""
    if not outputs:
        raise BadLength
    return b"".join(sized(one, 64) for one in outputs)


def suk_row(outputs: Sequence[bytes], s: bytes) -> bytes:
    """From the OPRF outputs of a row and their Argon2id stage S (32)."""
    return extract("WV2/suk/row", joined(outputs) + sized(s, 32))


def suk_phrase(outputs: Sequence[bytes], s: bytes) -> bytes:
    """From the OPRF outputs of one's own words and their Argon2id stage S (32)."""
    return extract("WV2/suk/phrase", joined(outputs) + sized(s, 32))


def suk_pocket(card: bytes, outputs: Sequence[bytes], s: bytes) -> bytes:
    """From a pocket card (16), and the OPRF outputs and S of its three pictures."""
    return extract("WV2/suk/pocket", sized(card, 16) + joined(outputs) + sized(s, 32))


def suk_safe(card: bytes) -> bytes:
    """From a safe card (16) alone."""
    return hkdf(sized(card, 16), None, "WV1/suk/card", 32)


def suk_card_helper(card: bytes, helper: bytes) -> bytes:
    """From a card (16) and one helper's part (16)."""
    return hkdf(sized(card, 16) + sized(helper, 16), None, "WV1/suk/card-helper", 32)


def suk_passkey(prf: bytes) -> bytes:
    """From a passkey's PRF answer (32)."""
    return hkdf(sized(prf, 32), None, "WV1/suk/passkey", 32)
