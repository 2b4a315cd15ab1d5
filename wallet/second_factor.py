"""What is shown besides a key: a code of an authenticator, or one of ten written codes. Each is good once."""

import re
import secrets
from dataclasses import dataclass
from typing import Final

import pyotp
from pyotp.exceptions import OTPVerificationError

from wallet import tokens
from wallet.crypto.at_rest import AtRest
from wallet.models import Worker

AUTHENTICATOR: Final = "worker.totp_secret"
WRITTEN: Final = "worker.codes"
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is read for another."""
MANY: Final = 10
HASH: Final = 32


@dataclass(frozen=True)
class SetUp:
    """What somebody is given once; neither is kept in a form that can be read back by them."""

    authenticator: str
    """An otpauth:// address, for the authenticator."""
    codes: list[str]


def draw(worker: Worker, at_rest: AtRest) -> SetUp:
    """New ones; the former are dead."""
    secret, codes = pyotp.random_base32(), [word(2) for _ in range(MANY)]
    worker.totp_secret = at_rest.seal(AUTHENTICATOR, worker.id, secret.encode())
    worker.totp_last_step = 0
    _keep(worker, at_rest, [tokens.hashed(plain(code)) for code in codes])
    named = pyotp.TOTP(secret).provisioning_uri(name=worker.name, issuer_name="Sacoche")
    return SetUp(named, codes)


def spend(worker: Worker, at_rest: AtRest, typed: str, now: int) -> bool:
    """Whether this code is good; it and, of an authenticator's, all before it are used up.

    The row has to be locked, so that two at once do not use one code.
    """
    said = plain(typed)
    if re.fullmatch(rb"[0-9]{6}", said):
        return _spend_step(worker, at_rest, said.decode(), now)
    left, code = _left(worker, at_rest), tokens.hashed(said)
    _keep(worker, at_rest, [one for one in left if one != code])
    return code in left


def codes_left(worker: Worker, at_rest: AtRest) -> int:
    """How many of the written codes were not used."""
    return len(_left(worker, at_rest))


def word(groups: int) -> str:
    """Random letters and digits in groups of four."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups))


def plain(code: str) -> bytes:
    """A code as it is compared: without hyphens, and what a keyboard adds: large letters, spaces."""
    return re.sub(r"[\s-]", "", code).lower().encode()


def _spend_step(worker: Worker, at_rest: AtRest, code: str, now: int) -> bool:
    secret = at_rest.open(AUTHENTICATOR, worker.id, worker.totp_secret).decode()
    try:
        step = pyotp.TOTP(secret).verify_and_get_timecode(code, for_time=now, valid_window=1)
    except OTPVerificationError:
        return False
    if step is None or step <= worker.totp_last_step:
        return False
    worker.totp_last_step = step
    return True


def _left(worker: Worker, at_rest: AtRest) -> list[bytes]:
    whole = at_rest.open(WRITTEN, worker.id, worker.codes)
    return [whole[at : at + HASH] for at in range(0, len(whole), HASH)]


def _keep(worker: Worker, at_rest: AtRest, hashes: list[bytes]) -> None:
    worker.codes = at_rest.seal(WRITTEN, worker.id, b"".join(hashes))
