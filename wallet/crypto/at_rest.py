"""What the server itself seals before it stores it, under a key list that can be rotated.

The first key seals; every key in the list opens. A sealed value is
`key id(4) || nonce(24) || ciphertext || tag(16)`, and is bound to the table and row it was sealed for.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Final

from wallet.crypto.aead import seal, unseal
from wallet.crypto.bytes import b64, label, sized, unb64
from wallet.crypto.errors import BadLength, Damaged

KEY: Final = 32
_ID: Final = 4


def new_key_line() -> str:
    """One fresh key as it stands in a key file: base64url and a line end."""
    return b64(secrets.token_bytes(KEY)) + "\n"


def read_keys(text: str) -> list[bytes]:
    """The keys of a key file, newest first, one a line; raises BadEncoding, or BadLength for no key."""
    keys = [unb64(line.strip(), KEY) for line in text.splitlines() if line.strip()]
    if not keys:
        raise BadLength
    return keys


class AtRest:
    """Seals with the first of `keys`, opens with any of them."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            raise BadLength
        self._sealing = _key_id(keys[0])
        self._keys = {_key_id(key): sized(key, KEY) for key in keys}

    def seal(self, place: str, row: bytes, plaintext: bytes) -> bytes:
        """44 bytes longer than `plaintext`; opens only for the same `place` ("table.column") and `row`."""
        return self._sealing + seal(self._keys[self._sealing], _aad(place, row), plaintext)

    def open(self, place: str, row: bytes, sealed: bytes) -> bytes:
        """What was sealed; raises Damaged for an unknown key, another place or row, or a changed byte."""
        key = self._keys.get(sealed[:_ID])
        if key is None:
            raise Damaged
        return unseal(key, _aad(place, row), sealed[_ID:])

    def names(self, place: str, row: bytes) -> list[bytes]:
        """What a row is called that must not be tied to `row`: 16 bytes under each key, the newest first."""
        text = label("WV1/at-rest/name") + label(place) + row
        return [hmac.digest(key, text, "sha256")[:16] for key in self._keys.values()]

    def is_current(self, sealed: bytes) -> bool:
        """Whether the newest key sealed it: a rotation seals again what answers False."""
        return sealed[:_ID] == self._sealing


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(label("WV1/at-rest/id") + key).digest()[:_ID]


def _aad(place: str, row: bytes) -> bytes:
    return label("WV1/at-rest") + label(place) + row
