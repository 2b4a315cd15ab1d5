"""GET /.well-known/wallet-release.json: the signed list of what this version serves (protocol section 12)."""

from pathlib import Path

from flask import Blueprint, Response

from wallet.errors import NotFound
from wallet.web.parts import parts

blueprint = Blueprint("release", __name__)


@blueprint.get("/.well-known/wallet-release.json")
def release() -> Response:
    name = parts().config.release_file
    if not name:
        raise NotFound
    return Response(Path(name).read_bytes(), mimetype="application/json")
