"""The few shapes of a good answer."""

from flask import Response, json

from wallet.web.parse import BYTES, TEXT


def told(value: object, status: int = 200) -> Response:
    """JSON."""
    return Response(json.dumps(value), status, content_type=TEXT)


def made() -> Response:
    """201, and nothing to tell."""
    return told({}, 201)


def done() -> Response:
    """204."""
    response = Response(status=204)
    del response.headers["Content-Type"]
    return response


def unchanged(etag: str) -> Response:
    """304: what the client has is what there is."""
    response = Response(status=304, headers={"ETag": f'"{etag}"'})
    del response.headers["Content-Type"]
    return response


def sealed(value: bytes, etag: str | None = None, status: int = 200) -> Response:
    """Bytes, and the tag that the next save has to name."""
    response = Response(value, status, content_type=BYTES)
    if etag is not None:
        response.headers["ETag"] = f'"{etag}"'
    return response
