"""Hosts: /host/v1/login, logout, me. They sign in with a name, a password and a code, and get a cookie."""

import hmac
from typing import Final

from flask import Blueprint, Response, request

from wallet import host_sessions, hosts, limits
from wallet.clock import MINUTE, seconds
from wallet.errors import SlowDown
from wallet.pauses import Pauses
from wallet.web import parse
from wallet.web.answers import done, told
from wallet.web.budget import charge
from wallet.web.host_login import carried, give_cookie, host, hosting, own_page_only
from wallet.web.parts import parts
from wallet.web.unhurried import unhurried

blueprint = Blueprint("hosts", __name__, url_prefix="/host/v1")
blueprint.before_request(own_page_only)
REFUSAL: Final = 0.25
"""Seconds that a refusal takes at least: more than Argon2 does, on most machines."""


@blueprint.post("/login")
def login() -> Response:
    body = parse.body("name", "password", "code")
    name, password = (
        body.text("name", f"{parse.LINE}{{1,40}}"),
        body.text("password", f"{parse.LINE}{{1,100}}"),
    )
    code, now = body.text("code", "[0-9]{6}"), seconds(parts().now())
    charge(parts().budgets.host_tries)
    pauses, key = _pauses(), _tried_from_here(name)
    wait = pauses.enter(key, now)
    if wait:
        raise SlowDown(retry_after=wait)
    with unhurried(REFUSAL):
        response = _welcome(name, password, code, now)
    pauses.right(key)
    charge(parts().budgets.host_tries, -1)
    return response


@blueprint.post("/logout")
def logout() -> Response:
    parse.nothing()
    token = carried(request)
    if token is not None:
        host_sessions.end(parts().ephemeral, token)
    response = done()
    response.headers["Clear-Site-Data"] = '"*"'
    return response


@blueprint.get("/me")
@hosting
def me() -> Response:
    """Also what the page asks when somebody touches it, so that the session goes on."""
    return told({"name": host().name})


def _welcome(name: str, password: str, code: str, now: int) -> Response:
    here = parts()
    with here.database.read() as session:
        found = hosts.find(session, name)
    wrong_codes = hosts.wrong_codes(here.ephemeral)
    host_id, step = hosts.prove(found, here.at_rest, wrong_codes, password, code, now)
    with here.database.write() as session:
        known = hosts.spend(session, host_id, step)
        token = host_sessions.start(here.ephemeral, known, now)
    wrong_codes.right(host_id)
    response = told({"name": known.name})
    give_cookie(response, token)
    return response


def _pauses() -> Pauses:
    return Pauses(parts().ephemeral, "host_name", free=5, first=1, longest=15, kept=15 * MINUTE)


def _tried_from_here(name: str) -> bytes:
    """The same for each try at a name from one network, so that a stranger elsewhere holds nobody up."""
    tried = name.strip().lower().encode() + b"\0" + limits.network(request.remote_addr or "")
    return hmac.digest(parts().network_key, b"host\0" + tried, "sha256")[:16]
