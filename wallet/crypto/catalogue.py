"""A vault's catalogue: compressed JSON, sealed, padded to one of seven sizes."""

import zlib
from typing import Final

from wallet.crypto.aead import OVERHEAD, seal, unseal
from wallet.crypto.bytes import label, padded, u32, unpadded
from wallet.crypto.errors import BadDeflate, BadJson, BadLength
from wallet.crypto.format import CATALOGUE_SIZES, check_catalogue
from wallet.crypto.jsonbox import Object, dump, load
from wallet.crypto.root import VaultKeys
from wallet.errors import TooLarge

INFLATED_MAX: Final = 64 << 20
_SEQ_MAX: Final = 2**53 - 1


def seal_catalogue(keys: VaultKeys, value: Object, nonce: bytes | None = None) -> bytes:
    """The sealed bytes in the smallest size that fits; raises TooLarge past 1 MiB."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    return seal_deflated(keys, deflater.compress(dump(value)) + deflater.flush(), nonce)


def seal_deflated(keys: VaultKeys, deflated: bytes, nonce: bytes | None = None) -> bytes:
    """The same from bytes that are compressed already."""
    framed = u32(len(deflated)) + deflated
    fitting = [size for size in sorted(CATALOGUE_SIZES) if size >= len(framed) + OVERHEAD]
    if not fitting:
        raise TooLarge
    return seal(keys.catalogue_key, _aad(keys), padded(framed, fitting[0] - OVERHEAD), nonce)


def open_catalogue(keys: VaultKeys, sealed: bytes) -> Object:
    """The JSON object; raises BadLength, Damaged, BadPadding, BadDeflate, BadJson or BadVersion."""
    check_catalogue(len(sealed))
    value = load(_inflate(unframed(unseal(keys.catalogue_key, _aad(keys), sealed))))
    seq = value.get("seq")
    if type(seq) is not int or not 0 <= seq <= _SEQ_MAX:
        raise BadJson
    return value


def unframed(inside: bytes) -> bytes:
    """What stands behind its u32 length and before the zeros; raises BadLength or BadPadding."""
    if len(inside) < 4:
        raise BadLength
    return unpadded(inside[4:], int.from_bytes(inside[:4], "big"))


def _inflate(deflated: bytes) -> bytes:
    inflater = zlib.decompressobj(-15)
    try:
        plain = inflater.decompress(deflated, INFLATED_MAX)
    except zlib.error:
        raise BadDeflate from None
    if not inflater.eof or inflater.unused_data:
        raise BadDeflate
    return plain


def _aad(keys: VaultKeys) -> bytes:
    return label("WV1/catalogue") + keys.vault_id
