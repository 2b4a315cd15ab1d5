"""Recovery by people: /v1/recovery/put, start, status, finish, cancel. None takes a session."""

from flask import Blueprint, Response

from wallet import recovery
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.web import parse
from wallet.web.answers import done, made, told
from wallet.web.paid import paid
from wallet.web.parts import parts
from wallet.web.proof import proof

blueprint = Blueprint("recovery", __name__, url_prefix="/v1/recovery")


@blueprint.post("/put")
def put() -> Response:
    body = parse.body("ticket", "id", "verify_pub", "cancel_hash", "half", "wait_days")
    wanted = recovery.Wanted(
        id=body.new_identifier("id"),
        verify_pub=body.raw("verify_pub", 32),
        cancel_hash=body.raw("cancel_hash", 32),
        half=body.raw("half", 16),
        wait_days=body.integer("wait_days", 1, recovery.LONGEST_DAYS),
    )
    with paid(body.raw("ticket", 16)), parts().database.write() as session:
        recovery.put(session, parts().at_rest, wanted, seconds(parts().now()))
    return made()


@blueprint.post("/start")
def start() -> Response:
    shown, here, now = proof(parse.body("id", "nonce", "sig")), parts(), seconds(parts().now())
    with here.database.write() as session:
        ready = recovery.start(session, here.ephemeral, here.at_rest, here.config.origin, shown, now)
    return told({"ready_at": ready, "now": now})


@blueprint.post("/status")
def status() -> Response:
    recovery_id, now = parse.body("id").identifier("id"), seconds(parts().now())
    with parts().database.read() as session:
        ready = recovery.ready_at(session, parts().at_rest, recovery_id)
    return told({"ready_at": ready, "now": now})


@blueprint.post("/finish")
def finish() -> Response:
    shown, here, now = proof(parse.body("id", "nonce", "sig")), parts(), seconds(parts().now())
    with here.database.write() as session:
        half = recovery.finish(session, here.ephemeral, here.at_rest, here.config.origin, shown, now)
    return told({"half": b64(half)})


@blueprint.post("/cancel")
def cancel() -> Response:
    body = parse.body("id", "cancel")
    recovery_id, token = body.identifier("id"), body.raw("cancel", 16)
    with parts().database.write() as session:
        recovery.cancel(session, recovery_id, token)
    return done()
