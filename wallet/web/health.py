"""GET /healthz (the process lives) and /readyz (what it needs answers, and what an operator looks at)."""

from typing import Final

from flask import Blueprint, Flask, Response, current_app

from wallet import state
from wallet.looked import Looked
from wallet.web.answers import told
from wallet.web.parts import parts

blueprint = Blueprint("health", __name__)
LOOKED: Final = "wallet.health"
ONCE_IN: Final = 1.0
"""Seconds for which an answer is given again: each store is asked for a write."""


@blueprint.get("/healthz")
def healthy() -> Response:
    return told({"ok": True})


@blueprint.get("/readyz")
def ready() -> Response:
    looked: Looked[tuple[state.Health, dict[str, bool]]] = current_app.extensions[LOOKED]
    found, remarks = looked()
    if not found.said:
        return told({**found.well, **remarks})
    return told({**found.well, **remarks, "said": found.said}, 503)


def register(app: Flask) -> None:
    """Each server looks for itself."""
    app.extensions[LOOKED] = Looked(_health, ONCE_IN)


def _health() -> tuple[state.Health, dict[str, bool]]:
    here = parts()
    found = state.health(here.database, lambda: here.blobs, here.oprf, here.ephemeral)
    return found, state.remarks(here.database, here.clock) | {"room": here.room.is_there()}
