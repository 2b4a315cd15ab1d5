"""Locks: /v1/vault/lock, lock/end, lock/take."""

from flask import Blueprint, Response

from wallet import locks, sessions, stand_ins
from wallet.clock import seconds
from wallet.errors import BadRequest, NotFound
from wallet.web import parse
from wallet.web.acting import acting, looking
from wallet.web.answers import done, sealed
from wallet.web.login import bearer, holder
from wallet.web.parts import parts

blueprint = Blueprint("locks", __name__, url_prefix="/v1/vault/lock")
DOORS = 64
KEYS = 4
FAR = 2**40


@blueprint.post("")
@bearer
def start() -> Response:
    """Locks the vault of this session, and ends all its sessions, this one too."""
    body = parse.body("until", "stand_in", "nonce", "sig", "doors", "early", "spent")
    here, vault_id, now = parts(), holder().vault_id, seconds(parts().now())
    wish = _wish(body, vault_id)
    if not sessions.spend_nonce(here.ephemeral, wish.stand_in.vault_id, body.raw("nonce", 32), now):
        raise NotFound
    with acting() as session:
        locks.start(session, here.ephemeral, here.door_keys, vault_id, wish, now)
        sessions.end_others(here.ephemeral, holder().token, vault_id)
    sessions.end_all(here.ephemeral, vault_id)
    return done()


def _wish(body: parse.Body, vault_id: bytes) -> locks.Wish:
    swaps = [_swap(parse.Body(one, "id", "write", "box", "write_hash")) for one in body.rows("doors", DOORS)]
    if len({swap.door_id for swap in swaps}) != len(swaps):
        raise BadRequest
    early = [parse.raw(one, 32) for one in body.rows("early", KEYS)]
    paid = parse.Body(body.object("spent"), "bytes", "tickets")
    spent = paid.integer("bytes", 0, FAR), paid.integer("tickets", 0, FAR)
    return locks.Wish(body.integer("until", 0, FAR), _named(body, vault_id), swaps, early, spent)


def _named(body: parse.Body, vault_id: bytes) -> stand_ins.Named:
    stand_in, origin = body.identifier("stand_in"), parts().config.origin
    text = stand_ins.signed_text(origin, vault_id, stand_in, body.raw("nonce", 32))
    return stand_ins.Named(stand_in, text, body.raw("sig", 64))


def _swap(one: parse.Body) -> locks.Swap:
    return locks.Swap(
        one.identifier("id"), one.raw("write", 16), one.raw("box", 136), one.raw("write_hash", 32)
    )


@blueprint.post("/end")
def end() -> Response:
    """Ends locks early, by the rule that was chosen when they began."""
    body = parse.body("public", "nonce", "sig")
    public, nonce, signature = body.raw("public", 32), body.raw("nonce", 32), body.raw("sig", 64)
    here, now = parts(), seconds(parts().now())
    if not sessions.spend_nonce(here.ephemeral, public[:16], nonce, now):
        raise NotFound
    text = locks.early_text(here.config.origin, public, nonce)
    with here.database.write() as session:
        locks.end_early(session, here.door_keys, public, text, signature, now)
    return done()


@blueprint.post("/take")
@bearer
def take() -> Response:
    """The list of a stand-in, on which no session goes on from now; with `done`, the stand-in is deleted."""
    body = parse.body("stand_in", optional=("done",))
    stand_in, here, vault_id = body.identifier("stand_in"), parts(), holder().vault_id
    if "done" in body:
        body.integer("done", 1, 1)
        with acting() as session:
            for gone in stand_ins.taken(session, here.at_rest, vault_id, stand_in):
                sessions.end_all(here.ephemeral, gone)
        return done()
    with looking() as session:
        stand_ins.take(session, here.at_rest, vault_id, stand_in)
    sessions.end_all(here.ephemeral, stand_in)
    with looking() as session:
        return sealed(stand_ins.take(session, here.at_rest, vault_id, stand_in).sealed)
