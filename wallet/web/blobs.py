"""Blobs: PUT /v1/blob and /v1/blob/get, delete, renew, rotate. None takes a session."""

import hmac
from collections.abc import Callable, Sequence
from datetime import datetime

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from wallet import blobs_service, ids, uploads
from wallet.blobs_service import Change, Item, Stored
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.crypto.format import BLOB_MAX
from wallet.web import parse
from wallet.web.answers import made, told
from wallet.web.paid import paid
from wallet.web.parts import parts
from wallet.web.ranges import asked, streamed

blueprint = Blueprint("blobs", __name__, url_prefix="/v1/blob")
AT_ONCE = 200


class Stream:
    """The request's body as the store reads it; its failures are ours (see `parse.read`)."""

    def read(self, size: int, /) -> bytes:
        return parse.read(size)


@blueprint.put("")
def put() -> Response:
    parse.require_type(parse.BYTES)
    blob_id = parse.new_identifier(request.headers.get("X-Blob"))
    ticket = parse.header("X-Ticket", 16)
    read_hash, write_hash = parse.header("X-Read-Hash", 32), parse.header("X-Write-Hash", 32)
    wanted = uploads.Wanted(blob_id, read_hash, write_hash, parse.content_length(BLOB_MAX))
    here = parts()
    here.room.need(wanted.length)
    with paid(ticket, wanted.length):
        uploads.receive(here.database, here.blobs, wanted, Stream(), here.now())
    return made()


@blueprint.post("/get")
def get() -> Response:
    body = parse.body("id", "read")
    blob_id, read = body.identifier("id"), body.raw("read", 16)
    with parts().database.read() as session:
        stored = blobs_service.find(session, blob_id, read)
    return sent(stored)


@blueprint.post("/delete")
def delete() -> Response:
    items = _items()
    return _batch(lambda session, now: blobs_service.delete(session, items, now))


@blueprint.post("/renew")
def renew() -> Response:
    items = _items()
    return _batch(lambda session, now: blobs_service.renew(session, items, now))


@blueprint.post("/rotate")
def rotate() -> Response:
    changes = [_change(row) for row in parse.body("items").rows("items", AT_ONCE)]
    return _batch(lambda session, _now: blobs_service.rotate(session, changes))


def sent(stored: Stored, *, shown: bool = False) -> Response:
    """The body or the part asked for, charged to the day's downloads of its blob.

    All to whom it is shown have one budget together, and its owner another, which they cannot use up.
    """
    here, span = parts(), asked(stored.length)
    start, end = span or (0, stored.length)
    key = hmac.digest(here.network_key, stored.blob_id + bytes([shown]), "sha256")[:16]
    blobs_service.charge(
        here.ephemeral, key, stored, end - start, here.config.downloads_a_day, seconds(here.now())
    )
    return streamed(here.blobs, stored, span)


def _batch(work: Callable[[Session, datetime], Sequence[bytes]]) -> Response:
    with parts().database.write() as session:
        missing = work(session, parts().now())
    return told({"missing": [b64(blob_id or ids.ZERO) for blob_id in missing]})


def _items() -> list[Item]:
    return [_item(row) for row in parse.body("items").rows("items", AT_ONCE)]


def _item(row: object) -> Item:
    body = parse.Body(row, "id", "write")
    return Item(body.identifier("id"), body.raw("write", 16))


def _change(row: object) -> Change:
    body = parse.Body(row, "id", "write", "read_hash", "write_hash")
    return Change(
        body.identifier("id"), body.raw("write", 16), body.raw("read_hash", 32), body.raw("write_hash", 32)
    )
