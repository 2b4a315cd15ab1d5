"""GET /v1/openapi.json: what docs/openapi.json says, the same bytes."""

from flask import Blueprint, Response

from wallet.pages import source_folder
from wallet.web.parse import TEXT

blueprint = Blueprint("openapi", __name__)
DESCRIPTION = (source_folder("docs") / "openapi.json").read_bytes()


@blueprint.get("/v1/openapi.json")
def description() -> Response:
    return Response(DESCRIPTION, content_type=TEXT)
