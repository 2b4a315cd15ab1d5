"""GET /healthz (the process lives) and /readyz (database, blob store and OPRF answer)."""

from flask import Blueprint, Response

from wallet import state
from wallet.web.answers import told
from wallet.web.parts import parts

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthy() -> Response:
    return told({"ok": True})


@blueprint.get("/readyz")
def ready() -> Response:
    here = parts()
    found = state.health(here.database, lambda: here.blobs, here.oprf)
    return told(found, 200 if all(found.values()) else 503)
