"""Argon2id with the constants of generation 2; nobody sends them, nobody can lower them."""

from typing import Final, Literal

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from wallet.crypto.bytes import label, sized, u64
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


Kind = Literal["row", "phrase", "card"]


def door_salt(kind: Kind, lookup: bytes) -> bytes:
    """The salt for a door that a guess of that kind finds under `lookup`."""
    return sha256(label(f"WV2/argon2/{kind}") + sized(lookup, 16))[:16]


def digits_salt(share_id: bytes, door_id: bytes, start: int) -> bytes:
    """The salt for digits of a share, made in the second `start` of the server's clock.

    The share's id is drawn by the browser: no table is worth anything outside these digits.
    """
    return sha256(label("WV2/argon2/digits") + sized(share_id, 16) + sized(door_id, 16) + u64(start))[:16]


def mandate_salt(door_id: bytes) -> bytes:
    """The salt for the six digits of a helper's card."""
    return sha256(label("WV2/argon2/mandate") + sized(door_id, 16))[:16]
