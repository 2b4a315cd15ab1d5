"""What a host sees and does: /host/v1/pcs, pc/code, pc/remove, order."""

from flask import Blueprint, Response

from wallet import kiosk_orders, kiosks
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.errors import BadRequest
from wallet.models import Kiosk
from wallet.web import parse
from wallet.web.answers import done, told
from wallet.web.host_login import at_desk, host, hosting, own_page_only, watching
from wallet.web.parts import parts

blueprint = Blueprint("host_pcs", __name__, url_prefix="/host/v1")
blueprint.before_request(own_page_only)
MOST_MINUTES = 60
AWAY = kiosks.Live("off", None, "none", help=False)


@blueprint.get("/pcs")
@watching
def pcs() -> Response:
    """Asked every few seconds by a page that is looked at."""
    now = seconds(parts().now())
    with parts().database.read() as session:
        found = kiosks.of_host(session, host().account_id)
    return told({"pcs": [_shown(kiosk, now) for kiosk in found]})


@blueprint.post("/pc/code")
@hosting
def new_code() -> Response:
    name = parse.body("name").text("name", f"{parse.LINE}{{1,40}}").strip()
    if not name:
        raise BadRequest
    with at_desk():
        code = kiosks.new_code(parts().ephemeral, host().account_id, name, seconds(parts().now()))
    return told({"code": code, "minutes": kiosks.CODE_LIFE // 60})


@blueprint.post("/pc/remove")
@hosting
def remove() -> Response:
    kiosk_id, here = parse.body("pc").identifier("pc"), parts()
    with at_desk() as session:
        kiosks.remove(session, here.ephemeral, host().account_id, kiosk_id)
    kiosk_orders.forget(here.ephemeral, kiosk_id, seconds(here.now()))
    return done()


@blueprint.post("/order")
@hosting
def order() -> Response:
    body, here = parse.body("pc", "do", optional=("minutes",)), parts()
    kiosk_id, do = body.identifier("pc"), body.text("do", "|".join(kiosk_orders.DOES))
    if (do in kiosk_orders.WITH_MINUTES) != ("minutes" in body):
        raise BadRequest
    minutes = body.integer("minutes", 1, MOST_MINUTES) if "minutes" in body else None
    with at_desk() as session:
        kiosks.need(session, host().account_id, kiosk_id)
        kiosk_orders.give(here.ephemeral, kiosk_id, do, minutes, seconds(here.now()))
    return done()


def _shown(kiosk: Kiosk, now: int) -> dict[str, object]:
    """`seen`: whether the PC has told anything in the last half minute."""
    live = kiosks.live(parts().ephemeral, kiosk.id, now)
    told_last = live or AWAY
    return {
        "id": b64(kiosk.id),
        "name": kiosk.name,
        "seen": live is not None,
        "state": told_last.state,
        "left": told_last.left,
        "printer": told_last.printer,
        "help": told_last.help,
    }
