"""People at work: /v1/worker/join, enter, leave, me, renew; a steward's invite, colleagues, sign, remove."""

from flask import Blueprint, Response

from wallet import invitations, mailboxes, stewards, worker_sessions, workers
from wallet.clock import seconds
from wallet.crypto.bytes import b64
from wallet.errors import NotFound
from wallet.invitations import Invitation
from wallet.second_factor import SetUp
from wallet.stewards import Colleague
from wallet.web import parse
from wallet.web.answers import done, told
from wallet.web.parts import parts
from wallet.web.proof import proof
from wallet.web.shares import LATEST
from wallet.web.worker_login import at_work, stewarding, worker, working

blueprint = Blueprint("workers", __name__, url_prefix="/v1/worker")
PROOF = ("id", "nonce", "sig")


@blueprint.post("/join")
def join() -> Response:
    body, here, now = parse.body("invitation", "name", "sign_pub", *PROOF), parts(), seconds(parts().now())
    word, name = body.text("invitation", f"{parse.LINE}{{1,60}}"), body.text("name", f"{parse.LINE}{{1,40}}")
    sign_pub, shown = body.raw("sign_pub", 32), proof(body)
    with invitations.spent(here.ephemeral, word, now) as invitation, here.database.write() as session:
        mailbox = mailboxes.owned(session, here.ephemeral, here.config.origin, shown, now)
        if mailbox is None or not name.strip():
            raise NotFound
        newcomer = workers.Newcomer(mailbox.id, name.strip(), sign_pub)
        joined = workers.join(session, here.at_rest, invitation, newcomer)
    named = {"organisation": joined.organisation, "steward": invitation.steward}
    return told({**named, **_given(joined.given)}, 201)


@blueprint.post("/enter")
def enter() -> Response:
    body, here, now = parse.body("code", *PROOF), parts(), seconds(parts().now())
    code, shown = body.text("code", f"{parse.LINE}{{6,30}}"), proof(body)
    with here.database.write() as session:
        mailbox = mailboxes.owned(session, here.ephemeral, here.config.origin, shown, now)
        worker_id = workers.enter(session, here.ephemeral, here.at_rest, mailbox, code, now)
    return told({"token": b64(worker_sessions.start(here.ephemeral, worker_id, now))})


@blueprint.post("/leave")
@working
def leave() -> Response:
    parse.nothing()
    worker_sessions.end(parts().ephemeral, worker().token)
    return done()


@blueprint.get("/me")
@working
def me() -> Response:
    here = parts()
    with here.database.read() as session:
        found = workers.oneself(session, here.at_rest, worker().worker_id, seconds(here.now()))
    return told(
        {
            "name": found.name,
            "organisation": found.organisation,
            "steward": found.steward,
            "until": found.until,
            "codes": found.codes,
        }
    )


@blueprint.post("/renew")
@working
def renew() -> Response:
    parse.nothing()
    here = parts()
    with at_work() as session:
        given = workers.renew(session, here.at_rest, worker().worker_id)
        worker_sessions.end_others(here.ephemeral, worker().token, worker().worker_id)
    return told(_given(given))


@blueprint.post("/invite")
@stewarding
def invite() -> Response:
    steward = parse.body("steward").flag("steward")
    wanted = Invitation(worker().organisation_id, steward, giver=worker().worker_id)
    with at_work():
        word = invitations.give(parts().ephemeral, wanted, seconds(parts().now()))
    return told({"invitation": word, "days": invitations.DAYS})


@blueprint.get("/colleagues")
@stewarding
def colleagues() -> Response:
    here = parts()
    with here.database.read() as session:
        found = stewards.colleagues(session, worker().organisation_id, seconds(here.now()))
    return told({"colleagues": [_shown(one) for one in found]})


@blueprint.post("/sign")
@stewarding
def sign() -> Response:
    body, here = parse.body("worker", "until", "sig"), parts()
    worker_id, until = body.identifier("worker"), body.integer("until", 0, LATEST)
    signature = body.raw("sig", 64)
    with at_work() as session:
        steward = stewards.known(session, worker().worker_id)
        stewards.sign(session, steward, worker_id, until, signature, seconds(here.now()))
    return done()


@blueprint.post("/remove")
@stewarding
def remove() -> Response:
    worker_id, here = parse.body("worker").identifier("worker"), parts()
    with at_work() as session:
        steward = stewards.known(session, worker().worker_id)
        stewards.remove(session, here.ephemeral, here.at_rest, steward, worker_id, here.now())
    return done()


def _given(given: SetUp) -> dict[str, object]:
    return {"authenticator": given.authenticator, "codes": given.codes}


def _shown(one: Colleague) -> dict[str, object]:
    return {
        "id": b64(one.id),
        "name": one.name,
        "steward": one.steward,
        "address": one.address,
        "sign_pub": b64(one.sign_pub),
        "until": one.until,
    }
