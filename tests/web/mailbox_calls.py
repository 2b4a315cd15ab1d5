"""Mailboxes as a client asks for them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from werkzeug.test import TestResponse

from tests import strangers
from tests.desk import BYTES, Desk, sealed
from tests.promised import keeps_promise
from tests.web.share_calls import Door
from wallet import tickets
from wallet.clock import DAY
from wallet.crypto.bytes import b64, unb64
from wallet.crypto.mailbox import mailbox_keys, mailbox_signature
from wallet.places import Kind

ELSEWHERE = "192.0.2.77"


@dataclass
class Box:
    """A mailbox and its owner. `address` is where requests come from."""

    desk: Desk
    key: bytes = field(default_factory=lambda: os.urandom(32))
    address: str = "127.0.0.1"
    voucher: bytes = field(default_factory=lambda: os.urandom(16))
    """What a note in it holds."""
    sender_pass: bytes = field(default_factory=lambda: os.urandom(16))

    def __post_init__(self) -> None:
        self.keys = mailbox_keys(self.key)

    @property
    def id(self) -> str:
        return b64(self.keys.id)

    def wanted(self) -> dict[str, str]:
        """The body of /v1/mailbox/put."""
        known = {"id": self.keys.id, "recipient": self.keys.recipient, "fetch_pub": self.keys.fetch_pub}
        known["pass_hash"] = sha256(self.sender_pass).digest()
        return {name: b64(value) for name, value in {**known, "ticket": self.desk.ticket(0)}.items()}

    def is_made(self) -> TestResponse:
        return self.desk.post("mailbox/put", self.wanted())

    def proof(self, **other: bytes) -> dict[str, str]:
        """What its owner shows; `other` takes the place of a right value."""
        told = self.desk.client.post("/v1/session/nonce", json={"vault_id": self.id}).json
        assert told is not None
        nonce = unb64(told["nonce"], 32)
        sig = mailbox_signature(self.key, self.desk.parts.config.origin, nonce)
        shown = {"id": self.keys.id, "nonce": nonce, "sig": sig, **other}
        return {name: b64(value) for name, value in shown.items()}

    def fetched(self, **other: bytes) -> TestResponse:
        return self.desk.post("mailbox/fetch", self.proof(**other))

    def lies_in_it(self) -> list[dict[str, Any]]:
        """The deposits."""
        told = self.fetched().json
        assert told is not None
        return list(told["deposits"])

    def gets(self, deposit: str) -> TestResponse:
        return self.desk.post("mailbox/get", {**self.proof(), "deposit": deposit})

    def note(self, sealed: bytes = bytes(4096), days: float = 7) -> dict[str, object]:
        """The body of /v1/note/put."""
        until = self.desk.clock.now + int(days * DAY)
        known = {"ticket": self.desk.ticket(0, tickets.NOTE), "id": os.urandom(16), "sealed": sealed}
        known["voucher_hash"] = sha256(b"WV1/voucher\0" + self.voucher).digest()
        return {**{name: b64(value) for name, value in known.items()}, "mailbox": self.id, "until": until}

    def door(self, voucher: bytes | None = None) -> Door:
        """A way into a share for whoever has this mailbox, and in it a note with the voucher."""
        named = (self.voucher if voucher is None else voucher) + self.keys.id
        return Door("mailbox", voucher_commit=sha256(b"WV1/voucher-door\0" + named).digest())

    def named(self) -> list[str]:
        """The ids of the notes."""
        told = self.fetched().json
        assert told is not None
        return list(told["notes"])

    def notes(self) -> list[bytes]:
        """All of them."""
        names = self.named()
        return [one for at in range(0, len(names), 200) for one in self.some(names[at : at + 200])]

    def some(self, names: list[str], **other: bytes) -> list[bytes]:
        """What POST /v1/note/fetch gives; `other` takes the place of a right value."""
        whole = self.desk.post("note/fetch", {**self.proof(**other), "notes": names}).data
        end = 4 + int.from_bytes(whole[:4], "big")
        return [whole[at : at + 4096] for at in range(end, len(whole), 4096)]

    def removes(
        self, deposits: Sequence[str] = (), notes: Sequence[str] = (), **other: bytes
    ) -> TestResponse:
        """POST /v1/mailbox/remove; `other` takes the place of a right value."""
        named = {name: list(ids) for name, ids in (("deposits", deposits), ("notes", notes)) if ids}
        return self.desk.post("mailbox/remove", {**self.proof(**other), **named})

    def asks_for_a_ticket(
        self, length: int, address: str | None = None, sender_pass: bytes | None = None
    ) -> TestResponse:
        """As somebody who wants to put something in."""
        shown = {} if sender_pass is None else {"sender_pass": b64(sender_pass)}
        answer = self.desk.client.post(
            "/v1/deposit/ticket", json={"mailbox": self.id, "bytes": length, **shown},
            environ_overrides={"REMOTE_ADDR": address or self.address},
        )  # fmt: skip
        keeps_promise("POST", "/v1/deposit/ticket", answer)
        return answer

    def is_given(
        self, body: bytes | None = None, *, deposit: bytes | None = None, ticket: str | None = None,
        address: str | None = None, sender_pass: bytes | None = None,
    ) -> TestResponse:  # fmt: skip
        """Puts something in."""
        body = sealed() if body is None else body
        if ticket is None:
            told = self.asks_for_a_ticket(len(body), address, sender_pass)
            if told.status_code != 200:
                return told
            assert told.json is not None
            ticket = str(told.json["ticket"])
        headers = {"X-Mailbox": self.id, "X-Deposit": b64(deposit or os.urandom(16)), "X-Ticket": ticket}
        answer = self.desk.client.put("/v1/deposit", data=body, headers=headers, content_type=BYTES)
        keeps_promise("PUT", "/v1/deposit", answer)
        return answer


def fill(desk: Desk, box: Box, kind: Kind, count: int) -> None:
    """Takes so many places for nine days, as many senders would have."""
    strangers.fill(desk.parts.database, box.keys.id, kind, count, desk.clock.now // DAY + 9)
