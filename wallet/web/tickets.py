"""POST /v1/tickets: buys writes that will carry no session."""

from typing import Final

from flask import Blueprint, Response

from wallet import tickets, vaults
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.crypto.format import BLOB_MAX, MANIFEST_MAX
from wallet.errors import BadRequest
from wallet.web import parse
from wallet.web.acting import acting
from wallet.web.answers import told
from wallet.web.budget import charge
from wallet.web.login import bearer, holder
from wallet.web.parts import parts
from wallet.web.spending import charge_ahead, charge_notes

blueprint = Blueprint("tickets", __name__, url_prefix="/v1")
AT_ONCE = 64
RATIONED: Final = {tickets.NOTE: charge_notes, tickets.AHEAD: charge_ahead}


@blueprint.post("/tickets")
@bearer
def buy() -> Response:
    body = parse.body("n", "bytes", optional=("note", "ahead"))
    kind = _kind(body)
    n, cap = body.integer("n", 1, AT_ONCE), body.integer("bytes", 0, BLOB_MAX if kind == tickets.KIND else 0)
    here, now = parts(), parts().now()
    if cap:
        here.room.need(cap)
    limits = (here.config.bytes_a_month, here.config.tickets_a_month)
    # Wallets are free, so what one may write bounds nothing; a ticket without bytes still brings a manifest.
    charge(here.budgets.bytes, n * max(cap, MANIFEST_MAX))
    with acting() as session:
        vaults.charge(session, holder().vault_id, n * cap, n, limits, now)
        if kind in RATIONED:
            RATIONED[kind](holder().vault_id, n)
        bought = tickets.issue(here.ephemeral, n, cap, seconds(now), kind)
    return told({"tickets": [b64(ticket) for ticket in bought]})


def _kind(body: parse.Body) -> str:
    """What the tickets are good for. Raises BadRequest."""
    note, ahead = ("note" in body and body.flag("note")), ("ahead" in body and body.flag("ahead"))
    if note and ahead:
        raise BadRequest
    return tickets.NOTE if note else tickets.AHEAD if ahead else tickets.KIND
