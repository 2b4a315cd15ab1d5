"""The cookie of hosts: set at sign-in, read under /host alone, so that it reaches nothing of a wallet."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from flask import Request, Response, request
from flask_login import UserMixin, current_user, login_required  # type: ignore[import-untyped]

from wallet import host_sessions
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.errors import BadRequest
from wallet.web.parse import raw
from wallet.web.parts import parts

PREFIX: Final = "/host/"
View = TypeVar("View", bound=Callable[..., Any])


class Host(UserMixin):  # type: ignore[misc]
    """A signed-in host, and the token of this session."""

    def __init__(self, host_id: bytes, name: str, token: bytes) -> None:
        self.host_id = host_id
        self.name = name
        self.token = token


def watching(view: View) -> View:
    """Marks a view that needs a host's session. What a page asks by itself does not prolong it."""
    guarded: View = login_required(view)
    return guarded


def hosting(view: View) -> View:
    """The same for what a person does, which prolongs the session."""

    @wraps(view)
    def prolonged(*arguments: Any, **named: Any) -> Any:
        host_sessions.prolong(parts().ephemeral, host().token, seconds(parts().now()))
        return view(*arguments, **named)

    return watching(prolonged)  # type: ignore[return-value]


def host() -> Host:
    """Whose session it is; only inside a view marked with `hosting` or `watching`."""
    found: Host = current_user._get_current_object()
    return found


def load(incoming: Request) -> Host | None:
    """Whose cookie it is; None where it opens nothing."""
    token = carried(incoming)
    if token is None:
        return None
    with parts().database.read() as session:
        found = host_sessions.load(session, parts().ephemeral, token, seconds(parts().now()))
        return None if found is None else Host(found.id, found.name, token)


def carried(incoming: Request) -> bytes | None:
    """The token in the cookie, or None."""
    try:
        return raw(incoming.cookies.get(cookie_name(parts().config.origin)), 32)
    except BadRequest:
        return None


def own_page_only() -> None:
    """Refuses a POST that a page of another site could have sent (CSRF). Raises BadRequest."""
    if request.method != "POST":
        return
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    ours = origin in (None, parts().config.origin) and site in (None, "same-origin")
    if not ours or request.headers.get("X-Host") != "1":
        raise BadRequest


def give_cookie(response: Response, token: bytes) -> None:
    """For this visit of the browser alone, never readable by a script, never sent from another site."""
    response.set_cookie(
        cookie_name(parts().config.origin), b64(token), path="/", httponly=True, samesite="Strict",
        secure=not on_loopback(parts().config.origin),
    )  # fmt: skip


def cookie_name(origin: str) -> str:
    """`__Host-host`, which browsers take from https alone; `host` on this machine's own http."""
    return "host" if on_loopback(origin) else "__Host-host"


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
