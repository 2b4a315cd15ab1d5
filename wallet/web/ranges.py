"""Streaming a body, or the part of it that a Range header asks for."""

from flask import Response, request

from wallet.blobs.begun import begun
from wallet.blobs.store import BlobStore
from wallet.blobs_service import Stored
from wallet.errors import BadRequest
from wallet.web.parse import BYTES

Span = tuple[int, int]


def asked(length: int) -> Span | None:
    """First byte and the one after the last, None for the whole. Raises BadRequest for a range out of reach.

    What is no single range of bytes is ignored, as HTTP wants.
    """
    wish = request.range
    if wish is None or wish.units != "bytes" or len(wish.ranges) != 1:
        return None
    found = wish.range_for_length(length)
    if found is None:
        raise BadRequest
    return found


def streamed(store: BlobStore, stored: Stored, span: Span | None) -> Response:
    """The bytes, never held whole. Raises NotFound or StoreAway before the first one."""
    start, end = span or (0, stored.length)
    body = begun(store, stored.object_key, start, end)
    response = Response(body, 206 if span else 200, content_type=BYTES)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Length"] = str(end - start)
    response.call_on_close(body.close)
    if span:
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{stored.length}"
    return response
