"""A voucher: what a note holds besides a share's key, so that the share opens while the note lies there."""

from hashlib import sha256

from wallet.crypto.bytes import label, sized


def voucher_hash(voucher: bytes) -> bytes:
    """By which the server finds the notes that hold this voucher (16): 32 bytes, kept in the note's row."""
    return sha256(label("WV1/voucher") + sized(voucher, 16)).digest()


def voucher_commit(voucher: bytes, mailbox_id: bytes) -> bytes:
    """What a door is made with: it opens by this voucher (16) in this mailbox (16) alone; 32 bytes."""
    return sha256(label("WV1/voucher-door") + sized(voucher, 16) + sized(mailbox_id, 16)).digest()
