"""The vault: make, read, save, go back, close, delete."""

import re

from flask import Blueprint, Response, request

from wallet import closing, sessions, stand_ins, vaults
from wallet.clock import seconds
from wallet.crypto.format import CATALOGUE_SIZES
from wallet.errors import BadRequest
from wallet.web import parse
from wallet.web.acting import acting, looking
from wallet.web.answers import done, sealed, told, unchanged
from wallet.web.budget import charge
from wallet.web.login import bearer, holder, may_be_holder, may_bear
from wallet.web.parts import parts

blueprint = Blueprint("vaults", __name__, url_prefix="/v1/vault")
CATALOGUE_BYTES = max(CATALOGUE_SIZES)
CLOSING = 32 * closing.MOST + 1024
_ETAG = re.compile(r'"([A-Za-z0-9_-]{22})"\Z')


@blueprint.post("")
@may_bear
def create() -> Response:
    vault_id = parse.new_identifier(request.headers.get("X-Vault"))
    auth_pub = parse.header("X-Auth-Pub", 32)
    catalogue, former = _catalogue(), may_be_holder()
    parts().room.need()
    charge(parts().budgets.vaults)
    with acting() if former else parts().database.write() as session:
        etag = vaults.create(session, vault_id, auth_pub, catalogue, parts().now())
        stand_ins.note_new(parts().ephemeral, vault_id, seconds(parts().now()))
        if former is not None:
            stand_ins.succeed(session, parts().at_rest, former.vault_id, vault_id)
    response = told({}, 201)
    response.headers["ETag"] = f'"{etag}"'
    return response


@blueprint.get("")
@bearer
def read() -> Response:
    known = _etag_in("If-None-Match") if "If-None-Match" in request.headers else None
    with looking() as session:
        if known and known == vaults.etag(session, holder().vault_id):
            return unchanged(known)
        catalogue = vaults.read(session, holder().vault_id)
    return sealed(catalogue.sealed, catalogue.etag)


@blueprint.put("")
@bearer
def save() -> Response:
    former, drop = _etag_in("If-Match"), _drop_versions()
    catalogue = _catalogue()
    with acting() as session:
        if len(catalogue) > vaults.size(session, holder().vault_id):
            parts().room.need()
        etag = vaults.save(session, holder().vault_id, former, catalogue, parts().now(), drop_versions=drop)
    response = done()
    response.headers["ETag"] = f'"{etag}"'
    return response


@blueprint.post("/versions")
@bearer
def versions() -> Response:
    body = parse.body(optional=("day",))
    day = body.integer("day", 0, 1_000_000) if "day" in body else None
    vault_id, now = holder().vault_id, parts().now()
    with looking() as session:
        if day is None:
            return told({"days": vaults.versions(session, vault_id, now)})
        return sealed(vaults.version(session, vault_id, day, now))


@blueprint.post("/close")
@bearer
def close() -> Response:
    body, rows = parse.frame(CLOSING, "blobs", "doors", "recoveries")
    counts = [body.integer(name, 0, closing.MOST) for name in ("blobs", "doors", "recoveries")]
    reach = closing.Reach.read(counts, rows)
    with acting() as session:
        closing.close(session, parts().at_rest, holder().vault_id, reach, parts().now())
        sessions.end_others(parts().ephemeral, holder().token, holder().vault_id)
    return done()


@blueprint.post("/delete")
@bearer
def delete() -> Response:
    parse.nothing()
    with acting() as session:
        vaults.delete(session, holder().vault_id)
    sessions.end_all(parts().ephemeral, holder().vault_id)
    return done()


def _catalogue() -> bytes:
    parse.require_type(parse.BYTES)
    return vaults.check_size(parse.whole_body(CATALOGUE_BYTES))


def _etag_in(header: str) -> str:
    named = _ETAG.match(request.headers.get(header, ""))
    if named is None:
        raise BadRequest
    return named[1]


def _drop_versions() -> bool:
    wish = request.headers.get("X-Drop-Versions")
    if wish not in (None, "1"):
        raise BadRequest
    return wish == "1"
