"""Which addresses the server knows, read off its blueprints."""

from __future__ import annotations

from functools import cache

from flask import Flask

from wallet import web


@cache
def application() -> Flask:
    """An application with every view of the API and no parts: for its rules alone."""
    app = Flask("wallet", static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    for blueprint in web.BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
