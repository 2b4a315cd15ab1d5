"""The web: thin blueprints that parse, call one service, answer. It, app.py and serve.py alone know Flask."""

from flask import Flask

from wallet.web import (
    about,
    blobs,
    budget,
    codes,
    deposits,
    doors,
    errors,
    forwarded,
    grants,
    headers,
    health,
    host_pcs,
    hosts,
    kiosks,
    locks,
    login,
    mailboxes,
    notes,
    openapi,
    operator_desk,
    operators,
    oprf,
    recovery,
    release,
    sessions,
    shares,
    tickets,
    vaults,
    work,
    workers,
)
from wallet.web.pages import register_pages

BLUEPRINTS = (
    health.blueprint,
    about.blueprint,
    openapi.blueprint,
    release.blueprint,
    oprf.blueprint,
    work.blueprint,
    doors.blueprint,
    sessions.blueprint,
    vaults.blueprint,
    locks.blueprint,
    tickets.blueprint,
    blobs.blueprint,
    grants.blueprint,
    shares.blueprint,
    codes.blueprint,
    recovery.blueprint,
    mailboxes.blueprint,
    deposits.blueprint,
    notes.blueprint,
    workers.blueprint,
    hosts.blueprint,
    host_pcs.blueprint,
    kiosks.blueprint,
    operators.blueprint,
    operator_desk.blueprint,
)


def register(app: Flask, *, https: bool, proxied: bool = False) -> None:
    """Everything a browser can reach. Raises ConfigError where a page or bundle is missing."""
    errors.register(app)
    headers.register(app, https=https)
    forwarded.register(app, proxied=proxied)
    budget.register(app)
    health.register(app)
    login.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    register_pages(app)
