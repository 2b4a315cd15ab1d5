"""Sessions of accounts: a random id of which the hash is kept, in a store that is never backed up."""

import secrets
from typing import Final, TypeVar

from sqlalchemy.orm import Session

from wallet import tokens, uncounted
from wallet.accounts import Accounts
from wallet.clock import HOUR, MINUTE
from wallet.ephemeral import Ephemeral
from wallet.errors import NoSession
from wallet.models.account import Account

LIFE: Final = 8 * HOUR
IDLE: Final = 30 * MINUTE
A = TypeVar("A", bound=Account)


def start(accounts: Accounts[A], store: Ephemeral, account: A, now: int) -> bytes:
    """A new token of 32 bytes."""
    token, end = secrets.token_bytes(32), now + LIFE
    value = account.id + _secrets_of(account) + end.to_bytes(8, "big")
    store.put(accounts.kind, tokens.hashed(token), value, now + IDLE)
    return token


def load(
    accounts: Accounts[A], session: Session, store: Ephemeral, token: bytes, now: int, *, held: bool = False
) -> A | None:
    """Whose session it is; None when it has ended, or the account is gone or was given new secrets.

    `held`: the account stays as it is until the transaction is over.
    """
    value = store.get(accounts.kind, tokens.hashed(token), now)
    if value is None:
        return None
    account = session.get(accounts.model, value[:16], with_for_update={"read": True} if held else None)
    return account if account is not None and _secrets_of(account) == value[16:48] else None


def go_on(accounts: Accounts[A], session: Session, store: Ephemeral, token: bytes, now: int) -> None:
    """Keeps the account as it is until the transaction is over. Raises NoSession where the session ended."""
    if load(accounts, session, store, token, now, held=True) is None:
        raise NoSession


def prolong(accounts: Accounts[A], store: Ephemeral, token: bytes, now: int) -> None:
    """Another IDLE seconds, but not beyond LIFE."""
    key = tokens.hashed(token)
    value = store.get(accounts.kind, key, now)
    if value is not None:
        with uncounted.goes_on():
            store.extend(accounts.kind, key, min(now + IDLE, int.from_bytes(value[48:], "big")))


def end(accounts: Accounts[A], store: Ephemeral, token: bytes) -> None:
    """Ends this session. An unknown one is no error."""
    store.delete(accounts.kind, tokens.hashed(token))


def _secrets_of(account: Account) -> bytes:
    return tokens.hashed(account.password_hash.encode())
