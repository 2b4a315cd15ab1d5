"""A mailbox: its keys, all from one; what its owner signs; and a paper that was put into it."""

from typing import Any, Final, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wallet.crypto.bech32 import encode
from wallet.crypto.bytes import b64, label, sized, u32, unb64
from wallet.crypto.document import CONTENT_MAX, bucket
from wallet.crypto.errors import BadJson, BadLength, BadPadding, BadSum
from wallet.crypto.hkdf import hkdf, sha256
from wallet.crypto.jsonbox import Object, dump, load
from wallet.crypto.root import xwing_public
from wallet.errors import TooLarge


class MailboxKeys(NamedTuple):
    """Everything that a mailbox's key (32) gives; `recipient` is the 1,216 bytes of an X-Wing public key."""

    id: bytes
    fetch_pub: bytes
    age_identity: str
    recipient: bytes


class Deposit(NamedTuple):
    """A paper as it was put in: its header and its content."""

    head: Object
    content: bytes


_LARGEST_HEAD: Final = 16_384


def mailbox_keys(key: bytes) -> MailboxKeys:
    """The keys of the mailbox with this key (32)."""
    age = _from(key, "WV1/mailbox/age", 32)
    return MailboxKeys(
        id=_from(key, "WV1/mailbox/id", 16),
        fetch_pub=_signer(key).public_key().public_bytes_raw(),
        age_identity=encode("age-secret-key-pq-", age).upper(),
        recipient=xwing_public(age),
    )


def mailbox_message(origin: str, mailbox_id: bytes, nonce: bytes) -> bytes:
    """What its owner signs; `origin` is ASCII."""
    return label("WV1/mailbox") + label(origin) + sized(mailbox_id, 16) + sized(nonce, 32)


def mailbox_signature(key: bytes, origin: str, nonce: bytes) -> bytes:
    """64 bytes, Ed25519 (RFC 8032)."""
    return _signer(key).sign(mailbox_message(origin, mailbox_keys(key).id, nonce))


def sign_pub(key: bytes) -> bytes:
    """32 bytes: the key by which its owner, as somebody at work, is known to have signed."""
    return _signer(key, "WV1/mailbox/sign").public_key().public_bytes_raw()


def signed_by_owner(key: bytes, text: bytes) -> bytes:
    """64 bytes over what `wallet.crypto.badge` lays out."""
    return _signer(key, "WV1/mailbox/sign").sign(text)


def pack_deposit(head: Object, content: bytes) -> bytes:
    """The content of the age file that is put in; raises TooLarge."""
    text = dump({**head, "v": 1, "len": len(content), "sha256": b64(sha256(content))})
    whole = u32(len(text)) + text + content
    if len(text) > _LARGEST_HEAD or len(whole) > CONTENT_MAX:
        raise TooLarge
    return whole


def read_deposit(mailbox_id: bytes, plain: bytes) -> Deposit:
    """What stands in an opened deposit; raises BadLength, BadJson, BadVersion, BadPadding or BadSum."""
    if len(plain) < 4 or (at := 4 + int.from_bytes(plain[:4], "big")) > min(len(plain), 4 + _LARGEST_HEAD):
        raise BadLength
    head = load(plain[4:at])
    length, text = head.get("len"), head.get("sha256")
    if not _is_count(length) or not isinstance(text, str) or head.get("mailbox") != b64(mailbox_id):
        raise BadJson
    end = at + int(length or 0)
    if end > CONTENT_MAX or len(plain) != bucket(end):
        raise BadLength
    if any(plain[end:]):
        raise BadPadding
    if sha256(plain[at:end]) != unb64(text, 32):
        raise BadSum
    return Deposit(head, plain[at:end])


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**53


def _signer(key: bytes, info: str = "WV1/mailbox/fetch") -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_from(key, info, 32))


def _from(key: bytes, info: str, length: int) -> bytes:
    return hkdf(sized(key, 32), None, info, length)
