"""Proofs of ownership without a session: a signature over a nonce that was given for an id."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from wallet import sessions
from wallet.ephemeral import Ephemeral


@dataclass(frozen=True)
class Proof:
    """What is shown: an id (16), a nonce (32) that was given for it, and 64 bytes of signature."""

    id: bytes
    nonce: bytes
    signature: bytes


def signed_text(label: bytes, origin: str, proof: Proof) -> bytes:
    """What is signed; the label ends with a zero byte."""
    return label + origin.encode() + b"\x00" + proof.id + proof.nonce


def holds(store: Ephemeral, proof: Proof, public: bytes | None, text: bytes, now: int) -> bool:
    """Whether `public` (32) signed this text over a fresh nonce, which is spent either way.

    Without a key the same work is done.
    """
    fresh = sessions.spend_nonce(store, proof.id, proof.nonce, now)
    try:
        Ed25519PublicKey.from_public_bytes(public or sessions.NOBODY).verify(proof.signature, text)
    except InvalidSignature:
        return False
    return fresh and public is not None
