"""The reference reader: whole age files with an identity, for the export tool and the tests.

Nothing that serves requests imports this. Boxes, catalogues and manifests open in their own modules.
"""

from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite

from wallet.crypto.agefile import open_age
from wallet.crypto.ageheader import FILE_KEY, Header, Stanza, read_header, unb64_std
from wallet.crypto.bech32 import decode
from wallet.crypto.bytes import sized
from wallet.crypto.errors import BadEncoding, Damaged
from wallet.crypto.hkdf import hkdf
from wallet.crypto.root import xwing_keys

Unwrap = Callable[[Stanza], bytes | None]
_X25519 = "age-encryption.org/v1/X25519"
_HYBRID = b"age-encryption.org/mlkem768x25519"
_ENC = 1120
_WRAPPED = FILE_KEY + 16


def read_age(identities: list[str], data: bytes) -> bytes | None:
    """The plaintext, or None when no stanza is for any of `identities`; raises as open_age does."""
    key = file_key(identities, read_header(data))
    return None if key is None else open_age(key, data)


def file_key(identities: list[str], header: Header) -> bytes | None:
    """The file key (16) that one of `identities` unwraps, or None; raises Damaged for a broken stanza."""
    unwraps = [_unwrapper(text) for text in identities]
    if len(header.stanzas) > 1 and any(stanza.args[0] == "scrypt" for stanza in header.stanzas):
        raise Damaged
    found = [key for unwrap in unwraps for stanza in header.stanzas if (key := unwrap(stanza)) is not None]
    return found[0] if found else None


def _unwrapper(identity: str) -> Unwrap:
    prefix, secret = decode(identity)
    if prefix == "age-secret-key-":
        return lambda stanza: _unwrap_x25519(sized(secret, 32), stanza)
    if prefix == "age-secret-key-pq-":
        return lambda stanza: _unwrap_hybrid(sized(secret, 32), stanza)
    raise BadEncoding


def _unwrap_x25519(secret: bytes, stanza: Stanza) -> bytes | None:
    share = _share(stanza, "X25519", 32)
    if share is None:
        return None
    private = X25519PrivateKey.from_private_bytes(secret)
    shared = _exchange(private, share)
    key = hkdf(shared, share + private.public_key().public_bytes_raw(), _X25519, 32)
    try:
        return ChaCha20Poly1305(key).decrypt(bytes(12), stanza.body, None)
    except InvalidTag:
        return None


def _unwrap_hybrid(seed: bytes, stanza: Stanza) -> bytes | None:
    share = _share(stanza, "mlkem768x25519", _ENC)
    if share is None:
        return None
    mlkem, x25519 = xwing_keys(seed)
    _exchange(x25519, share[_ENC - 32 :])
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    try:
        return suite.decrypt(share + stanza.body, MLKEM768X25519PrivateKey(mlkem, x25519), _HYBRID)
    except InvalidTag:
        return None


def _exchange(private: X25519PrivateKey, share: bytes) -> bytes:
    """The shared secret; raises Damaged for a share of low order, which would give zeros."""
    try:
        return private.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:
        raise Damaged from None


def _share(stanza: Stanza, kind: str, length: int) -> bytes | None:
    """The one argument of a stanza of this kind, None for another kind; raises Damaged when misshapen."""
    if stanza.args[0] != kind:
        return None
    if len(stanza.args) != 2 or len(stanza.body) != _WRAPPED:
        raise Damaged
    share = unb64_std(stanza.args[1].encode("ascii"))
    if len(share) != length:
        raise Damaged
    return share
