"""Secrets that are drawn for people to type, and codes of authenticators, for accounts of every kind."""

import re
import secrets
from typing import Final

import pyotp
from pyotp.exceptions import OTPVerificationError

LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is read for another."""


def word(groups: int) -> str:
    """Random letters and digits in groups of four."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups))


def plain(typed: str) -> bytes:
    """As it is compared: without hyphens, and what a phone's keyboard adds: large letters, spaces."""
    return re.sub(r"[\s-]", "", typed).lower().encode()


def authenticator(secret: str, name: str) -> str:
    """An otpauth:// address."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Sacoche")


def step_of(secret: str, code: str, now: int) -> int | None:
    """The half minute to which six digits belong, one to either side of now; None for a wrong code."""
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(code, for_time=now, valid_window=1)
    except OTPVerificationError:
        return None
