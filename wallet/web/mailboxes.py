"""Mailboxes: /v1/mailbox/put, info, fetch, get, remove, close. A wallet's session goes with none."""

from typing import Final

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from wallet import badges, deposits, ids, mailboxes, notes
from wallet.badges import Signed
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.models import Mailbox
from wallet.proofs import Proof
from wallet.web import parse
from wallet.web.answers import done, made, told
from wallet.web.blobs import sent
from wallet.web.paid import paid
from wallet.web.parts import parts
from wallet.web.proof import proof
from wallet.web.worker_login import may_work, worker_id

blueprint = Blueprint("mailboxes", __name__, url_prefix="/v1")
RECIPIENT: Final = 1216
AT_ONCE: Final = 200


@blueprint.post("/mailbox/put")
def put() -> Response:
    body = parse.body("ticket", "id", "recipient", "fetch_pub", "pass_hash")
    wanted = mailboxes.Wanted(
        id=body.new_identifier("id"),
        recipient=body.raw("recipient", RECIPIENT),
        fetch_pub=body.raw("fetch_pub", 32),
        pass_hash=body.raw("pass_hash", 32),
    )
    with paid(body.raw("ticket", 16)), parts().database.write() as session:
        mailboxes.put(session, parts().at_rest, wanted, parts().now())
    return made()


@blueprint.post("/mailbox/info")
def info() -> Response:
    mailbox_id = parse.body("id").identifier("id")
    with parts().database.read() as session:
        recipient = mailboxes.recipient(session, mailbox_id)
        badge = badges.of(session, mailbox_id, seconds(parts().now()))
    return told({"recipient": b64(recipient), **({"badge": _shown(badge)} if badge else {})})


@blueprint.post("/mailbox/fetch")
@may_work
def fetch() -> Response:
    shown, here = proof(parse.body("id", "nonce", "sig")), parts()
    with here.database.write() as session:
        mailbox = entered(session, shown)
        whose = mailbox.id if mailbox else ids.NOWHERE
        found, keys = deposits.waiting(session, whose), notes.ids(session, whose)
    rows = [{"id": b64(one.id), "length": one.length, "day": one.day} for one in found]
    return told({"deposits": rows, "notes": [b64(key) for key in keys], "now": seconds(here.now())})


@blueprint.post("/mailbox/get")
@may_work
def get() -> Response:
    body = parse.body("id", "nonce", "sig", "deposit")
    shown, deposit_id = proof(body), body.identifier("deposit")
    with parts().database.write() as session:
        stored = deposits.find(session, entered(session, shown), deposit_id)
    return sent(stored)


@blueprint.post("/mailbox/remove")
@may_work
def remove() -> Response:
    """What lies there and is named goes at once. To whoever has no proof nothing lies there."""
    body = parse.body("id", "nonce", "sig", optional=("deposits", "notes"))
    shown, papers, keys = proof(body), _named(body, "deposits"), _named(body, "notes")
    with parts().database.write() as session:
        mailbox = entered(session, shown)
        whose = mailbox.id if mailbox else ids.NOWHERE
        deposits.remove(session, whose, papers, parts().now())
        notes.remove(session, whose, keys)
    return done()


@blueprint.post("/mailbox/close")
def close() -> Response:
    shown, here = proof(parse.body("id", "nonce", "sig")), parts()
    with here.database.write() as session:
        mailboxes.close(session, here.ephemeral, here.at_rest, here.config.origin, shown, here.now())
    return done()


def entered(session: Session, shown: Proof) -> Mailbox | None:
    """The mailbox whose owner asks, in a session at work where it is a badge's. Raises SignIn."""
    here = parts()
    return mailboxes.enter(session, here.ephemeral, here.config.origin, shown, worker_id(), here.now())


def _named(body: parse.Body, field: str) -> list[bytes]:
    return [parse.identifier(one) for one in body.rows(field, AT_ONCE)] if field in body else []


def _shown(badge: Signed) -> dict[str, object]:
    keys = {"sign_pub": b64(badge.sign_pub), "by": b64(badge.by), "sig": b64(badge.signature)}
    return {"org": badge.org, "name": badge.name, "until": badge.until, **keys}
