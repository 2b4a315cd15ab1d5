"""Papers and shares on a server, each with the things by which a ledger knows them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from time import time

from werkzeug.test import TestResponse

from tests.desk import Desk, Paper, sealed
from tests.endure.ledger import Ledger, Thing, Unexpected, content, expect
from tests.holder import Holder
from tests.web import share_calls as calls
from wallet.clock import DAY
from wallet.crypto.bytes import b64, unb64

OPENS = 1000


def ticket(holder: Holder, room: int = 0) -> bytes:
    """One ticket for a body of at most so many bytes, bought in the holder's session."""
    answer = expect(holder.asks("tickets", {"n": 1, "bytes": room}), 200)
    return unb64((answer.json or {})["tickets"][0], 16)


def list_of(holder: Holder) -> Thing:
    """The list of a vault, as another device of the same person reads it."""
    return Thing("a list", lambda: content(holder.other_device().unlocks()))


@dataclass
class Kept:
    """A paper, its body, and the grants that go with it."""

    paper: Paper
    body: bytes
    thing: Thing
    grants: list[Thing] = field(default_factory=list)


def put(ledger: Ledger, holder: Holder, bucket: int) -> Kept:
    """A new paper of that bucket (0..18)."""
    desk, paper, body = holder.desk, Paper(), sealed(bucket)
    kept = Kept(paper, body, Thing("a body", lambda: content(desk.get_blob(paper))))
    bought = ticket(holder, len(body))
    with ledger.told(body, kept.thing):
        expect(desk.put_blob(paper, body, bought), 201)
    return kept


def delete(ledger: Ledger, desk: Desk, kept: Kept) -> None:
    """Deletes the paper and its grants. Raises Unexpected where the server does not know it."""
    with ledger.told(None, kept.thing, *kept.grants):
        answer = desk.post("blob/delete", {"items": [kept.paper.shown()]})
        if expect(answer, 200).json != {"missing": []}:
            raise Unexpected(f"a body that was there is missing: {answer.text}")


@dataclass
class Running:
    """A share of one paper."""

    share: calls.Shared
    grant: calls.Grant
    thing: Thing
    granted: Thing


def show(ledger: Ledger, holder: Holder, kept: Kept, *doors: calls.Door) -> Running:
    """Shows the paper for a day by a link, and by these doors."""
    named = next((door.share_id for door in doors if door.share_id), os.urandom(16))
    desk, share = holder.desk, calls.Shared(id=named)
    grant, terms = calls.Grant(kept.paper, share), lasting()
    running = Running(
        share, grant,
        Thing("a share", lambda: manifest(calls.knock(desk, share.link))),
        Thing("a grant", lambda: content(grant.get(desk))),
    )  # fmt: skip
    kept.grants.append(running.granted)
    tickets = [ticket(holder) for _ in range(2)]
    body = {"ticket": b64(tickets[0]), "grants": [grant.shown(desk, **terms)]}
    with ledger.told(kept.body, running.granted):
        expect(desk.post("grant/put", body), 201)
    with ledger.told(share.manifest, running.thing):
        expect(calls.post_share(desk, share, *doors, ticket=tickets[1], max_opens=OPENS, **terms), 201)
    return running


def digits(holder: Holder) -> calls.Door:
    """A door with digits, for a share that is still to be made."""
    share_id = os.urandom(16)
    named = {"kind": "code", "share_id": b64(share_id), "blinded": b64(calls.BASE)}
    asked = holder.desk.post("code/new", {"ticket": b64(ticket(holder)), **named})
    said = expect(asked, 200).json or {}
    return calls.Door("code", said["locator"], unb64(said["door_id"], 16), share_id=share_id)


def end(ledger: Ledger, desk: Desk, running: Running) -> None:
    """Ends the share and its grant."""
    with ledger.told(None, running.thing, running.granted):
        expect(calls.end(desk, running.share, running.grant.id), 204)


def manifest(answer: TestResponse) -> bytes | None:
    """What an opened share shows; None for 404. Raises Unexpected."""
    return None if content(answer) is None else calls.opened(answer)[1]


def lasting() -> dict[str, int]:
    """Terms of what runs for a day from now."""
    now = int(time())
    return {"not_before": now, "expires_at": now + DAY}
