"""What anybody may know, GET /v1/about and /v1/organisations, and say, POST /v1/feedback. No sessions."""

from datetime import UTC, datetime
from hashlib import sha384
from pathlib import Path

from flask import Blueprint, Response

from wallet import VERSION, feedback, organisations, totals
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
            "release": _release(here.config.release_file),
            "living": living,
            "month": datetime.strftime(now.astimezone(UTC), "%Y-%m"),
        }
    )


@blueprint.get("/organisations")
def directory() -> Response:
    with parts().database.read() as session:
        found = organisations.listed(session)
    return told({"organisations": [_shown(one) for one in found]})


@blueprint.post("/feedback")
def say() -> Response:
    body, here = parse.body("about", "words"), parts()
    subject = body.text("about", "|".join(feedback.ABOUT))
    words = body.text("words", rf"(?:{parse.LINE}|\n){{1,{feedback.LONGEST}}}")
    charge(here.budgets.feedback)
    with here.database.write() as session:
        feedback.put(session, here.at_rest, subject, words, here.now())
    return made()


def _shown(one: Entry) -> dict[str, object]:
    return {"name": one.name, "address": one.address, "keys": [b64(key) for key in one.keys]}


def _release(name: str) -> str | None:
    """The SHA-384 of the signed release file, or None where none is served."""
    return b64(sha384(Path(name).read_bytes()).digest()) if name else None
