"""Sessions: /v1/session/nonce, session, session/end, session/leave, session/end-others."""

from flask import Blueprint, Response

from wallet import sessions
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.web import parse
from wallet.web.acting import acting
from wallet.web.answers import done, sealed, told
from wallet.web.login import bearer, holder
from wallet.web.parts import parts

blueprint = Blueprint("sessions", __name__, url_prefix="/v1")


@blueprint.post("/session/nonce")
def nonce() -> Response:
    vault_id = parse.body("vault_id").identifier("vault_id")
    return told({"nonce": b64(sessions.new_nonce(parts().ephemeral, vault_id, seconds(parts().now())))})


@blueprint.post("/session")
def start() -> Response:
    body = parse.body("vault_id", "nonce", "sig")
    vault_id, nonce, signature = body.identifier("vault_id"), body.raw("nonce", 32), body.raw("sig", 64)
    here, now = parts(), parts().now()
    with here.database.read() as session:
        sessions.prove(session, here.ephemeral, here.config.origin, vault_id, nonce, signature, seconds(now))
    with here.database.write() as session:
        token, catalogue = sessions.start(session, here.ephemeral, here.at_rest, vault_id, now)
    response = sealed(catalogue.sealed, catalogue.etag)
    response.headers["X-Session"] = b64(token)
    return response


@blueprint.post("/session/end")
@bearer
def end() -> Response:
    keep = parse.maybe("keep")
    sessions.end(parts().ephemeral, holder().token)
    return _gone(keep=keep)


@blueprint.post("/session/leave")
def leave() -> Response:
    """Ends the session whose token has this hash; for pages that close, which may know no more than that."""
    body = parse.body("session", optional=("keep",))
    sessions.end_hashed(parts().ephemeral, body.raw("session", 32))
    return _gone(keep="keep" in body and body.flag("keep"))


def _gone(*, keep: bool) -> Response:
    """Nothing stays in the browser; `keep`: but for the pages that the owner has put on this device."""
    response = done()
    response.headers["Clear-Site-Data"] = '"cache"' if keep else '"*"'
    return response


@blueprint.post("/session/end-others")
@bearer
def end_others() -> Response:
    parse.nothing()
    with acting():
        sessions.end_others(parts().ephemeral, holder().token, holder().vault_id)
    return done()
