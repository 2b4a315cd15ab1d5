"""A request that succeeds, for every operation of docs/openapi.json: one wallet and one share."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import rbcl

from tests.desk import Desk, Paper, refused, sealed
from tests.holder import Door, Holder, catalogue, settled
from tests.web.good_card_requests import GoodCard
from tests.web.good_mailbox_requests import GoodMailbox
from tests.web.good_staff_requests import GoodStaff
from tests.web.good_worker_requests import GoodWorker
from tests.web.lock_calls import SafeCard, StandIn, wish
from tests.web.recovery_calls import Helpers, reach
from tests.web.request_shape import BYTES, Request, random
from wallet.crypto.bytes import b64, u32, unb64


def digest(token: bytes) -> str:
    """A token's hash as JSON has it."""
    return b64(sha256(token).digest())


def point() -> str:
    """A blinded element."""
    return b64(rbcl.crypto_core_ristretto255_random())


class Good(GoodStaff, GoodWorker, GoodMailbox, GoodCard):
    """Makes each request when it is asked for, with whatever has to be there before."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.share_id, self.owner, self.open = os.urandom(16), os.urandom(16), os.urandom(32)
        self.door_id = os.urandom(16)

    def request(self, operation: str) -> Request:
        """By operationId."""
        made: Callable[[], Request] = getattr(self, operation)
        return made()

    def _with_session(self, body: object | None = None) -> Request:
        self.holder = settled(self.desk)
        return Request({} if body is None else body, headers=self.holder.bearer)

    def _with_door(self) -> tuple[Request, Door]:
        asked, door = self._with_session(), Door()
        assert self.holder.puts(door).status_code == 201
        return asked, door

    def _range(self) -> Paper:
        return self.desk.kept()[0]

    def post_oprf(self) -> Request:
        return Request({"kind": "row", "lookup": random(), "blinded": point()})

    def post_door_open(self) -> Request:
        return Request({"door_id": b64(self._with_door()[1].id)})

    def post_door_put(self) -> Request:
        door = Door()
        body = {"id": b64(door.id), "box": b64(door.box), "write_hash": digest(door.write)}
        return self._with_session(body)

    def post_door_delete(self) -> Request:
        asked, door = self._with_door()
        return Request({"id": b64(door.id), "write": b64(door.write)}, headers=asked.headers)

    def post_session_nonce(self) -> Request:
        return Request({"vault_id": random()})

    def post_session_leave(self) -> Request:
        return Request({"session": digest(os.urandom(32))})

    def post_session(self) -> Request:
        self._with_session()
        nonce = self.holder.nonce()
        sig = self.holder.signed(nonce)
        return Request({"vault_id": b64(self.holder.vault_id), "nonce": b64(nonce), "sig": b64(sig)})

    post_session_end = post_session_end_others = _with_session
    post_vault_delete = post_vault_versions = _with_session

    def post_vault_close(self) -> Request:
        asked, door = self._with_door()
        paper = self._range()
        return Request(reach([paper], [door]), BYTES, asked.headers)

    def post_vault_lock(self) -> Request:
        asked, door = self._with_door()
        stand_in = StandIn(self.desk)
        stand_in.makes_a_vault()
        return Request(wish(self.holder, stand_in, {door: stand_in.box}), headers=asked.headers)

    def _locked(self) -> StandIn:
        asked, self.safe = self.post_vault_lock(), SafeCard(self.desk)
        asked.body["early"] = [b64(self.safe.public)]
        assert self.holder.asks("vault/lock", asked.body).status_code == 204
        stand_in = StandIn(self.desk)
        stand_in.vault_id = unb64(asked.body["stand_in"], 16)
        return stand_in

    def post_vault_lock_end(self) -> Request:
        self._locked()
        return Request(self.safe.signed())

    def post_vault_lock_take(self) -> Request:
        stand_in = self._locked()
        assert self.safe.ends_it().status_code == 204
        assert self.holder.unlocks().status_code == 200
        return Request({"stand_in": b64(stand_in.vault_id)}, headers=self.holder.bearer)

    def post_vault(self) -> Request:
        public = Holder(self.desk).key.public_key().public_bytes_raw()
        return Request(catalogue(), BYTES, {"X-Vault": random(), "X-Auth-Pub": b64(public)})

    def get_vault(self) -> Request:
        return self._with_session()

    def put_vault(self) -> Request:
        headers = self._with_session().headers
        return Request(catalogue(), BYTES, {**headers, "If-Match": self.holder.etag, "X-Drop-Versions": "1"})

    def post_tickets(self) -> Request:
        return self._with_session({"n": 2, "bytes": 1000})

    def put_blob(self) -> Request:
        headers = {"X-Ticket": b64(self.desk.ticket()), "X-Blob": random(), "X-Read-Hash": digest(b"r")}
        return Request(sealed(), BYTES, headers | {"X-Write-Hash": digest(b"w")})

    def post_blob_get(self) -> Request:
        paper = self._range()
        return Request({"id": b64(paper.id), "read": b64(paper.read)}, headers={"Range": "bytes=1-9"})

    def post_blob_delete(self) -> Request:
        return Request({"items": [self._range().shown()]})

    post_blob_renew = post_blob_delete

    def post_blob_rotate(self) -> Request:
        fresh = {"read_hash": sha256(b"r").digest(), "write_hash": sha256(b"w").digest()}
        return Request({"items": [self._range().shown(**fresh)]})

    def post_grant_put(self) -> Request:
        paper, now = self._range(), self.desk.clock.now
        self.grant_id, self.grant_read = os.urandom(16), os.urandom(16)
        row: dict[str, Any] = {"id": b64(self.grant_id), "blob_id": b64(paper.id), "write": b64(paper.write)}
        row |= {"read_hash": digest(self.grant_read), "owner_hash": digest(b"o")}
        row |= {"not_before": now, "expires_at": now + 1800}
        return Request({"ticket": b64(self.desk.ticket(0)), "grants": [row]})

    def post_grant_get(self) -> Request:
        asked = self.post_grant_put()
        assert self.desk.post("grant/put", asked.body).status_code == 201
        return Request({"id": b64(self.grant_id), "read": b64(self.grant_read)})

    def post_share(self) -> Request:
        self.share_id, self.owner, self.open = os.urandom(16), os.urandom(16), os.urandom(32)
        self.door_id, now = os.urandom(16), self.desk.clock.now
        head: dict[str, Any] = {
            "ticket": b64(self.desk.ticket(0)),
            "id": b64(self.share_id),
            "owner_hash": digest(self.owner),
        }
        head |= {"not_before": now, "expires_at": now + 1800, "max_opens": 5}
        head |= {"doors": [self._share_door(self.door_id)]}
        text = json.dumps(head).encode()
        return Request(u32(len(text)) + text + os.urandom(8192), BYTES)

    def _share_door(self, door_id: bytes) -> dict[str, str]:
        shown = {"id": b64(door_id), "kind": "link", "open_hash": digest(self.open)}
        return shown | {"sealed_m": b64(os.urandom(72))}

    def _shared(self) -> None:
        asked = self.post_share()
        answer = self.desk.client.post("/v1/share", data=asked.body, content_type=BYTES)
        assert answer.status_code == 201, answer.text

    def post_share_door(self) -> Request:
        self._shared()
        body = {"ticket": b64(self.desk.ticket(0)), "id": b64(self.share_id), "owner": b64(self.owner)}
        named = {"kind": "mailbox", "voucher_commit": digest(b"voucher and mailbox")}
        return Request({**body, "door": {**self._share_door(os.urandom(16)), **named}})

    def post_share_open(self) -> Request:
        self._shared()
        return Request({"door_id": b64(self.door_id), "open": b64(self.open)})

    def post_share_report(self) -> Request:
        answer = self.desk.post("share/open", self.post_share_open().body)
        assert answer.status_code == 200, answer.text
        head = json.loads(answer.data[4 : 4 + int.from_bytes(answer.data[:4], "big")])
        return Request({"share_id": head["share_id"], "resume": head["resume"], "kind": "printed"})

    def post_share_events(self) -> Request:
        self._shared()
        return Request({"id": b64(self.share_id), "owner": b64(self.owner)})

    def post_share_end(self) -> Request:
        return Request({**self.post_share_events().body, "grants": []})

    def _helpers(self, *, days: int = 0) -> Helpers:
        helpers = Helpers(self.desk)
        assert helpers.are_named().status_code == 201
        self.desk.clock.forward(days=days)
        return helpers

    def post_recovery_put(self) -> Request:
        return Request(Helpers(self.desk).named())

    def post_recovery_start(self) -> Request:
        return Request(self._helpers(days=7).proof())

    def post_recovery_status(self) -> Request:
        return Request({"id": b64(self._helpers().id)})

    def post_recovery_finish(self) -> Request:
        helpers = self._helpers(days=7)
        assert helpers.begin().status_code == 200
        self.desk.clock.forward(days=7)
        return Request(helpers.proof())

    def post_recovery_cancel(self) -> Request:
        helpers = self._helpers()
        return Request({"id": b64(helpers.id), "cancel": b64(helpers.cancel)})

    def post_code_new(self) -> Request:
        return Request(
            {"ticket": b64(self.desk.ticket(0)), "kind": "code", "share_id": random(), "blinded": point()}
        )

    def post_code(self) -> Request:
        assert refused(
            self.desk.post("code", {"kind": "code", "locator": "12", "blinded": point()}), 400, "bad_request"
        )
        return Request({"kind": "address", "locator": "1234", "blinded": point()})

    def get_healthz(self) -> Request:
        return Request()

    get_readyz = get_openapi = get_healthz
