"""How a view reaches the server's parts."""

from flask import current_app

from wallet.parts import Parts

EXTENSION = "wallet"


def parts() -> Parts:
    """The parts this application was made with."""
    found: Parts = current_app.extensions[EXTENSION]
    return found
