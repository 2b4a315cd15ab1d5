"""Cookies of hosts and operators: each is read under its own path alone, so that none reaches a wallet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from ipaddress import ip_address
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from flask import Request, Response, request
from flask_login import UserMixin, current_user, login_required  # type: ignore[import-untyped]
from sqlalchemy.orm import Session

from wallet import account_sessions
from wallet.accounts import Accounts
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.errors import BadRequest
from wallet.models.account import Account
from wallet.web.parse import raw
from wallet.web.parts import parts

View = TypeVar("View", bound=Callable[..., Any])
A = TypeVar("A", bound=Account)


class Staff(UserMixin):  # type: ignore[misc]
    """Somebody signed in: the account, and the token of this session."""

    def __init__(self, account_id: bytes, name: str, token: bytes) -> None:
        self.account_id = account_id
        self.name = name
        self.token = token


class StaffLogin(Generic[A]):
    """How one kind of account signs in. The kind names the cookie, the path and the header of a POST."""

    def __init__(self, accounts: Accounts[A]) -> None:
        self.accounts = accounts
        self.prefix = f"/{accounts.kind}/"
        self.header = f"X-{accounts.kind.capitalize()}"

    def watching(self, view: View) -> View:
        """Marks a view that needs a session. What a page asks by itself does not prolong it."""
        guarded: View = login_required(view)
        return guarded

    def acting(self, view: View) -> View:
        """The same for what a person does, which prolongs the session."""

        @wraps(view)
        def prolonged(*arguments: Any, **named: Any) -> Any:
            here = parts()
            account_sessions.prolong(self.accounts, here.ephemeral, self.who().token, seconds(here.now()))
            return view(*arguments, **named)

        return self.watching(prolonged)  # type: ignore[return-value]

    @contextmanager
    def at_desk(self) -> Iterator[Session]:
        """A transaction that may write, in which the session cannot end. Raises NoSession where it has.

        A body may come minutes after the head that named the session; see `wallet/web/acting.py`.
        """
        here, token = parts(), self.who().token
        with here.database.write() as session:
            account_sessions.go_on(self.accounts, session, here.ephemeral, token, seconds(here.now()))
            yield session

    def who(self) -> Staff:
        """Whose session it is; only inside a view marked with `acting` or `watching`."""
        found: Staff = current_user._get_current_object()
        return found

    def load(self, incoming: Request) -> Staff | None:
        """Whose cookie it is; None where it opens nothing."""
        token, here = self.carried(incoming), parts()
        if token is None:
            return None
        now = seconds(here.now())
        with here.database.read() as session:
            found = account_sessions.load(self.accounts, session, here.ephemeral, token, now)
            return None if found is None else Staff(found.id, found.name, token)

    def carried(self, incoming: Request) -> bytes | None:
        """The token in the cookie, or None."""
        try:
            return raw(incoming.cookies.get(self.cookie_name(parts().config.origin)), 32)
        except BadRequest:
            return None

    def own_page_only(self) -> None:
        """Refuses a POST that a page of another site could have sent (CSRF). Raises BadRequest."""
        if request.method != "POST":
            return
        origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
        ours = origin in (None, parts().config.origin) and site in (None, "same-origin")
        if not ours or request.headers.get(self.header) != "1":
            raise BadRequest

    def give_cookie(self, response: Response, token: bytes) -> None:
        """For this visit of the browser alone, never readable by a script, never sent from another site."""
        response.set_cookie(
            self.cookie_name(parts().config.origin), b64(token), path="/", httponly=True, samesite="Strict",
            secure=not on_loopback(parts().config.origin),
        )  # fmt: skip

    def cookie_name(self, origin: str) -> str:
        """`__Host-` and the kind, which browsers take from https alone; the kind on http of this machine."""
        return self.accounts.kind if on_loopback(origin) else f"__Host-{self.accounts.kind}"


def on_loopback(origin: str) -> bool:
    """Whether the address is plain http that does not leave this machine."""
    parsed = urlsplit(origin)
    if parsed.scheme != "http":
        return False
    name = parsed.hostname or ""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False
