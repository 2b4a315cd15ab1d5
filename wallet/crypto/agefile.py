"""An age file with a known file key: the MAC of its header, and its payload in chunks of 64 KiB."""

import hmac
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from wallet.crypto.ageheader import FILE_KEY, read_header
from wallet.crypto.bytes import sized
from wallet.crypto.errors import Damaged
from wallet.crypto.hkdf import hkdf

CHUNK: Final = 65536
TAG: Final = 16
_NONCE: Final = 16


def open_age(file_key: bytes, data: bytes) -> bytes:
    """The plaintext; raises Damaged for anything that is wrong, and gives nothing on the way."""
    header = read_header(data)
    if not hmac.compare_digest(header_mac(file_key, header.covered), header.mac):
        raise Damaged
    return open_payload(file_key, data[header.length :])


def header_mac(file_key: bytes, covered: bytes) -> bytes:
    """32 bytes over the header up to and with its three dashes."""
    return hmac.digest(hkdf(sized(file_key, FILE_KEY), None, "header", 32), covered, "sha256")


def open_payload(file_key: bytes, payload: bytes) -> bytes:
    """The plaintext of nonce(16) and chunks; raises Damaged when cut, lengthened, reordered or changed."""
    nonce, body = payload[:_NONCE], payload[_NONCE:]
    pieces = [body[i : i + CHUNK + TAG] for i in range(0, len(body), CHUNK + TAG)]
    if not pieces or len(pieces[-1]) < TAG or (len(pieces) > 1 and len(pieces[-1]) == TAG):
        raise Damaged
    cipher = ChaCha20Poly1305(hkdf(file_key, nonce, "payload", 32))
    last = len(pieces) - 1
    try:
        return b"".join(cipher.decrypt(chunk_nonce(i, i == last), p, None) for i, p in enumerate(pieces))
    except InvalidTag:
        raise Damaged from None


def chunk_nonce(index: int, last: bool) -> bytes:
    """Twelve bytes: the chunk's number in eleven, then 1 for the last chunk and 0 for the others."""
    return index.to_bytes(11, "big") + bytes([last])
