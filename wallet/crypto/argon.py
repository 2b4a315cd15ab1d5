"""Argon2id with the constants of generation 1; nobody sends them, nobody can lower them."""

from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from wallet.crypto.bytes import label, sized
from wallet.crypto.hkdf import sha256

MEMORY_KIB: Final = 65536
PASSES: Final = 3
LANES: Final = 1
LENGTH: Final = 32


def argon2id(password: bytes, salt: bytes) -> bytes:
    """32 bytes: 64 MiB, three passes, one lane; `salt` has 16 bytes."""
    kdf = Argon2id(
        salt=sized(salt, 16), length=LENGTH, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB
    )
    return kdf.derive(password)


def door_salt(lookup: bytes) -> bytes:
    """The salt for a door that is found by `lookup`."""
    return sha256(label("WV1/argon2") + sized(lookup, 16))[:16]


def digits_salt(door_id: bytes) -> bytes:
    """The salt for a share's door that is opened by digits."""
    return sha256(label("WV1/argon2-digits") + sized(door_id, 16))[:16]


def mandate_salt(door_id: bytes) -> bytes:
    """The salt for the six digits of a helper's card."""
    return sha256(label("WV1/argon2-mandate") + sized(door_id, 16))[:16]
