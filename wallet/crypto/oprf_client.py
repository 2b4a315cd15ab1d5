"""The holder's half of RFC 9497, ristretto255-SHA512, mode 0x00: blind, then finalize."""

import hashlib
from typing import Final, NamedTuple

import rbcl

from wallet.crypto.bytes import sized
from wallet.crypto.errors import BadPoint

_CONTEXT: Final = b"OPRFV1-\x00-ristretto255-SHA512"
_BLOCK: Final = 128
_IDENTITY: Final = bytes(32)


class Blinded(NamedTuple):
    """The scalar that is kept, and the element that is sent."""

    blind: bytes
    blinded: bytes


def blind(data: bytes, scalar: bytes | None = None) -> Blinded:
    """The blinded input; a scalar is passed in by vectors only."""
    scalar = rbcl.crypto_core_ristretto255_scalar_random() if scalar is None else sized(scalar, 32)
    return Blinded(scalar, rbcl.crypto_scalarmult_ristretto255(scalar, _hash_to_group(data)))


def finalize(data: bytes, scalar: bytes, evaluation: bytes) -> bytes:
    """N, 64 bytes, from the server's evaluation; raises BadLength or BadPoint."""
    inverse = rbcl.crypto_core_ristretto255_scalar_invert(sized(scalar, 32))
    unblinded = rbcl.crypto_scalarmult_ristretto255(inverse, _element(evaluation))
    return hashlib.sha512(_u16(data) + data + _u16(unblinded) + unblinded + b"Finalize").digest()


def _element(data: bytes) -> bytes:
    """`data` when it is the one encoding of an element that is not the identity; else BadLength, BadPoint."""
    # libsodium calls the encoding of the identity valid, so it is refused here.
    if sized(data, 32) == _IDENTITY or not rbcl.crypto_core_ristretto255_is_valid_point(data):
        raise BadPoint
    return data


def _hash_to_group(data: bytes) -> bytes:
    """The element that an input stands for."""
    uniform = _expand_message(data, b"HashToGroup-" + _CONTEXT)
    return bytes(rbcl.crypto_core_ristretto255_from_hash(uniform))


def _expand_message(message: bytes, domain: bytes) -> bytes:
    """expand_message_xmd of RFC 9380 with SHA-512, for 64 bytes: one block of output."""
    suffix = domain + bytes([len(domain)])
    first = hashlib.sha512(bytes(_BLOCK) + message + b"\x00\x40\x00" + suffix).digest()
    return hashlib.sha512(first + b"\x01" + suffix).digest()


def _u16(data: bytes) -> bytes:
    return len(data).to_bytes(2, "big")
