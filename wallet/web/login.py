"""Who is asking: Flask-Login reads a holder's token from the Authorization header; there is no cookie.

Hosts and operators have one each, read under /host or /operator alone (`wallet/web/staff_login.py`). People
at work send a token, too (`wallet/web/worker_login.py`); no view takes both.
"""

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from flask import Flask, Request, current_app, request
from flask_login import (  # type: ignore[import-untyped]
    LoginManager,
    UserMixin,
    current_user,
    login_required,
)

from wallet import sessions
from wallet.clock import seconds
from wallet.errors import BadRequest, NoSession, SignIn
from wallet.web import host_login, operator_login, worker_login
from wallet.web.parse import raw
from wallet.web.parts import parts
from wallet.web.staff_login import Staff
from wallet.web.taking import OF_WORKERS, TAKES, taking_authorization

SCHEME = "Bearer "
STAFF = (host_login.LOGIN, operator_login.LOGIN)
View = TypeVar("View", bound=Callable[..., Any])


class Holder(UserMixin):  # type: ignore[misc]
    """A session: the vault it reads and writes, and its own token."""

    def __init__(self, vault_id: bytes, token: bytes) -> None:
        self.vault_id = vault_id
        self.token = token


def bearer(view: View) -> View:
    """Marks a view that needs a session. Every other view refuses a request that carries a token."""
    guarded: View = login_required(view)
    return taking_authorization(guarded)


def may_bear(view: View) -> View:
    """Marks a view that a session may ask, and anybody else as well."""
    return taking_authorization(view)


def may_be_holder() -> Holder | None:
    """Whose session it is, None where the request carries none. Raises NoSession for one that has ended."""
    if "Authorization" not in request.headers:
        return None
    if not current_user.is_authenticated:
        raise NoSession
    return holder()


def holder() -> Holder:
    """Whose session it is; only inside a view marked with `bearer`."""
    found: Holder = current_user._get_current_object()
    return found


def register(app: Flask) -> None:
    """Flask-Login without cookies, and the refusal of tokens where none belongs."""
    manager = LoginManager()
    manager.session_protection = None
    manager.request_loader(_load)
    manager.unauthorized_handler(_unauthorized)
    manager.init_app(app)
    app.before_request(_refuse_stray_token)


def _load(incoming: Request) -> Holder | Staff | worker_login.Worker | None:
    for staff in STAFF:
        if incoming.path.startswith(staff.prefix):
            return staff.load(incoming)
    return worker_login.load(incoming) if _asks(OF_WORKERS) else _holder(incoming)


def _holder(incoming: Request) -> Holder | None:
    carried = incoming.headers.get("Authorization", "")
    if not carried.startswith(SCHEME):
        return None
    try:
        token = raw(carried.removeprefix(SCHEME), 32)
    except BadRequest:
        return None
    vault_id = sessions.load(parts().ephemeral, token, seconds(parts().now()))
    return None if vault_id is None else Holder(vault_id, token)


def _unauthorized() -> NoReturn:
    raise SignIn if _asks(OF_WORKERS) else NoSession


def _refuse_stray_token() -> None:
    # A call on a blob, grant or share that carried a session would tie the two together.
    if "Authorization" in request.headers and not _asks(TAKES):
        raise BadRequest


def _asks(mark: str) -> bool:
    """Whether the view that is asked has this mark."""
    return bool(getattr(current_app.view_functions.get(request.endpoint or ""), mark, False))
