"""Shares as a browser makes, opens and ends them over the API."""

from __future__ import annotations

import hmac
import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from werkzeug.test import TestResponse

from tests.desk import BYTES, Desk, Paper
from tests.promised import keeps_promise
from wallet import tickets
from wallet.crypto.bytes import b64, u32, unb64

BASE = bytes.fromhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76")
"""The group's generator (RFC 9496, appendix A.1): a point that anybody may know."""

HALF_AN_HOUR = 1800


@dataclass
class Door:
    """A door as its maker holds it."""

    kind: str = "link"
    locator: str | None = None
    id: bytes = field(default_factory=lambda: os.urandom(16))
    open: bytes = field(default_factory=lambda: os.urandom(32))
    sealed_m: bytes = field(default_factory=lambda: os.urandom(72))
    voucher_commit: bytes | None = None
    share_id: bytes | None = None
    """Of the share that digits are for."""
    start: int = 0
    """Second from which their locator leads here."""

    def shown(self) -> dict[str, str]:
        """What the server is told of it."""
        told = {"id": b64(self.id), "kind": self.kind, "open_hash": b64(sha256(self.open).digest()),
                "sealed_m": b64(self.sealed_m)}  # fmt: skip
        if self.locator is not None:
            told["locator"] = self.locator
        if self.voucher_commit is not None:
            told["voucher_commit"] = b64(self.voucher_commit)
        return told


@dataclass
class Shared:
    """A share as its owner's catalogue holds it."""

    link: Door = field(default_factory=Door)
    id: bytes = field(default_factory=lambda: os.urandom(16))
    owner: bytes = field(default_factory=lambda: os.urandom(16))
    manifest: bytes = field(default_factory=lambda: os.urandom(8192))


def framed(head: object, rest: bytes) -> bytes:
    text = json.dumps(head).encode()
    return u32(len(text)) + text + rest


def post_share(
    desk: Desk, share: Shared, *doors: Door, ticket: bytes | None = None, **terms: Any
) -> TestResponse:
    """POST /v1/share for half an hour and five openings, unless told otherwise."""
    head = {
        "ticket": b64(ticket or desk.ticket()),
        "id": b64(share.id),
        "owner_hash": b64(sha256(share.owner).digest()),
        "not_before": desk.clock.now,
        "expires_at": desk.clock.now + HALF_AN_HOUR,
        "max_opens": 5,
        "doors": [door.shown() for door in (share.link, *doors)],
        **terms,
    }
    answer = desk.client.post("/v1/share", data=framed(head, share.manifest), content_type=BYTES)
    keeps_promise("POST", "/v1/share", answer)
    return answer


def made(desk: Desk, *doors: Door, **terms: Any) -> Shared:
    """A share that is there; digits name its id."""
    named = next((door.share_id for door in doors if door.share_id), None)
    share = Shared(id=named) if named else Shared()
    answer = post_share(desk, share, *doors, **terms)
    assert answer.status_code == 201, answer.text
    return share


def knock(
    desk: Desk, door: Door, resume: str | None = None, headers: dict[str, str] | None = None, **other: bytes
) -> TestResponse:
    """POST /v1/share/open."""
    body = {"door_id": b64(other.get("door_id", door.id)), "open": b64(other.get("open", door.open))}
    more = {"resume": resume, "voucher": b64(other["voucher"]) if "voucher" in other else None}
    return desk.post(
        "share/open", {**body, **{name: value for name, value in more.items() if value}}, headers
    )


def opened(answer: TestResponse) -> tuple[dict[str, Any], bytes]:
    """The head and the manifest of an opening."""
    assert answer.status_code == 200, answer.text
    length = int.from_bytes(answer.data[:4], "big")
    return json.loads(answer.data[4 : 4 + length]), answer.data[4 + length :]


def story(desk: Desk, share: Shared) -> dict[str, Any]:
    """What the owner reads."""
    answer = desk.post("share/events", {"id": b64(share.id), "owner": b64(share.owner)})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json or {}
    return told


def kinds(desk: Desk, share: Shared) -> list[str]:
    """The kinds of all events."""
    return sorted(event["kind"] for event in story(desk, share)["events"])


def end(desk: Desk, share: Shared, *grants: bytes) -> TestResponse:
    """POST /v1/share/end."""
    body = {"id": b64(share.id), "owner": b64(share.owner), "grants": [b64(grant) for grant in grants]}
    return desk.post("share/end", body)


def change(
    desk: Desk, share: Shared, manifest: bytes, *grants: bytes, owner: bytes | None = None
) -> TestResponse:
    """POST /v1/share/change; `grants` end."""
    head = {"id": b64(share.id), "owner": b64(owner or share.owner), "grants": [b64(one) for one in grants]}
    return desk.client.post("/v1/share/change", data=framed(head, manifest), content_type=BYTES)


def new_digits(
    desk: Desk, share_id: bytes, kind: str = "code", wanted: int | None = None, ticket: bytes | None = None
) -> TestResponse:
    """POST /v1/code/new; `wanted`: digits that work from then on."""
    ticket = ticket or desk.ticket(0, tickets.KIND if wanted is None else tickets.AHEAD)
    body = {"ticket": b64(ticket), "kind": kind, "share_id": b64(share_id), "blinded": b64(BASE)}
    return desk.post("code/new", body if wanted is None else {**body, "from": wanted})


def digits(desk: Desk, share_id: bytes | None = None, kind: str = "code") -> Door:
    """A door of digits whose locator was reserved, for that share or one that is still to be made."""
    answer = new_digits(desk, share_id or os.urandom(16), kind)
    assert answer.status_code == 200, answer.text
    return reserved(answer, kind)


def reserved(answer: TestResponse, kind: str = "code") -> Door:
    """The door that an answer of code/new is about."""
    said: dict[str, Any] = answer.json or {}
    door_id, share_id = (unb64(said[name], 16) for name in ("door_id", "share_id"))
    return Door(kind, said["locator"], door_id, share_id=share_id, start=said["start"])


def tried(desk: Desk, locator: str | None, kind: str = "code", blinded: bytes = BASE) -> TestResponse:
    """POST /v1/code."""
    return desk.post("code", {"kind": kind, "locator": locator, "blinded": b64(blinded)})


def typed(desk: Desk, locator: str, kind: str = "code") -> bytes:
    """The door id that digits with this locator lead to."""
    answer = tried(desk, locator, kind)
    assert answer.status_code == 200, answer.text
    return unb64(answer.json["door_id"], 16)  # type: ignore[index]


@dataclass
class Grant:
    """A grant as a manifest holds it, and its owner token's maker."""

    paper: Paper
    share: Shared
    id: bytes = field(default_factory=lambda: os.urandom(16))
    read: bytes = field(default_factory=lambda: os.urandom(16))

    def shown(self, desk: Desk, **other: Any) -> dict[str, Any]:
        """The item of grant/put."""
        owner = hmac.digest(self.share.owner, self.id, "sha256")[:16]
        return {
            "id": b64(self.id),
            "blob_id": b64(self.paper.id),
            "write": b64(self.paper.write),
            "read_hash": b64(sha256(self.read).digest()),
            "owner_hash": b64(sha256(owner).digest()),
            "not_before": desk.clock.now,
            "expires_at": desk.clock.now + HALF_AN_HOUR,
            **other,
        }

    def get(self, desk: Desk, headers: dict[str, str] | None = None) -> TestResponse:
        """POST /v1/grant/get."""
        return desk.post("grant/get", {"id": b64(self.id), "read": b64(self.read)}, headers)


def put_grants(desk: Desk, *rows: dict[str, Any]) -> TestResponse:
    """POST /v1/grant/put."""
    return desk.post("grant/put", {"ticket": b64(desk.ticket(0)), "grants": list(rows)})
