"""What is shown besides a key: a code of an authenticator, or one of ten written codes. Each is good once."""

import re
from dataclasses import dataclass
from typing import Final

import pyotp

from wallet import drawn, tokens
from wallet.crypto.at_rest import AtRest
from wallet.models import Worker

AUTHENTICATOR: Final = "worker.totp_secret"
WRITTEN: Final = "worker.codes"
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
    secret, codes = pyotp.random_base32(), [drawn.word(2) for _ in range(MANY)]
    worker.totp_secret = at_rest.seal(AUTHENTICATOR, worker.id, secret.encode())
    worker.totp_last_step = 0
    _keep(worker, at_rest, [tokens.hashed(drawn.plain(code)) for code in codes])
    return SetUp(drawn.authenticator(secret, worker.name), codes)


def spend(worker: Worker, at_rest: AtRest, typed: str, now: int) -> bool:
    """Whether this code is good; it and, of an authenticator's, all before it are used up.

    The row has to be locked, so that two at once do not use one code.
    """
    said = drawn.plain(typed)
    if re.fullmatch(rb"[0-9]{6}", said):
        return _spend_step(worker, at_rest, said.decode(), now)
    left, code = _left(worker, at_rest), tokens.hashed(said)
    _keep(worker, at_rest, [one for one in left if one != code])
    return code in left


def codes_left(worker: Worker, at_rest: AtRest) -> int:
    """How many of the written codes were not used."""
    return len(_left(worker, at_rest))


def _spend_step(worker: Worker, at_rest: AtRest, code: str, now: int) -> bool:
    secret = at_rest.open(AUTHENTICATOR, worker.id, worker.totp_secret).decode()
    step = drawn.step_of(secret, code, now)
    if step is None or step <= worker.totp_last_step:
        return False
    worker.totp_last_step = step
    return True


def _left(worker: Worker, at_rest: AtRest) -> list[bytes]:
    whole = at_rest.open(WRITTEN, worker.id, worker.codes)
    return [whole[at : at + HASH] for at in range(0, len(whole), HASH)]


def _keep(worker: Worker, at_rest: AtRest, hashes: list[bytes]) -> None:
    worker.codes = at_rest.seal(WRITTEN, worker.id, b"".join(hashes))
