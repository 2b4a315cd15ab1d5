"""Shares: /v1/share, share/door, change, open, runs, report, events, end. None takes a wallet's session."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, cast

from flask import Blueprint, Response, json

from wallet import grants
from wallet.clock import seconds
from wallet.crypto.bytes import b64, u32
from wallet.crypto.format import MANIFEST_MAX, SEALED_M, check_manifest
from wallet.errors import BadRequest, BadType, LengthRequired, NotFound, TooLarge, TooSlow
from wallet.sharing import doors, ends, openings, shares
from wallet.sharing.codes import Codes
from wallet.sharing.events import Event, Kind
from wallet.sharing.policy import DOORS, MOST_OPENS
from wallet.web import parse
from wallet.web.answers import done, made, told
from wallet.web.budget import charge
from wallet.web.paid import paid
from wallet.web.parts import parts
from wallet.web.unhurried import unhurried
from wallet.web.worker_login import may_work, worker_id

blueprint = Blueprint("shares", __name__, url_prefix="/v1/share")
FRAME: Final = MANIFEST_MAX + 16 * 1024
LATEST: Final = 2**32 - 1
GRANTS: Final = 200


def codes() -> Codes:
    """The digits of this server."""
    return Codes(parts().ephemeral, parts().oprf)


@blueprint.post("")
def create() -> Response:
    names = ("ticket", "id", "owner_hash", "not_before", "expires_at", "max_opens", "doors")
    body, manifest = parse.frame(FRAME, *names)
    check_manifest(len(manifest))
    wanted = shares.Wanted(
        id=body.new_identifier("id"),
        owner_hash=body.raw("owner_hash", 32),
        not_before=body.integer("not_before", 0, LATEST),
        expires_at=body.integer("expires_at", 0, LATEST),
        max_opens=body.integer("max_opens", 1, MOST_OPENS),
        manifest=manifest,
    )
    wanted_doors = [door(row) for row in body.rows("doors", DOORS)]
    doors.check(wanted_doors)
    with paid(body.raw("ticket", 16)), parts().database.write() as session:
        shares.create(session, codes(), wanted, wanted_doors, parts().now())
    return made()


@blueprint.post("/door")
def add_door() -> Response:
    body = parse.body("ticket", "id", "owner", "door")
    ticket, share_id, owner = body.raw("ticket", 16), body.identifier("id"), body.raw("owner", 16)
    wanted = door(body.object("door"))
    doors.check([wanted])
    with paid(ticket), parts().database.write() as session:
        shares.add_door(session, codes(), share_id, owner, wanted, parts().now())
    return made()


@blueprint.post("/change")
def change() -> Response:
    body, manifest = parse.frame(FRAME, "id", "owner", "grants")
    check_manifest(len(manifest))
    share_id, owner = body.identifier("id"), body.raw("owner", 16)
    grant_ids = _ids(body.object("grants"))
    with parts().database.write() as session:
        shares.change(session, share_id, owner, manifest, parts().now())
        grants.end(session, owner, grant_ids)
    return done()


@blueprint.post("/open")
@may_work
def open_share() -> Response:
    body = parse.body("door_id", "open", optional=("resume", "voucher"))
    resume = body.raw("resume", 16) if "resume" in body else None
    voucher = body.raw("voucher", 16) if "voucher" in body else None
    knock = openings.Knock(body.identifier("door_id"), body.raw("open", 32), resume, voucher, worker_id())
    now = seconds(parts().now())
    with tried(knock.door_id, now), unhurried():
        opening, token = openings.open_now(parts().database, codes(), knock, now)
    head = {
        "share_id": b64(opening.share_id),
        "sealed_m": b64(opening.sealed_m),
        "expires_at": opening.expires_at,
        "now": now,
        "resume": b64(token),
        "resumed": opening.resumed,
    }
    return framed(head, opening.manifest)


@blueprint.post("/runs")
def runs() -> Response:
    with only_right_ones_free():
        body = parse.body("share_id", "resume")
        share_id, resume = body.identifier("share_id"), body.raw("resume", 16)
        with parts().database.read() as session:
            openings.still_runs(session, parts().ephemeral, share_id, resume, seconds(parts().now()))
    return done()


@blueprint.post("/report")
def report() -> Response:
    body = parse.body("share_id", "resume", "kind")
    share_id, resume = body.identifier("share_id"), body.raw("resume", 16)
    kind = cast(Kind, body.text("kind", "printed|closed"))
    with parts().database.write() as session:
        openings.report(session, parts().ephemeral, share_id, resume, kind, seconds(parts().now()))
    return done()


@blueprint.post("/events")
def events() -> Response:
    body = parse.body("id", "owner")
    share_id, owner, now = body.identifier("id"), body.raw("owner", 16), parts().now()
    with parts().database.read() as session:
        story = shares.story(session, share_id, owner, now)
    code = story.code and {"expires_at": story.code.expires_at, "tries_left": story.code.tries_left}
    return told(
        {
            "now": seconds(now),
            "opens": story.opens,
            "max_opens": story.max_opens,
            "not_before": story.not_before,
            "expires_at": story.expires_at,
            "ended": story.ended,
            "events": [_shown(event) for event in story.events],
            "code": code,
        }
    )


@blueprint.post("/end")
def end() -> Response:
    body = parse.body("id", "owner", "grants")
    share_id, owner = body.identifier("id"), body.raw("owner", 16)
    grant_ids = _ids(body.object("grants"))
    with parts().database.write() as session:
        ends.end(session, share_id, owner, grant_ids, parts().now())
    return done()


def door(row: object) -> doors.Wanted:
    """One door of a request. Raises BadRequest."""
    body = parse.Body(row, "id", "kind", "open_hash", "sealed_m", optional=("locator", "voucher_commit"))
    return doors.Wanted(
        id=body.new_identifier("id"),
        kind=body.text("kind", "link|code|address|mailbox|card"),
        open_hash=body.raw("open_hash", 32),
        sealed_m=body.raw("sealed_m", SEALED_M),
        locator=body.text("locator", "[0-9]{4}") if "locator" in body else None,
        voucher_commit=body.raw("voucher_commit", 32) if "voucher_commit" in body else None,
    )


def _shown(event: Event) -> dict[str, object]:
    return {"kind": event.kind, "at": event.at, "door": event.door_id and b64(event.door_id)}


def _ids(value: object) -> list[bytes]:
    if not isinstance(value, list) or len(value) > GRANTS:
        raise BadRequest
    return [parse.identifier(one) for one in value]


def framed(head: object, rest: bytes) -> Response:
    """u32 length, JSON, and the bytes that follow it."""
    text = json.dumps(head).encode()
    return Response(u32(len(text)) + text + rest, content_type=parse.BYTES)


@contextmanager
def only_right_ones_free() -> Iterator[None]:
    """Charges what is refused to the network: elsewhere that is done before (wallet/web/budget.py)."""
    try:
        yield
    except (BadRequest, BadType, LengthRequired, NotFound, TooLarge, TooSlow):
        charge(parts().budgets.requests)
        raise


@contextmanager
def tried(door_id: bytes, now: int) -> Iterator[None]:
    """Charges a wrong try at digits to the network, so that it burns those of few others. Raises SlowDown."""
    by_digits = codes().typed(door_id, now)
    if by_digits:
        charge(parts().budgets.wrong_digits)
    yield
    if by_digits:
        charge(parts().budgets.wrong_digits, -1)
