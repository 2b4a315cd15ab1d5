"""The web: thin blueprints that parse, call one service and answer. Only this package and app.py import Flask."""

from flask import Flask

from wallet.pages import STATIC
from wallet.web import budget, doors, errors, headers, health, login, oprf, sessions, tickets, vaults
from wallet.web.pages import register_pages

BLUEPRINTS = (
    health.blueprint,
    oprf.blueprint,
    doors.blueprint,
    sessions.blueprint,
    vaults.blueprint,
    tickets.blueprint,
)


def register(app: Flask, *, https: bool) -> None:
    """Everything a browser can reach. Raises ConfigError where a page or bundle is missing."""
    errors.register(app)
    headers.register(app, https=https)
    budget.register(app)
    login.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if (STATIC / "dist" / "start.js").exists():
        register_pages(app)
