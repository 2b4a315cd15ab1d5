"""Locks as a client asks for them: a stand-in behind the doors until a time, a card that ends it early."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from werkzeug.test import TestResponse

from tests.desk import Desk
from tests.holder import Door, Holder, catalogue
from wallet.crypto.bytes import b64, unb64

HOUR = 3600


class StandIn(Holder):
    """The vault that stands behind the doors meanwhile; `box` is what the doors then give."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.box = os.urandom(136)
        self.write = os.urandom(16)

    def agrees(self, locked: bytes, nonce: bytes | None = None) -> dict[str, str]:
        """`nonce` and `sig` of /v1/vault/lock: it is to stand in for the vault with this id."""
        nonce = nonce or self.nonce()
        text = self.desk.parts.config.origin.encode() + b"\0" + locked + self.vault_id + nonce
        return {"nonce": b64(nonce), "sig": b64(self.key.sign(b"WV1/stand-in\0" + text))}


@dataclass
class SafeCard:
    """A card whose key may end locks before their time."""

    desk: Desk
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    def signed(self) -> dict[str, str]:
        """The body of /v1/vault/lock/end."""
        asked = {"vault_id": b64(self.public[:16])}
        told = self.desk.client.post("/v1/session/nonce", json=asked).json
        assert told is not None
        text = self.desk.parts.config.origin.encode() + b"\0" + self.public + unb64(told["nonce"], 32)
        sig = self.key.sign(b"WV1/early\0" + text)
        return {"public": b64(self.public), "nonce": told["nonce"], "sig": b64(sig)}

    def ends_it(self) -> TestResponse:
        """POST /v1/vault/lock/end."""
        return self.desk.post("vault/lock/end", self.signed())


def wish(
    holder: Holder, stand_in: StandIn, boxes: dict[Door, bytes], hours: float = 2, *early: SafeCard
) -> dict[str, Any]:
    """The body of /v1/vault/lock, for the holder's vault."""
    fresh = b64(sha256(stand_in.write).digest())
    doors = [
        {"id": b64(door.id), "write": b64(door.write), "box": b64(box), "write_hash": fresh}
        for door, box in boxes.items()
    ]
    keys = [one.public for one in early] or [os.urandom(32)]
    until = holder.desk.clock.now + int(hours * HOUR)
    return {
        "until": until,
        "stand_in": b64(stand_in.vault_id),
        **stand_in.agrees(holder.vault_id),
        "doors": doors,
        "early": [b64(k) for k in keys],
        "spent": {"bytes": 0, "tickets": 0},
    }


def locked(
    desk: Desk, holder: Holder, *doors: Door, hours: float = 2, early: tuple[SafeCard, ...] = ()
) -> StandIn:
    """Locks the holder's vault; the stand-in behind its doors."""
    stand_in = StandIn(desk)
    assert stand_in.makes_a_vault(catalogue(77)).status_code == 201
    body = wish(holder, stand_in, dict.fromkeys(doors, stand_in.box), hours, *early)
    answer = holder.asks("vault/lock", body)
    assert answer.status_code == 204, answer.text
    return stand_in


def meanwhile(door: Door, stand_in: StandIn) -> Door:
    """The door as the stand-in's catalogue knows it."""
    return replace(door, box=stand_in.box, write=stand_in.write)


def behind(desk: Desk, door: Door) -> bytes | None:
    """What the door gives now, None for nothing."""
    answer = desk.post("door/open", {"door_id": b64(door.id)})
    return unb64(answer.json["box"], 136) if answer.status_code == 200 and answer.json else None


def locked_and_back(desk: Desk, holder: Holder, door: Door) -> None:
    """A whole lock: begun, lived in, over, taken over."""
    safe = SafeCard(desk)
    stand_in = locked(desk, holder, door, early=(safe,))
    assert stand_in.unlocks().status_code == 200
    stand_in.asks("door/delete", {"id": b64(door.id), "write": b64(stand_in.write)})
    heir = Holder(desk)
    heir.token = stand_in.token
    heir.makes_a_vault_as_an_heir()
    assert safe.ends_it().status_code == 204
    assert holder.unlocks().status_code == 200
    assert holder.asks("vault/lock/take", {"stand_in": b64(stand_in.vault_id)}).status_code == 200
    done = {"stand_in": b64(stand_in.vault_id), "done": 1}
    assert holder.asks("vault/lock/take", done).status_code == 204
