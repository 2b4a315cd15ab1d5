"""The keys of a vault, all from its root, and the signature that opens a session."""

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wallet.crypto.bech32 import encode
from wallet.crypto.bytes import label, sized
from wallet.crypto.hkdf import hkdf


@dataclass(frozen=True)
class VaultKeys:
    """Everything that a root gives; `*_secret` are Ed25519 seeds, all byte strings but the age texts."""

    vault_id: bytes
    auth_secret: bytes
    auth_pub: bytes
    catalogue_key: bytes
    age_identity: str
    age_recipient: str
    sign_secret: bytes
    sign_pub: bytes


def vault_keys(root: bytes) -> VaultKeys:
    """The keys of the vault with this root (32)."""
    auth, sign = _from(root, "WV1/auth", 32), _from(root, "WV1/sign", 32)
    age = _from(root, "WV1/age-pq", 32)
    return VaultKeys(
        vault_id=_from(root, "WV1/vault/id", 16),
        auth_secret=auth,
        auth_pub=_public(auth),
        catalogue_key=_from(root, "WV1/catalogue", 32),
        age_identity=encode("age-secret-key-pq-", age).upper(),
        age_recipient=encode("age1pq", xwing_public(age)),
        sign_secret=sign,
        sign_pub=_public(sign),
    )


def xwing_keys(seed: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    """The two private keys of an X-Wing seed (32): SHAKE-256 gives 64 bytes for ML-KEM, 32 for X25519."""
    expanded = hashlib.shake_256(sized(seed, 32)).digest(96)
    return (
        MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
        X25519PrivateKey.from_private_bytes(expanded[64:]),
    )


def xwing_public(seed: bytes) -> bytes:
    """The 1,216-byte X-Wing public key: ML-KEM-768's, then X25519's."""
    mlkem, x25519 = xwing_keys(seed)
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def login_message(origin: str, vault_id: bytes, nonce: bytes) -> bytes:
    """What a session's signature covers; `origin` is ASCII, as in "https://example.org"."""
    return label("WV1/login") + label(origin) + sized(vault_id, 16) + sized(nonce, 32)


def login_signature(keys: VaultKeys, origin: str, nonce: bytes) -> bytes:
    """64 bytes, Ed25519 (RFC 8032)."""
    message = login_message(origin, keys.vault_id, nonce)
    return Ed25519PrivateKey.from_private_bytes(keys.auth_secret).sign(message)


def _from(root: bytes, info: str, length: int) -> bytes:
    return hkdf(sized(root, 32), None, info, length)


def _public(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
