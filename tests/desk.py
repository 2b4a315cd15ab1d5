"""A wallet server as its API sees it, on either pair of stores, with a clock in the test's hand."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from flask import Flask
from werkzeug.test import Client, TestResponse

from tests.promised import keeps_promise
from tests.server.clock import SetClock
from wallet import tickets
from wallet.crypto.bytes import b64, unb64
from wallet.crypto.format import BUCKETS
from wallet.parts import Parts
from wallet.web.parts import EXTENSION

BYTES = "application/octet-stream"
AGE = b"\n".join(
    [
        b"age-encryption.org/v1",
        b"-> X25519 " + base64.b64encode(bytes(32)).rstrip(b"="),
        base64.b64encode(bytes(32)).rstrip(b"="),
        b"--- " + base64.b64encode(bytes(32)).rstrip(b"=") + b"\n",
    ]
)


def sealed(bucket: int = 0) -> bytes:
    """A body that looks like a sealed paper of that bucket (0..18); nobody can open it."""
    return AGE + os.urandom(16 + BUCKETS[bucket] + 16 * -(-BUCKETS[bucket] // 65536))


@dataclass
class Paper:
    """A blob and its tokens, as a catalogue holds them."""

    id: bytes = field(default_factory=lambda: os.urandom(16))
    read: bytes = field(default_factory=lambda: os.urandom(16))
    write: bytes = field(default_factory=lambda: os.urandom(16))

    def shown(self, **more: bytes) -> dict[str, str]:
        """The item of a batch."""
        return {name: b64(value) for name, value in {"id": self.id, "write": self.write, **more}.items()}


class Reached(Protocol):
    """A server in this process or behind a socket."""

    def test_client(self) -> Client:
        """A client with a cookie jar of its own."""


@dataclass
class Desk:
    """The server, asked as a browser would ask it. `parts` are its stores, opened here."""

    server: Reached
    clock: SetClock
    parts: Parts
    log: Path | None = None
    """What the server's processes write; None for one in this process."""

    def __post_init__(self) -> None:
        self.client = self.server.test_client()

    def another(self) -> Desk:
        """The same server, asked by somebody else."""
        return Desk(self.server, self.clock, self.parts)

    def ticket(self, cap: int = 40_000_000, kind: str = tickets.KIND) -> bytes:
        """A ticket, as a session would have bought it."""
        return tickets.issue(self.parts.ephemeral, 1, cap, self.clock.now, kind)[0]

    def post(self, path: str, body: object, headers: dict[str, str] | None = None) -> TestResponse:
        """POST of JSON; the answer is one that the API's description promises."""
        answer = self.client.post(f"/v1/{path}", json=body, headers=headers)
        keeps_promise("POST", f"/v1/{path}", answer)
        return answer

    def put_blob(
        self, paper: Paper, body: bytes, ticket: bytes | None = None, announced: int | None = None
    ) -> TestResponse:
        """PUT of a body, which may be shorter than announced."""
        headers = {
            "X-Ticket": b64(ticket or self.ticket()),
            "X-Blob": b64(paper.id),
            "X-Read-Hash": b64(sha256(paper.read).digest()),
            "X-Write-Hash": b64(sha256(paper.write).digest()),
        }
        length = {"CONTENT_LENGTH": str(len(body) if announced is None else announced)}
        answer = self.client.put(
            "/v1/blob", data=body, headers=headers, content_type=BYTES, environ_overrides=length
        )
        keeps_promise("PUT", "/v1/blob", answer)
        return answer

    def kept(self, bucket: int = 0) -> tuple[Paper, bytes]:
        """A paper that was put, and its body."""
        paper, body = Paper(), sealed(bucket)
        answer = self.put_blob(paper, body)
        assert answer.status_code == 201, answer.text
        return paper, body

    def get_blob(self, paper: Paper, headers: dict[str, str] | None = None) -> TestResponse:
        """Reads a paper back."""
        return self.post("blob/get", {"id": b64(paper.id), "read": b64(paper.read)}, headers)

    def missing(self, path: str, *items: dict[str, str]) -> list[bytes]:
        """What a batch answers."""
        answer = self.post(path, {"items": list(items)})
        assert answer.status_code == 200, answer.text
        return [unb64(one) for one in answer.json["missing"]]  # type: ignore[index]


def in_process(app: Flask, clock: SetClock) -> Desk:
    """A desk at an application in this process, for tests that put something in its inside."""
    parts: Parts = app.extensions[EXTENSION]
    return Desk(app, clock, parts)


def refused(answer: TestResponse, status: int, code: str) -> bool:
    """Whether the answer is that refusal and says nothing else."""
    assert answer.json is not None, answer.data
    assert (answer.status_code, answer.json["code"]) == (status, code), answer.text
    return set(answer.json) <= {"code", "retry_after"}
