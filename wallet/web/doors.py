"""Doors: /v1/door/open, put, delete."""

from flask import Blueprint, Response

from wallet import doors
from wallet.crypto.bytes import b64
from wallet.web import parse
from wallet.web.acting import acting
from wallet.web.answers import done, made, told
from wallet.web.login import bearer, holder
from wallet.web.parts import parts
from wallet.web.spending import charge_doors

blueprint = Blueprint("doors", __name__, url_prefix="/v1/door")


@blueprint.post("/open")
def open_door() -> Response:
    door_id = parse.body("door_id").identifier("door_id")
    with parts().database.read() as session:
        found = doors.open_door(session, parts().door_keys, door_id, parts().now())
    if found.is_old:
        with parts().database.write() as session:
            doors.renew(session, parts().door_keys, door_id)
    return told({"box": b64(found.box)})


@blueprint.post("/put")
@bearer
def put() -> Response:
    body = parse.body("id", "box", "write_hash")
    door_id, box, write_hash = body.new_identifier("id"), body.raw("box", 136), body.raw("write_hash", 32)
    charge_doors(holder().vault_id)
    with acting() as session:
        doors.put(session, parts().door_keys, door_id, box, write_hash, parts().now())
    return made()


@blueprint.post("/delete")
@bearer
def delete() -> Response:
    body = parse.body("id", "write")
    door_id, write = body.identifier("id"), body.raw("write", 16)
    with acting() as session:
        doors.delete(session, parts().door_keys, door_id, write, parts().now())
    return done()
