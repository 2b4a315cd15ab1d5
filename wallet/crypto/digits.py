"""Twelve digits that open a share for two hours: 4 to find the door, 7 secret, 1 check digit."""

from typing import NamedTuple

from wallet.crypto.bytes import label, sized
from wallet.crypto.damm import checked, damm, only_digits
from wallet.crypto.hkdf import extract
from wallet.crypto.share import DoorKeys, door_keys


class Digits(NamedTuple):
    """The locator (4 digits) that the server knows, and the secret (7 digits) that it does not."""

    locator: str
    secret: str


def format_digits(locator: str, secret: str) -> str:
    """The twelve digits in three groups of four, with one space between."""
    eleven = only_digits(locator, 4) + only_digits(secret, 7)
    twelve = eleven + damm(eleven)
    return " ".join(twelve[i : i + 4] for i in (0, 4, 8))


def parse_digits(typed: str) -> Digits:
    """Locator and secret as typed; raises BadCheck."""
    eleven = checked(typed, 12)
    return Digits(eleven[:4], eleven[4:])


def digits_input(secret: str) -> bytes:
    """The OPRF input of the seven secret digits."""
    return label("WV2/digits") + only_digits(secret, 7).encode("ascii")


def digits_keys(door_id: bytes, n: bytes, a: bytes) -> DoorKeys:
    """The door's keys from the OPRF output N (64) and its Argon2id stage A (32)."""
    return door_keys(extract("WV2/digits", sized(n, 64) + sized(a, 32)), door_id)
