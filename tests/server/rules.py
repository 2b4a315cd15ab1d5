"""Which addresses the server knows, but for those of pages."""

from __future__ import annotations

from functools import cache
from unittest.mock import patch

from flask import Flask

from wallet import web


@cache
def application() -> Flask:
    """An application with every view of the API and no parts: for its rules alone."""
    app = Flask("wallet", static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    with patch.object(web, "register_pages", lambda _app: None):  # they take a second to print
        web.register(app, https=False)
    return app
