"""Digits: POST /v1/code/new for who makes them, /v1/code for who types them, /v1/code/card for a card's."""

import secrets

from flask import Blueprint, Response

from wallet import tickets
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.oprf import Door
from wallet.oprf_math import check_point
from wallet.sharing import doors, holds, policy
from wallet.sharing.cards import Cards
from wallet.sharing.holds import Found
from wallet.web import parse
from wallet.web.answers import told
from wallet.web.budget import charge
from wallet.web.paid import paid
from wallet.web.parts import parts
from wallet.web.shares import LATEST, codes
from wallet.web.work import charge_or_work

blueprint = Blueprint("codes", __name__, url_prefix="/v1/code")


@blueprint.post("/new")
def reserve() -> Response:
    body = parse.body("ticket", "kind", "share_id", "blinded", optional=("from",))
    ticket, kind, share_id = body.raw("ticket", 16), _kind(body), body.identifier("share_id")
    blinded = check_point(body.raw("blinded", 32))
    now, wanted = seconds(parts().now()), body.integer("from", 0, LATEST) if "from" in body else None
    term = holds.term(kind, wanted, secrets.randbelow(policy.EARLY), now)
    for budget in (parts().budgets.locators, parts().budgets.locators_a_day):
        charge(budget)  # else one network could hold all ten thousand locators
    with paid(ticket, kind=tickets.KIND if wanted is None else tickets.AHEAD):
        with parts().database.read() as session:
            locator, found = codes().reserve(session, kind, share_id, term, now)
        # The door is drawn here: an id that the caller names could be that of another door.
        point = parts().oprf.door(kind, found.door_id, blinded)
    return told({"locator": locator, **_shown(found, point)})


@blueprint.post("")
def find() -> Response:
    body = parse.body("kind", "locator", "blinded")
    kind, locator = _kind(body), body.text("locator", "[0-9]{4}")
    blinded = check_point(body.raw("blinded", 32))
    charge_or_work(parts().budgets.digits)
    now = seconds(parts().now())
    with parts().database.read() as session:
        found = codes().door(session, kind, locator, now)
    return told(_shown(found, codes().evaluate(kind, found.door_id, blinded, now)))


@blueprint.post("/card")
def card() -> Response:
    """Every door id is answered, also one that was never made; without one, a new card gets its own."""
    body = parse.body("blinded", optional=("door_id",))
    blinded = check_point(body.raw("blinded", 32))
    known = body.identifier("door_id") if "door_id" in body else None
    charge_or_work(parts().budgets.cards)
    door_id = known or parts().oprf.draw()
    point = Cards(codes()).evaluate(door_id, blinded, seconds(parts().now()))
    return told({"door_id": b64(door_id), "evaluation": b64(point)})


def _kind(body: parse.Body) -> Door:
    return Door(body.text("kind", "|".join(doors.DIGITS)))


def _shown(found: Found, point: bytes) -> dict[str, object]:
    ids = {"door_id": b64(found.door_id), "share_id": b64(found.share_id)}
    return {**ids, "start": found.start, "evaluation": b64(point)}
