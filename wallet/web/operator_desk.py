"""What an operator sees and does: /operator/v1/state, feedback, feedback/delete, organisations and below."""

from flask import Blueprint, Response

from wallet import VERSION, feedback, invitations, organisations, state
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.web import parse
from wallet.web.about import entry
from wallet.web.answers import done, told
from wallet.web.operator_login import at_desk, operating, own_page_only, watching
from wallet.web.parts import parts

blueprint = Blueprint("operator_desk", __name__, url_prefix="/operator/v1")
blueprint.before_request(own_page_only)
MESSAGES = 500
"""At once; the others follow when these are deleted."""
NAME = f"{parse.LINE}{{1,{organisations.LONGEST}}}"


@blueprint.get("/state")
@watching
def how() -> Response:
    here = parts()
    with here.database.read() as session:
        counted = state.counted(session, here.now())
    return told(
        {
            "living": counted.living,
            "aims": [
                {"year": one.year, "wallets": one.wallets, "percent": one.percent} for one in counted.aims
            ],
            "health": state.health(here.database, lambda: here.blobs, here.oprf).well
            | state.remarks(here.database, here.clock),
            "version": VERSION,
            "tables": counted.tables,
            "release": state.release(here.config.release_file),
        }
    )


@blueprint.get("/feedback")
@operating
def messages() -> Response:
    here = parts()
    with here.database.read() as session:
        found = list(feedback.read(session, here.at_rest, MESSAGES + 1))
    return told({"messages": [_message(one) for one in found[:MESSAGES]], "more": len(found) > MESSAGES})


@blueprint.post("/feedback/delete")
@operating
def forget() -> Response:
    """Those that were read, by id: none that came after them is lost."""
    ids = [parse.identifier(one) for one in parse.body("ids").rows("ids", MESSAGES)]
    with at_desk() as session:
        feedback.remove(session, ids)
    return done()


@blueprint.get("/organisations")
@operating
def directory() -> Response:
    with parts().database.read() as session:
        found = organisations.listed(session)
    return told({"organisations": [entry(one) for one in found]})


@blueprint.post("/organisations/add")
@operating
def add() -> Response:
    body = parse.body("name", "address")
    name, address = body.text("name", NAME), body.text("address", f"{parse.LINE}{{1,200}}")
    with at_desk() as session:
        organisations.add(session, name, address)
    return done()


@blueprint.post("/organisations/remove")
@operating
def remove() -> Response:
    name, here = parse.body("name").text("name", NAME), parts()
    with at_desk() as session:
        organisations.remove(session, here.ephemeral, here.at_rest, name, here.now())
    return done()


@blueprint.post("/organisations/admit")
@operating
def admit() -> Response:
    name, here = parse.body("name").text("name", NAME), parts()
    with at_desk() as session:
        word = organisations.invite(session, here.ephemeral, name, seconds(here.now()))
    return told({"invitation": word, "days": invitations.DAYS})


def _message(one: feedback.Words) -> dict[str, object]:
    month = f"{one.month // 12}-{one.month % 12 + 1:02}"
    return {"id": b64(one.id), "month": month, "about": one.about, "words": one.text}
