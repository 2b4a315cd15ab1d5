"""XChaCha20-Poly1305 with its fresh 24-byte nonce in front (libsodium, through PyNaCl)."""

import secrets
from typing import Final

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError

from wallet.crypto.bytes import sized
from wallet.crypto.errors import BadLength, Damaged

NONCE: Final = 24
TAG: Final = 16
OVERHEAD: Final = NONCE + TAG


def seal(key: bytes, aad: bytes, plaintext: bytes, nonce: bytes | None = None) -> bytes:
    """nonce(24) || ciphertext || tag(16). A nonce is passed in by vectors only, never by callers."""
    nonce = secrets.token_bytes(NONCE) if nonce is None else sized(nonce, NONCE)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, aad, nonce, sized(key, 32))


def unseal(key: bytes, aad: bytes, sealed: bytes) -> bytes:
    """The plaintext; raises BadLength when too short, Damaged when the key, the aad or a bit is wrong."""
    if len(sealed) < OVERHEAD:
        raise BadLength
    nonce, body = sealed[:NONCE], sealed[NONCE:]
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(body, aad, nonce, sized(key, 32))
    except CryptoError:
        raise Damaged from None
