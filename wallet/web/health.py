"""GET /healthz (the process lives) and /readyz (database, blob store and OPRF answer)."""

from flask import Blueprint, Response

from wallet.errors import WalletError
from wallet.parts import Parts
from wallet.web.answers import told
from wallet.web.parts import parts

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthy() -> Response:
    return told({"ok": True})


@blueprint.get("/readyz")
def ready() -> Response:
    found = {"database": parts().database.answers(), "blobs": _blobs(parts()), "oprf": parts().oprf.ready()}
    return told(found, 200 if all(found.values()) else 503)


def _blobs(here: Parts) -> bool:
    try:
        here.blobs.ready()
    except WalletError:
        return False
    return True
