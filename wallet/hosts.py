"""Hosts: accounts with a name, a password that we draw, and a code from an authenticator, each code once."""

import re
import secrets
from dataclasses import dataclass
from typing import Final

import pyotp
from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from pyotp.exceptions import OTPVerificationError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wallet.clock import DAY, MINUTE
from wallet.crypto.at_rest import AtRest
from wallet.ephemeral import Ephemeral
from wallet.errors import BadRequest, Exists, NotFound
from wallet.models import Host
from wallet.pauses import Pauses

NAME: Final = r"[a-z0-9][a-z0-9._-]{1,39}"
PLACE: Final = "host.totp_secret"
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is read for another."""
NOBODY: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$E7aOteMq+QGOAtoUvPgAoQ$m51x1vKI4FK8rjkc3oXiUIJ0RSU+ud0HLGlBKmByEL4"
)
"""The hash that unknown names are checked against, of a password that nobody kept."""
NOBODYS_CODES: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class SetUp:
    """What a new host is given once; neither is kept in a form that can be read back."""

    password: str
    authenticator: str
    """An otpauth:// address, for the authenticator."""


def add(session: Session, at_rest: AtRest, name: str) -> SetUp:
    """A new account. Raises BadRequest for a name of another form, Exists for one that is taken."""
    if not re.fullmatch(NAME, name):
        raise BadRequest
    if find(session, name) is not None:
        raise Exists
    host = Host(id=secrets.token_bytes(16), name=name, totp_last_step=0)
    given = _draw(host, at_rest)
    session.add(host)
    return given


def reset(session: Session, at_rest: AtRest, name: str) -> SetUp:
    """A new password and authenticator; the old ones and all sessions are dead. Raises NotFound."""
    host = find(session, name)
    if host is None:
        raise NotFound
    return _draw(host, at_rest)


def remove(session: Session, name: str) -> None:
    """Takes away the account, its sessions and its PCs. Raises NotFound."""
    host = find(session, name)
    if host is None:
        raise NotFound
    session.delete(host)


def find(session: Session, name: str) -> Host | None:
    """The account of a name as it was typed, or None."""
    return session.scalar(select(Host).where(Host.name == name.strip().lower()))


def wrong_codes(store: Ephemeral) -> Pauses:
    """The pauses after wrong codes of whoever knew the password; a stranger cannot bring them about."""
    return Pauses(store, "host_code", free=5, first=30, longest=15 * MINUTE, kept=DAY)


def prove(
    host: Host | None, at_rest: AtRest, pauses: Pauses, password: str, code: str, now: int
) -> tuple[bytes, int]:
    """The host's id, and the half minute that the code belongs to: both for `spend`.

    Raises NotFound for an unknown name, a wrong password and a wrong or paused code alike, after the
    same work.
    """
    known = NOBODYS_CODES if host is None else at_rest.open(PLACE, host.id, host.totp_secret).decode()
    fits = _password_fits(password, NOBODY if host is None else host.password_hash)
    step = _step(known, code, now)
    if host is None or not fits or pauses.enter(host.id, now) or step is None:
        raise NotFound
    return host.id, step


def spend(session: Session, host_id: bytes, step: int) -> Host:
    """Uses up a code and all before it. Raises NotFound for one that was used."""
    later = update(Host).where(Host.id == host_id, Host.totp_last_step < step).values(totp_last_step=step)
    host: Host | None = session.scalar(later.returning(Host))
    if host is None:
        raise NotFound
    return host


def _draw(host: Host, at_rest: AtRest) -> SetUp:
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    secret = pyotp.random_base32()
    kdf = Argon2id(salt=secrets.token_bytes(16), length=32, iterations=2, lanes=1, memory_cost=19_456)
    host.password_hash = kdf.derive_phc_encoded(_plain(password))
    host.totp_secret = at_rest.seal(PLACE, host.id, secret.encode())
    host.totp_last_step = 0
    return SetUp(password, pyotp.TOTP(secret).provisioning_uri(name=host.name, issuer_name="Sacoche"))


def _plain(password: str) -> bytes:
    """Without what a phone's keyboard adds to it: large letters, spaces; and without hyphens."""
    return re.sub(r"[\s-]", "", password).lower().encode()


def _password_fits(password: str, stored: str) -> bool:
    try:
        Argon2id.verify_phc_encoded(_plain(password), stored)
    except InvalidKey:
        return False
    return True


def _step(secret: str, code: str, now: int) -> int | None:
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(code, for_time=now, valid_window=1)
    except OTPVerificationError:
        return None
