"""Deposits: /v1/deposit/pass, /v1/deposit/ticket, PUT /v1/deposit. A wallet's session goes with none."""

import secrets

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from wallet import deposits, drops, places, sender_passes, uploads
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.crypto.format import BLOB_MAX, MANIFEST_MAX
from wallet.places import Kind
from wallet.web import parse
from wallet.web.answers import made, told
from wallet.web.blobs import Stream
from wallet.web.budget import charge
from wallet.web.parts import parts
from wallet.web.worker_login import at_work, worker, working

blueprint = Blueprint("deposits", __name__, url_prefix="/v1/deposit")


@blueprint.post("/pass")
@working
def sender_pass() -> Response:
    """For somebody at work whose badge holds: good for any mailbox, and shown without this session."""
    parse.nothing()
    here = parts()
    with at_work() as session:
        shown = sender_passes.issue(session, here.ephemeral, worker().worker_id, seconds(here.now()))
    return told({"sender_pass": b64(shown)})


@blueprint.post("/ticket")
def ticket() -> Response:
    """Anybody may ask. Charged to their network before anything is told, so that nobody asks for nothing."""
    body, here = parse.body("mailbox", "bytes", optional=("sender_pass",)), parts()
    now = seconds(here.now())
    mailbox_id, length = body.identifier("mailbox"), body.integer("bytes", 1, BLOB_MAX)
    shown = body.raw("sender_pass", 16) if "sender_pass" in body else None
    here.room.need(length)
    with here.database.read() as session:
        reserved = shown is not None and sender_passes.holds(session, here.ephemeral, mailbox_id, shown, now)
        crowded = not reserved and places.is_crowded(session, mailbox_id, Kind.PAPER)
    charge(here.budgets.deposits)
    charge_for(drops.paper(mailbox_id, crowded=crowded, reserved=reserved))
    with here.database.read() as session:
        deposits.room_for(session, mailbox_id, length, reserved=reserved)
    charge(here.budgets.bytes, max(length, MANIFEST_MAX))
    charge_for(drops.volume(mailbox_id, crowded=crowded, reserved=reserved), length)
    return told({"ticket": b64(drops.issue(here.ephemeral, mailbox_id, length, now, reserved=reserved))})


@blueprint.put("")
def deposit() -> Response:
    parse.require_type(parse.BYTES)
    mailbox_id = parse.identifier(request.headers.get("X-Mailbox"))
    deposit_id = parse.new_identifier(request.headers.get("X-Deposit"))
    ticket_id, length = parse.header("X-Ticket", 16), parse.content_length(BLOB_MAX)
    here, now = parts(), parts().now()
    here.room.need(length)
    wanted = uploads.Wanted(secrets.token_bytes(16), *deposits.new_tokens(), length)
    with drops.spent(here.ephemeral, ticket_id, mailbox_id, length, seconds(now)) as reserved:
        arrival = deposits.Arrival(mailbox_id, deposit_id, wanted.id, reserved)

        def into(session: Session) -> None:
            deposits.keep(session, arrival, now)

        uploads.receive(here.database, here.blobs, wanted, Stream(), now, into)
    return made()


def charge_for(into: drops.Into, n: int = 1) -> None:
    """Counts it to the caller's network. Raises SlowDown."""
    here = parts()
    drops.charge(here.ephemeral, here.network_key, request.remote_addr or "", into, seconds(here.now()), n)
