"""Digits: POST /v1/code/new for who makes them, /v1/code for who types them, /v1/code/card with a card."""

from flask import Blueprint, Response

from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.oprf_math import check_point
from wallet.sharing.cards import Cards
from wallet.web import parse
from wallet.web.answers import told
from wallet.web.budget import charge
from wallet.web.paid import paid
from wallet.web.parts import parts
from wallet.web.shares import codes

blueprint = Blueprint("codes", __name__, url_prefix="/v1/code")


@blueprint.post("/new")
def reserve() -> Response:
    body = parse.body("ticket", "door_id", "blinded")
    ticket, door_id = body.raw("ticket", 16), body.new_identifier("door_id")
    blinded = check_point(body.raw("blinded", 32))
    charge(parts().budgets.code_tries)  # else one network could hold all ten thousand locators
    with paid(ticket):
        point = parts().oprf.code(door_id, blinded)
        with parts().database.read() as session:
            locator = codes().reserve(session, door_id, seconds(parts().now()))
    return told({"locator": locator, "evaluation": b64(point)})


@blueprint.post("")
def find() -> Response:
    body = parse.body("locator", "blinded")
    locator, blinded = body.text("locator", "[0-9]{4}"), check_point(body.raw("blinded", 32))
    charge(parts().budgets.code_tries)
    now = seconds(parts().now())
    with parts().database.read() as session:
        door_id = codes().door(session, locator, now)
    return told({"door_id": b64(door_id), "evaluation": b64(codes().evaluate(door_id, blinded, now))})


@blueprint.post("/card")
def card() -> Response:
    """Every door id is answered, also one that was never made."""
    body = parse.body("door_id", "blinded")
    door_id, blinded = body.identifier("door_id"), check_point(body.raw("blinded", 32))
    charge(parts().budgets.code_tries)
    return told({"evaluation": b64(Cards(codes()).evaluate(door_id, blinded, seconds(parts().now())))})
