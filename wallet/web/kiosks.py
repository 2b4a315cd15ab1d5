"""What a free-access PC asks: /kiosk/v1/enrol once, /kiosk/v1/beat every few seconds."""

from typing import Final, cast

from flask import Blueprint, Response, request

from wallet import kiosk_orders, kiosks
from wallet.clock import DAY, seconds
from wallet.crypto.bytes import b64
from wallet.errors import BadRequest, NoSession
from wallet.web import parse
from wallet.web.answers import told
from wallet.web.budget import charge, sources
from wallet.web.parts import parts
from wallet.web.taking import taking_authorization
from wallet.web.unhurried import unhurried

blueprint = Blueprint("kiosks", __name__, url_prefix="/kiosk/v1")
SCHEME: Final = "Kiosk "
NAMES = ("state", "left", "printer", "help")


@blueprint.post("/enrol")
def enrol() -> Response:
    code, here = parse.body("code").text("code", "[0-9]{10}"), parts()
    charge(here.budgets.host_tries)
    with unhurried(), here.database.write() as session:
        token, name = kiosks.enrol(session, here.ephemeral, code, seconds(here.now()))
    charge(here.budgets.host_tries, -1)
    return told({"token": b64(token), "pc": name})


@blueprint.post("/beat")
@taking_authorization
def beat() -> Response:
    """No session is made and nothing is prolonged: the token is the PC's, and no visitor's."""
    kiosk_id = _who()
    body, here, now = parse.body(*NAMES, optional=("done",)), parts(), seconds(parts().now())
    said = _live(body)
    _who()  # once more: the body may have come after the PC was removed
    done = _ids(body.object("done")) if "done" in body else []
    kiosks.tell(here.ephemeral, kiosk_id, said, now)
    kiosks.at(here.ephemeral, kiosk_id, sources()[0].key, now)
    orders = kiosk_orders.waiting(here.ephemeral, kiosk_id, said, done, now)
    return told({"orders": [_shown(order) for order in orders]})


def _who() -> bytes:
    """The id of the PC that asks. Raises NoSession where it is none, or none any more."""
    carried = request.headers.get("Authorization", "")
    try:
        token = parse.raw(carried.removeprefix(SCHEME), 32)
    except BadRequest as problem:
        raise NoSession from problem
    with parts().database.read() as session:
        kiosk_id = kiosks.known(session, token)
    if kiosk_id is None or not carried.startswith(SCHEME):
        raise NoSession
    return kiosk_id


def _live(body: parse.Body) -> kiosks.Live:
    return kiosks.Live(
        state=cast(kiosks.State, body.text("state", "free|busy|off")),
        left=None if body.object("left") is None else body.integer("left", 0, DAY),
        printer=cast(kiosks.Printer, body.text("printer", "ok|none|paper|stopped")),
        help=body.flag("help"),
    )


def _ids(value: object) -> list[bytes]:
    if not isinstance(value, list) or len(value) > kiosk_orders.MOST:
        raise BadRequest
    return [parse.identifier(one) for one in value]


def _shown(order: kiosk_orders.Order) -> dict[str, object]:
    shown: dict[str, object] = {"id": b64(order.id), "do": order.do}
    return shown if order.minutes is None else {**shown, "minutes": order.minutes}
