"""Mailboxes: /v1/mailbox/put, info, fetch, get, close; /v1/deposit/ticket, PUT /v1/deposit. No sessions."""

import secrets
from typing import Final

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from wallet import badges, drops, ids, mailboxes, notes, uploads
from wallet.badges import Signed
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.crypto.format import BLOB_MAX, MANIFEST_MAX
from wallet.models import Mailbox
from wallet.proofs import Proof
from wallet.web import parse
from wallet.web.answers import done, made, told
from wallet.web.blobs import Stream, sent
from wallet.web.budget import charge
from wallet.web.paid import paid
from wallet.web.parts import parts
from wallet.web.proof import proof
from wallet.web.worker_login import may_work, worker_id

blueprint = Blueprint("mailboxes", __name__, url_prefix="/v1")
RECIPIENT: Final = 1216


@blueprint.post("/mailbox/put")
def put() -> Response:
    body = parse.body("ticket", "id", "recipient", "fetch_pub")
    wanted = mailboxes.Wanted(
        body.new_identifier("id"), body.raw("recipient", RECIPIENT), body.raw("fetch_pub", 32)
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
        found, keys = mailboxes.waiting(session, whose), notes.ids(session, whose)
    rows = [{"id": b64(one.id), "length": one.length, "day": one.day} for one in found]
    return told({"deposits": rows, "notes": [b64(key) for key in keys], "now": seconds(here.now())})


@blueprint.post("/mailbox/get")
@may_work
def get() -> Response:
    body = parse.body("id", "nonce", "sig", "deposit")
    shown, deposit_id = proof(body), body.identifier("deposit")
    with parts().database.write() as session:
        stored = mailboxes.find(session, entered(session, shown), deposit_id)
    return sent(stored)


@blueprint.post("/mailbox/close")
def close() -> Response:
    shown, here = proof(parse.body("id", "nonce", "sig")), parts()
    with here.database.write() as session:
        mailboxes.close(session, here.ephemeral, here.at_rest, here.config.origin, shown, here.now())
    return done()


@blueprint.post("/deposit/ticket")
def ticket() -> Response:
    """Anybody may ask: charged to their network, for all mailboxes and for this one."""
    body, here = parse.body("mailbox", "bytes"), parts()
    mailbox_id, length, now = (
        body.identifier("mailbox"),
        body.integer("bytes", 1, BLOB_MAX),
        seconds(parts().now()),
    )
    with here.database.read() as session:
        mailboxes.room_for(session, mailbox_id, length)
    charge(here.budgets.deposits)
    charge(here.budgets.bytes, max(length, MANIFEST_MAX))
    charge_for(drops.Into(mailbox_id))
    return told({"ticket": b64(drops.issue(here.ephemeral, mailbox_id, length, now))})


@blueprint.put("/deposit")
def deposit() -> Response:
    parse.require_type(parse.BYTES)
    mailbox_id = parse.identifier(request.headers.get("X-Mailbox"))
    deposit_id = parse.new_identifier(request.headers.get("X-Deposit"))
    ticket_id, length = parse.header("X-Ticket", 16), parse.content_length(BLOB_MAX)
    here, now = parts(), parts().now()
    wanted = uploads.Wanted(secrets.token_bytes(16), *mailboxes.new_tokens(), length)

    def into(session: Session) -> None:
        mailboxes.keep(session, mailbox_id, deposit_id, wanted.id, now)

    with drops.spent(here.ephemeral, ticket_id, mailbox_id, length, seconds(now)):
        uploads.receive(here.database, here.blobs, wanted, Stream(), now, into)
    return made()


def charge_for(into: drops.Into) -> None:
    """Counts it to the caller's network. Raises SlowDown."""
    here = parts()
    drops.charge(here.ephemeral, here.network_key, request.remote_addr or "", into, seconds(here.now()))


def entered(session: Session, shown: Proof) -> Mailbox | None:
    """The mailbox whose owner asks, in a session at work where it is a badge's. Raises SignIn."""
    here = parts()
    return mailboxes.enter(session, here.ephemeral, here.config.origin, shown, worker_id(), here.now())


def _shown(badge: Signed) -> dict[str, object]:
    keys = {"sign_pub": b64(badge.sign_pub), "by": b64(badge.by), "sig": b64(badge.signature)}
    return {"org": badge.org, "name": badge.name, "until": badge.until, **keys}
