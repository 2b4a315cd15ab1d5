"""Accounts of people who look after things: a name, a password that we draw, and a code, each code once.

Hosts (`wallet/hosts.py`) and operators (`wallet/operators.py`) are two kinds; they share no row and no
secret.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import pyotp
from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wallet import drawn
from wallet.bounded import Bounded
from wallet.clock import DAY, MINUTE
from wallet.crypto.at_rest import AtRest
from wallet.ephemeral import Ephemeral
from wallet.errors import BadRequest, Exists, NotFound
from wallet.models.account import Account
from wallet.pauses import Pauses

NAME: Final = r"[a-z0-9][a-z0-9._-]{1,39}"
NOBODY: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$E7aOteMq+QGOAtoUvPgAoQ$m51x1vKI4FK8rjkc3oXiUIJ0RSU+ud0HLGlBKmByEL4"
)
"""The hash that unknown names are checked against, of a password that nobody kept."""
ARGON: Final = Bounded(2, waiting=16, seconds=5)
"""19 MiB and some hundredths of a second for each; a flood of sign-ins has no more of a process than two."""
NOBODYS_CODES: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
A = TypeVar("A", bound=Account)


@dataclass(frozen=True)
class SetUp:
    """What a new account is given once; neither is kept in a form that can be read back."""

    password: str
    authenticator: str
    """An otpauth:// address, for the authenticator."""


class Accounts(Generic[A]):
    """The accounts of one kind. The name of the kind keeps its sealed secrets, pauses and sessions apart."""

    def __init__(self, model: type[A], kind: str) -> None:
        self.model = model
        self.kind = kind
        self._place = f"{kind}.totp_secret"

    def add(self, session: Session, at_rest: AtRest, name: str) -> SetUp:
        """A new account. Raises BadRequest for a name of another form, Exists for one that is taken."""
        if not re.fullmatch(NAME, name):
            raise BadRequest
        if self.find(session, name) is not None:
            raise Exists
        account = self.model(id=secrets.token_bytes(16), name=name, totp_last_step=0)
        given = self._draw(account, at_rest)
        session.add(account)
        return given

    def reset(self, session: Session, at_rest: AtRest, name: str) -> SetUp:
        """A new password and authenticator; the old ones and all sessions are dead. Raises NotFound."""
        return self._draw(self._need(session, name), at_rest)

    def remove(self, session: Session, name: str) -> None:
        """Takes away the account, its sessions and what is its own. Raises NotFound."""
        session.delete(self._need(session, name))

    def find(self, session: Session, name: str) -> A | None:
        """The account of a name as it was typed, or None."""
        return session.scalar(select(self.model).where(self.model.name == name.strip().lower()))

    def names(self, session: Session) -> list[str]:
        """Of all accounts, in order."""
        return list(session.scalars(select(self.model.name).order_by(self.model.name)))

    def wrong_codes(self, store: Ephemeral) -> Pauses:
        """The pauses after wrong codes of whoever knew the password, for one network alone."""
        return Pauses(store, f"{self.kind}_code", free=5, first=30, longest=15 * MINUTE, kept=DAY)

    def wrong_names(self, store: Ephemeral) -> Pauses:
        """The pauses after tries at one name from one network."""
        return Pauses(store, f"{self.kind}_name", free=5, first=1, longest=15, kept=15 * MINUTE)

    def prove(
        self,
        account: A | None,
        at_rest: AtRest,
        paused: Callable[[bytes], int],
        password: str,
        code: str,
        now: int,
    ) -> tuple[bytes, int]:
        """The account's id, and the half minute that the code belongs to: both for `spend`.

        `paused` counts a try at an account's code and gives the seconds to wait. Raises NotFound for an
        unknown name, a wrong password and a wrong or paused code alike, after the same work; Busy.
        """
        known = NOBODYS_CODES if account is None else self._secret(account, at_rest)
        fits = _password_fits(password, NOBODY if account is None else account.password_hash)
        step = drawn.step_of(known, code, now)
        if account is None or not fits or paused(account.id) or step is None:
            raise NotFound
        return account.id, step

    def spend(self, session: Session, account_id: bytes, step: int) -> A:
        """Uses up a code and all before it. Raises NotFound for one that was used."""
        one = update(self.model).where(self.model.id == account_id, self.model.totp_last_step < step)
        account: A | None = session.scalar(one.values(totp_last_step=step).returning(self.model))
        if account is None:
            raise NotFound
        return account

    def _need(self, session: Session, name: str) -> A:
        account = self.find(session, name)
        if account is None:
            raise NotFound
        return account

    def _secret(self, account: A, at_rest: AtRest) -> str:
        return at_rest.open(self._place, account.id, account.totp_secret).decode()

    def _draw(self, account: A, at_rest: AtRest) -> SetUp:
        password, secret = drawn.word(4), pyotp.random_base32()
        kdf = Argon2id(salt=secrets.token_bytes(16), length=32, iterations=2, lanes=1, memory_cost=19_456)
        account.password_hash = kdf.derive_phc_encoded(drawn.plain(password))
        account.totp_secret = at_rest.seal(self._place, account.id, secret.encode())
        account.totp_last_step = 0
        return SetUp(password, drawn.authenticator(secret, account.name))


def _password_fits(password: str, stored: str) -> bool:
    try:
        with ARGON():
            Argon2id.verify_phc_encoded(drawn.plain(password), stored)
    except InvalidKey:
        return False
    return True
