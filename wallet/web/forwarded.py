"""What a proxy of ours says of where a request comes from, and paths that could be read in two ways."""

import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from flask import Flask, request

from wallet.errors import BadRequest, NotFound

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_WITH_PORT: Final = re.compile(r"\[([^\]]+)\](?::[0-9]+)?|([0-9.]+):[0-9]+")
NOBODY: Final = ""
"""What stands for an address that is none: nothing is charged to it, everything is refused to it."""


def plain(address: str) -> str:
    """The address without brackets and port; NOBODY for what is no address."""
    found = _WITH_PORT.fullmatch(address)
    inside = (found[1] or found[2]) if found else address
    try:
        return str(ip_address(inside))
    except ValueError:
        return NOBODY


def made_plain(application: "WSGIApplication") -> "WSGIApplication":
    """The application, behind proxies of ours."""

    def behind(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        environ["REMOTE_ADDR"] = plain(environ.get("REMOTE_ADDR", NOBODY))
        return application(environ, start_response)

    return behind


def register(app: Flask, *, proxied: bool) -> None:
    """Before anything is charged. The same path has one form, so that no rule for paths is walked around."""

    def each() -> None:
        if "//" in request.environ.get("PATH_INFO", ""):
            raise NotFound
        if proxied and request.remote_addr in (None, NOBODY):
            raise BadRequest

    app.before_request(each)
