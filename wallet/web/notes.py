"""Notes in mailboxes: /v1/note/put, /v1/note/fetch. A wallet's session goes with neither."""

from flask import Blueprint, Response

from wallet import drops, ids, notes, places, tickets
from wallet.crypto.bytes import b64
from wallet.places import Kind
from wallet.web import parse
from wallet.web.answers import made
from wallet.web.deposits import charge_for
from wallet.web.mailboxes import entered
from wallet.web.paid import paid
from wallet.web.parts import parts
from wallet.web.proof import proof
from wallet.web.shares import LATEST, framed
from wallet.web.worker_login import may_work

blueprint = Blueprint("notes", __name__, url_prefix="/v1/note")
AT_ONCE = 200


@blueprint.post("/put")
def put() -> Response:
    body = parse.body("ticket", "id", "mailbox", "sealed", "until", "voucher_hash")
    wanted = notes.Wanted(
        id=body.new_identifier("id"),
        mailbox_id=body.identifier("mailbox"),
        sealed=body.raw("sealed", notes.SIZE),
        until=body.integer("until", 0, LATEST),
        voucher_hash=body.raw("voucher_hash", 32),
    )
    with paid(body.raw("ticket", 16), kind=tickets.NOTE), parts().database.write() as session:
        # Before, so that nobody asks for nothing whether there is room.
        crowded = places.is_crowded(session, wanted.mailbox_id, Kind.NOTE)
        charge_for(drops.note(wanted.mailbox_id, crowded=crowded))
        notes.put(session, wanted, parts().now())
    return made()


@blueprint.post("/fetch")
@may_work
def fetch() -> Response:
    body = parse.body("id", "nonce", "sig", "notes")
    shown, wanted = proof(body), [parse.identifier(one) for one in body.rows("notes", AT_ONCE)]
    with parts().database.write() as session:
        mailbox = entered(session, shown)
        found = notes.some(session, mailbox.id if mailbox else ids.NOWHERE, wanted)
        head, bodies = [b64(one.id) for one in found], [one.sealed for one in found]
    return framed({"notes": head}, b"".join(bodies))
