"""The address of a mailbox, as whoever puts something in has it: an id, and what its key must hash to."""

import hashlib

from wallet.crypto.bytes import b64, sized, unb64

WITH_PASS = 64
"""Characters of an address with a pass behind it."""


def mailbox_address(mailbox_id: bytes, recipient: bytes) -> str:
    """What stands behind the # of its link: 43 characters."""
    return b64(sized(mailbox_id, 16) + fingerprint(recipient))


def fingerprint(recipient: bytes) -> bytes:
    """16 bytes that an address promises its recipient (1,216) by."""
    return hashlib.sha256(sized(recipient, 1216)).digest()[:16]


def parse_drop_address(fragment: str) -> tuple[bytes, bytes, bytes | None] | None:
    """Id, fingerprint, and the pass (16) that may stand behind them; otherwise as `parse_address`."""
    text = fragment.removeprefix("#")
    whole = unb64(text, 48) if len(text) == WITH_PASS else None
    plain = parse_address(b64(whole[:32]) if whole else text)
    return None if plain is None else (*plain, whole[32:] if whole else None)


def parse_address(fragment: str) -> tuple[bytes, bytes] | None:
    """Id and fingerprint; None for an empty fragment. Raises BadEncoding or BadLength for a broken one."""
    text = fragment.removeprefix("#")
    if not text:
        return None
    both = unb64(text, 32)
    return both[:16], both[16:]
