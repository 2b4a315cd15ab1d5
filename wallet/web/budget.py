"""Every request to an API is charged to the network it comes from, and goes on where it cannot be counted."""

from flask import Flask, request

from wallet import kiosks, networks, uncounted
from wallet.clock import seconds
from wallet.limits import Budget
from wallet.networks import Scope, Source
from wallet.web.parts import parts

OPEN_PAGES = "/v1/share/runs"
"""Asked every four seconds by each page that shows papers: its opening was charged, what is refused is."""


def charge(budget: Budget, n: int = 1) -> None:
    """Counts n (negative gives back) against a budget of the caller's network. Raises SlowDown."""
    here = parts()
    here.limits.charge(request.remote_addr or "", budget, seconds(here.now()), n)


def sources() -> tuple[Source, ...]:
    """The networks of the caller, and the free-access PC that is at work there."""
    here, address = parts(), request.remote_addr or ""
    found = networks.sources(address, here.network_key)
    at_work = kiosks.at_work(here.ephemeral, found[0].key, seconds(here.now()))
    return found if at_work is None else (*found, Source(Scope.PC, at_work))


def register(app: Flask) -> None:
    def each() -> None:
        with uncounted.goes_on():
            if request.path == OPEN_PAGES and request.method == "POST":
                return
            if request.path.startswith("/v1/") or request.path == "/readyz":
                charge(parts().budgets.requests)
            elif request.path.startswith(("/host/v1/", "/operator/v1/", "/kiosk/v1/")):
                charge(parts().budgets.machines)

    app.before_request(each)
