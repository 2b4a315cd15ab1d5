"""RFC 9497, ristretto255-SHA512, mode 0x00: the server's half, on libsodium's scalars and points."""

from hashlib import sha512

import rbcl

from wallet.errors import BadRequest

CONTEXT = b"OPRFV1-" + b"\x00" + b"-ristretto255-SHA512"
POINT_BYTES = 32
SEED_BYTES = 32
_BLOCK = 128
_IDENTITY = bytes(POINT_BYTES)


def derive_key(seed: bytes, info: bytes) -> bytes:
    """DeriveKeyPair's secret scalar of 32 bytes (section 3.2.1); one in 2**252 needs a second round."""
    text = seed + len(info).to_bytes(2, "big") + info
    for counter in range(256):
        wide = _expand(text + bytes([counter]), b"DeriveKeyPair" + CONTEXT, 64)
        scalar: bytes = rbcl.crypto_core_ristretto255_scalar_reduce(wide)
        if any(scalar):
            return scalar
    raise AssertionError("DeriveKeyPair found no key in 256 rounds")


def check_point(blinded: bytes) -> bytes:
    """The same bytes. Raises BadRequest for what is no canonical point, and for the identity."""
    # libsodium calls 32 zero bytes a valid point: the identity has to be refused here.
    if len(blinded) != POINT_BYTES or blinded == _IDENTITY:
        raise BadRequest
    if not rbcl.crypto_core_ristretto255_is_valid_point(blinded):
        raise BadRequest
    return blinded


def evaluate(key: bytes, blinded: bytes) -> bytes:
    """BlindEvaluate (section 3.3.1): key times point, 32 bytes. Raises BadRequest, see check_point."""
    evaluation: bytes = rbcl.crypto_scalarmult_ristretto255(key, check_point(blinded))
    return evaluation


def _expand(message: bytes, tag: bytes, length: int) -> bytes:
    """expand_message_xmd with SHA-512 (RFC 9380, section 5.3.1)."""
    suffix = tag + bytes([len(tag)])
    first = sha512(bytes(_BLOCK) + message + length.to_bytes(2, "big") + b"\x00" + suffix).digest()
    block = sha512(first + b"\x01" + suffix).digest()
    out = block
    for index in range(2, -(-length // len(block)) + 1):
        mixed = bytes(a ^ b for a, b in zip(first, block, strict=True))
        block = sha512(mixed + bytes([index]) + suffix).digest()
        out += block
    return out[:length]
