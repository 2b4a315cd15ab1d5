"""Grants: /v1/grant/put and get. Neither takes a session."""

from flask import Blueprint, Response

from wallet import grants
from wallet.grants import Wanted
from wallet.web import parse
from wallet.web.answers import made
from wallet.web.blobs import sent
from wallet.web.paid import paid
from wallet.web.parts import parts

blueprint = Blueprint("grants", __name__, url_prefix="/v1/grant")
AT_ONCE = 200
LATEST = 2**32 - 1


@blueprint.post("/put")
def put() -> Response:
    body = parse.body("ticket", "grants")
    ticket = body.raw("ticket", 16)
    wanted = [_wanted(row) for row in body.rows("grants", AT_ONCE)]
    here = parts()
    with paid(ticket), here.database.write() as session:
        grants.put(session, here.at_rest, wanted, here.now())
    return made()


@blueprint.post("/get")
def get() -> Response:
    body = parse.body("id", "read")
    grant_id, read = body.identifier("id"), body.raw("read", 16)
    here = parts()
    with here.database.read() as session:
        stored = grants.find(session, here.at_rest, grant_id, read, here.now())
    return sent(stored, shown=True)


def _wanted(row: object) -> Wanted:
    body = parse.Body(row, "id", "blob_id", "write", "read_hash", "owner_hash", "not_before", "expires_at")
    return Wanted(
        id=body.new_identifier("id"),
        blob_id=body.identifier("blob_id"),
        write=body.raw("write", 16),
        read_hash=body.raw("read_hash", 32),
        owner_hash=body.raw("owner_hash", 32),
        not_before=body.integer("not_before", 0, LATEST),
        expires_at=body.integer("expires_at", 0, LATEST),
    )
