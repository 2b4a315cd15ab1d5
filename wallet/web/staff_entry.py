"""login, logout and me of hosts and operators: a name, a password and a code for a cookie."""

import hmac
from typing import Final, TypeVar

from flask import Blueprint, Response, request

from wallet import account_sessions, limits
from wallet.clock import seconds
from wallet.errors import SlowDown
from wallet.models.account import Account
from wallet.web import parse
from wallet.web.answers import done, told
from wallet.web.budget import charge
from wallet.web.parts import parts
from wallet.web.staff_login import StaffLogin
from wallet.web.unhurried import unhurried

REFUSAL: Final = 0.25
"""Seconds that a refusal takes at least: more than Argon2 does, on most machines."""
A = TypeVar("A", bound=Account)


def entry(name: str, staff: StaffLogin[A]) -> Blueprint:
    """The three views of one kind, below its path."""
    blueprint = Blueprint(name, __name__, url_prefix=f"{staff.prefix}v1")
    blueprint.before_request(staff.own_page_only)

    @blueprint.post("/login")
    def login() -> Response:
        return _login(staff)

    @blueprint.post("/logout")
    def logout() -> Response:
        return _logout(staff)

    @blueprint.get("/me")
    @staff.acting
    def me() -> Response:
        """Also what the page asks when somebody touches it, so that the session goes on."""
        return told({"name": staff.who().name})

    return blueprint


def _login(staff: StaffLogin[A]) -> Response:
    body = parse.body("name", "password", "code")
    name, password = (
        body.text("name", f"{parse.LINE}{{1,40}}"),
        body.text("password", f"{parse.LINE}{{1,100}}"),
    )
    code, now = body.text("code", "[0-9]{6}"), seconds(parts().now())
    charge(parts().budgets.host_tries)
    pauses, key = staff.accounts.wrong_names(parts().ephemeral), _tried_from_here(staff.accounts.kind, name)
    wait = pauses.enter(key, now)
    if wait:
        raise SlowDown(retry_after=wait)
    with unhurried(REFUSAL):
        response = _welcome(staff, name, password, code, now)
    pauses.right(key)
    charge(parts().budgets.host_tries, -1)
    return response


def _logout(staff: StaffLogin[A]) -> Response:
    parse.nothing()
    token = staff.carried(request)
    if token is not None:
        account_sessions.end(staff.accounts, parts().ephemeral, token)
    response = done()
    response.headers["Clear-Site-Data"] = '"*"'
    return response


def _welcome(staff: StaffLogin[A], name: str, password: str, code: str, now: int) -> Response:
    here, accounts = parts(), staff.accounts
    with here.database.read() as session:
        found = accounts.find(session, name)
    wrong_codes = accounts.wrong_codes(here.ephemeral)
    account_id, step = accounts.prove(
        found, here.at_rest, lambda known: wrong_codes.enter(_from_here(known), now), password, code, now
    )
    with here.database.write() as session:
        known = accounts.spend(session, account_id, step)
        token = account_sessions.start(accounts, here.ephemeral, known, now)
    wrong_codes.right(_from_here(account_id))
    response = told({"name": known.name})
    staff.give_cookie(response, token)
    return response


def _tried_from_here(kind: str, name: str) -> bytes:
    """The same for each try at a name from one network, so that a stranger elsewhere holds nobody up."""
    return _from_here(f"{kind}\0{name.strip().lower()}\0".encode())


def _from_here(tried: bytes) -> bytes:
    return hmac.digest(parts().network_key, tried + limits.network(request.remote_addr or ""), "sha256")[:16]
