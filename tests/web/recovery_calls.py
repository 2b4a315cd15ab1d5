"""Recovery and closing as a client asks for them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from werkzeug.test import TestResponse

from tests.desk import Desk
from wallet.crypto.bytes import b64, u32, unb64
from wallet.crypto.recovery import recovery_id, recovery_public, recovery_signature


@dataclass
class Helpers:
    """Two people who hold a part each, as far as the API can see them: R, and what was made with it."""

    desk: Desk
    days: int = 7
    r: bytes = field(default_factory=lambda: os.urandom(16))
    half: bytes = field(default_factory=lambda: os.urandom(16))
    cancel: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def id(self) -> bytes:
        return recovery_id(recovery_public(self.r))

    def named(self) -> dict[str, object]:
        """The body of /v1/recovery/put."""
        known = {"id": self.id, "verify_pub": recovery_public(self.r), "half": self.half}
        known |= {"cancel_hash": sha256(self.cancel).digest(), "ticket": self.desk.ticket(0)}
        return {**{name: b64(value) for name, value in known.items()}, "wait_days": self.days}

    def are_named(self) -> TestResponse:
        """POST /v1/recovery/put."""
        return self.desk.post("recovery/put", self.named())

    def proof(self, **other: bytes) -> dict[str, str]:
        """The body of start and finish; `other` takes the place of a right value."""
        told = self.desk.client.post("/v1/session/nonce", json={"vault_id": b64(self.id)}).json
        assert told is not None
        nonce = unb64(told["nonce"], 32)
        sig = recovery_signature(self.r, self.desk.parts.config.origin, nonce)
        return {
            name: b64(value) for name, value in {"id": self.id, "nonce": nonce, "sig": sig, **other}.items()
        }

    def begin(self) -> TestResponse:
        """POST /v1/recovery/start."""
        return self.desk.post("recovery/start", self.proof())

    def finish(self) -> TestResponse:
        """POST /v1/recovery/finish."""
        return self.desk.post("recovery/finish", self.proof())

    def ready_at(self) -> int:
        """POST /v1/recovery/status."""
        told = self.desk.post("recovery/status", {"id": b64(self.id)}).json
        assert told is not None
        return int(told["ready_at"])

    def are_stopped(self, cancel: bytes | None = None) -> TestResponse:
        """POST /v1/recovery/cancel."""
        return self.desk.post("recovery/cancel", {"id": b64(self.id), "cancel": b64(cancel or self.cancel)})


class Written(Protocol):
    """Anything with an id and a write token."""

    @property
    def id(self) -> bytes: ...

    @property
    def write(self) -> bytes: ...


def reach(
    blobs: Sequence[Written] = (), doors: Sequence[Written] = (), recoveries: Sequence[Helpers] = ()
) -> bytes:
    """The body of /v1/vault/close."""
    counts = {"blobs": len(blobs), "doors": len(doors), "recoveries": len(recoveries)}
    text = json.dumps(counts).encode()
    rows = [one.id + one.write for one in (*blobs, *doors)] + [one.id + one.cancel for one in recoveries]
    return u32(len(text)) + text + b"".join(rows)
