"""What anybody may know, GET /v1/about and /v1/organisations, and say, POST /v1/feedback. No sessions."""

from datetime import UTC, datetime

from flask import Blueprint, Response

from wallet import VERSION, feedback, organisations, state, totals
from wallet.crypto.bytes import b64
from wallet.organisations import Entry
from wallet.web import parse
from wallet.web.answers import made, told
from wallet.web.budget import charge
from wallet.web.parts import parts

blueprint = Blueprint("about", __name__, url_prefix="/v1")


@blueprint.get("/about")
def about() -> Response:
    here, now = parts(), parts().now()
    with here.database.read() as session:
        living = totals.living(session, now)
    return told(
        {
            "operator": here.config.operator_name,
            "contact": here.config.operator_contact,
            "authority_requests": here.config.authority_requests,
            "version": VERSION,
            "release": state.release(here.config.release_file),
            "living": living,
            "month": datetime.strftime(now.astimezone(UTC), "%Y-%m"),
        }
    )


@blueprint.get("/organisations")
def directory() -> Response:
    with parts().database.read() as session:
        found = organisations.listed(session)
    return told({"organisations": [entry(one) for one in found]})


@blueprint.post("/feedback")
def say() -> Response:
    body, here = parse.body("about", "words"), parts()
    subject = body.text("about", "|".join(feedback.ABOUT))
    words = body.text("words", rf"(?:{parse.LINE}|\n){{1,{feedback.LONGEST}}}")
    charge(here.budgets.feedback)
    with here.database.write() as session:
        feedback.put(session, here.at_rest, subject, words, here.now())
    return made()


def entry(one: Entry) -> dict[str, object]:
    """An organisation as everybody sees it."""
    return {"name": one.name, "address": one.address, "keys": [b64(key) for key in one.keys]}
