"""A person with a vault, as far as the API can see one: keys, a session, a catalogue of random bytes."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from werkzeug.test import TestResponse

from tests.desk import BYTES, Desk
from wallet.crypto.bytes import b64, unb64

KIB = 1024


def catalogue(number: int = 0, size: int = 16 * KIB) -> bytes:
    """A sealed catalogue; a number stands where a test can find it again."""
    return number.to_bytes(8, "big") + os.urandom(size - 8)


@dataclass(frozen=True)
class Door:
    """A door and its write token, as a catalogue holds them."""

    id: bytes = field(default_factory=lambda: os.urandom(16))
    box: bytes = field(default_factory=lambda: os.urandom(136))
    write: bytes = field(default_factory=lambda: os.urandom(16))


class Holder:
    """Somebody at the desk. Methods are what they do; each gives the answer."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.client = desk.server.test_client()
        self.vault_id = os.urandom(16)
        self.key = Ed25519PrivateKey.generate()
        self.token = ""
        self.etag = ""

    def makes_a_vault(self, sealed: bytes | None = None, **more: str) -> TestResponse:
        """POST /v1/vault; `more`: other headers, with _ for -."""
        public = self.key.public_key().public_bytes_raw()
        headers = {"X-Vault": b64(self.vault_id), "X-Auth-Pub": b64(public)}
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
        body = catalogue() if sealed is None else sealed
        return self.client.post("/v1/vault", data=body, content_type=BYTES, headers=headers)

    def makes_a_vault_as_an_heir(self) -> TestResponse:
        """The same, out of the vault whose session it has."""
        public = self.key.public_key().public_bytes_raw()
        headers = {"X-Vault": b64(self.vault_id), "X-Auth-Pub": b64(public), **self.bearer}
        return self.client.post("/v1/vault", data=catalogue(), content_type=BYTES, headers=headers)

    def nonce(self) -> bytes:
        """POST /v1/session/nonce."""
        answer = self.client.post("/v1/session/nonce", json={"vault_id": b64(self.vault_id)})
        assert answer.json is not None
        return unb64(answer.json["nonce"], 32)

    def signed(self, nonce: bytes) -> bytes:
        """The signature that a session needs."""
        origin: str = self.desk.parts.config.origin
        return self.key.sign(b"WV1/login\0" + origin.encode() + b"\0" + self.vault_id + nonce)

    def unlocks(self, nonce: bytes | None = None, sig: bytes | None = None) -> TestResponse:
        """POST /v1/session; keeps token and etag where it succeeds."""
        nonce = nonce or self.nonce()
        body = {"vault_id": b64(self.vault_id), "nonce": b64(nonce), "sig": b64(sig or self.signed(nonce))}
        answer = self.client.post("/v1/session", json=body)
        if answer.status_code == 200:
            self.token, self.etag = answer.headers["X-Session"], answer.headers["ETag"]
        return answer

    def reads(self) -> TestResponse:
        """GET /v1/vault."""
        return self.client.get("/v1/vault", headers=self.bearer)

    def stays_busy(self, minutes: int) -> None:
        """Lets that time go by, and asks for something every nine minutes; nine divide `minutes`."""
        for _ in range(minutes // 9):
            self.desk.clock.forward(minutes=9)
            assert self.reads().status_code == 200

    def saves(self, sealed: bytes, etag: str | None = None, *, drop: bool = False) -> TestResponse:
        """PUT /v1/vault over the catalogue it last saw."""
        headers = self.bearer | {"If-Match": etag or self.etag} | ({"X-Drop-Versions": "1"} if drop else {})
        answer = self.client.put("/v1/vault", data=sealed, content_type=BYTES, headers=headers)
        self.etag = answer.headers.get("ETag", self.etag)
        return answer

    def asks(self, path: str, body: object | None = None) -> TestResponse:
        """POST with the session."""
        return self.client.post(f"/v1/{path}", json={} if body is None else body, headers=self.bearer)

    def puts(self, door: Door) -> TestResponse:
        """POST /v1/door/put."""
        body = {"id": b64(door.id), "box": b64(door.box), "write_hash": b64(sha256(door.write).digest())}
        return self.asks("door/put", body)

    @property
    def bearer(self) -> dict[str, str]:
        """The header that carries the session."""
        return {"Authorization": f"Bearer {self.token}"}

    def other_device(self) -> Holder:
        """The same person on another device, without a session yet."""
        twin = Holder(self.desk)
        twin.vault_id, twin.key = self.vault_id, self.key
        return twin


def settled(desk: Desk) -> Holder:
    """Somebody whose vault is made and unlocked."""
    holder = Holder(desk)
    assert holder.makes_a_vault().status_code == 201
    assert holder.unlocks().status_code == 200
    return holder
