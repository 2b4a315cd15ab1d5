"""Papers that are shown to somebody: a share on a live server, made as a wallet makes it, but in Python."""

from __future__ import annotations

import base64
import json
import os
import urllib.request
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tests.live import Live
from wallet import tickets
from wallet.crypto.agefile import CHUNK, chunk_nonce, header_mac
from wallet.crypto.argon import argon2id, digits_salt
from wallet.crypto.bytes import b64, u32, unb64
from wallet.crypto.digits import digits_input, digits_keys, format_digits
from wallet.crypto.document import pad
from wallet.crypto.hkdf import hkdf
from wallet.crypto.oprf_client import blind, finalize
from wallet.crypto.share import DoorKeys, Link, grant_owner, link_keys, seal_m, seal_manifest, share_url
from wallet.ephemeral import Ephemeral

BYTES = "application/octet-stream"
SECRET_DIGITS = "7294015"


def token() -> bytes:
    """Sixteen random bytes."""
    return os.urandom(16)


def hashed(data: bytes) -> str:
    """SHA-256 as the wire has it."""
    return b64(sha256(data).digest())


@dataclass
class Paper:
    """What lies in a wallet, and the tokens of its blob and grant."""

    content: bytes
    mime: str
    name: str = ""
    kind: str | None = None
    blob_id: bytes = field(default_factory=token)
    write: bytes = field(default_factory=token)
    grant_id: bytes = field(default_factory=token)
    read: bytes = field(default_factory=token)
    file_key: bytes = field(default_factory=token)

    def item(self) -> dict[str, object]:
        """Its line in the manifest."""
        return {
            "grant_id": b64(self.grant_id),
            "read": b64(self.read),
            "file_key": b64(self.file_key),
            "len": len(self.content),
            "sha256": hashed(self.content),
            "mime": self.mime,
            "name": self.name,
            "kind": self.kind,
        }


def sealed(paper: Paper) -> bytes:
    """The paper as an age file under its own file key; its one stanza is for nobody."""
    body = base64.b64encode(os.urandom(32)).rstrip(b"=")
    covered = b"age-encryption.org/v1\n-> X25519 " + body + b"\n" + body + b"\n---"
    mac = base64.b64encode(header_mac(paper.file_key, covered)).rstrip(b"=")
    plain, nonce = pad(paper.content), token()
    cipher = ChaCha20Poly1305(hkdf(paper.file_key, nonce, "payload", 32))
    pieces = [plain[i : i + CHUNK] for i in range(0, len(plain), CHUNK)]
    last = len(pieces) - 1
    chunks = [cipher.encrypt(chunk_nonce(i, i == last), piece, None) for i, piece in enumerate(pieces)]
    return covered + b" " + mac + b"\n" + nonce + b"".join(chunks)


@dataclass
class Shown:
    """A running share. `sums`: what the manifest says of a paper's SHA-256 where it is not the truth."""

    server: Live
    papers: list[Paper]
    minutes: float = 30
    opens: int = 5
    print: bool = False
    keep: bool = False
    shown_name: str = "Mirela"
    note: str = ""
    sums: dict[int, bytes] = field(default_factory=dict)
    id: bytes = field(default_factory=token)
    owner: bytes = field(default_factory=token)
    m: bytes = field(default_factory=lambda: os.urandom(32))
    link: Link = field(default_factory=lambda: Link(token(), token()))

    def __post_init__(self) -> None:
        self.start = int(self.server.clock().timestamp())
        self.until = self.start + round(self.minutes * 60)
        for paper in self.papers:
            self._put(paper)
        self._make()

    @property
    def url(self) -> str:
        """What the QR code says."""
        return share_url(self.server.origin, self.link)

    def digits(self) -> str:
        """Twelve new digits."""
        data = digits_input(SECRET_DIGITS)
        kept = blind(data)
        asked = {"kind": "code", "share_id": b64(self.id), "blinded": b64(kept.blinded)}
        answer = json.loads(self._post("code/new", {"ticket": self._ticket(), **asked}))
        door_id = unb64(answer["door_id"])
        n = finalize(data, kept.blind, unb64(answer["evaluation"]))
        keys = digits_keys(door_id, n, argon2id(n, digits_salt(self.id, door_id, answer["start"])))
        door = {**self._door(door_id, "code", keys), "locator": answer["locator"]}
        self._post(
            "share/door",
            {"ticket": self._ticket(), "id": b64(self.id), "owner": b64(self.owner), "door": door},
        )
        return format_digits(answer["locator"], SECRET_DIGITS)

    def events(self) -> list[str]:
        """What its owner sees, in order."""
        told = json.loads(self._post("share/events", {"id": b64(self.id), "owner": b64(self.owner)}))
        return [event["kind"] for event in told["events"]]

    def end(self) -> None:
        """Its owner ends it."""
        grants = [b64(paper.grant_id) for paper in self.papers]
        self._post("share/end", {"id": b64(self.id), "owner": b64(self.owner), "grants": grants})

    def _put(self, paper: Paper) -> None:
        headers = {
            "X-Ticket": self._ticket(40_000_000),
            "X-Blob": b64(paper.blob_id),
            "X-Read-Hash": hashed(token()),
            "X-Write-Hash": hashed(paper.write),
            "Content-Type": BYTES,
        }
        self._send("PUT", "blob", sealed(paper), headers)
        grant = {
            "id": b64(paper.grant_id),
            "blob_id": b64(paper.blob_id),
            "write": b64(paper.write),
            "read_hash": hashed(paper.read),
            "owner_hash": hashed(grant_owner(self.owner, paper.grant_id)),
            "not_before": self.start,
            "expires_at": self.until,
        }
        self._post("grant/put", {"ticket": self._ticket(), "grants": [grant]})

    def _make(self) -> None:
        head = {
            "ticket": self._ticket(),
            "id": b64(self.id),
            "owner_hash": hashed(self.owner),
            "not_before": self.start,
            "expires_at": self.until,
            "max_opens": self.opens,
            "doors": [self._door(self.link.door_id, "link", link_keys(self.link.secret, self.link.door_id))],
        }
        text = json.dumps(head).encode()
        body = u32(len(text)) + text + seal_manifest(self.m, self.id, self._manifest())
        self._send("POST", "share", body, {"Content-Type": BYTES})

    def _manifest(self) -> dict[str, Any]:
        return {
            "v": 1,
            "shown_name": self.shown_name,
            "note": self.note,
            "until": self.until,
            "print": self.print,
            "keep": self.keep,
            "watermark": "7QX2-9KLM",
            "items": [self._item(number, paper) for number, paper in enumerate(self.papers)],
        }

    def _item(self, number: int, paper: Paper) -> dict[str, object]:
        lie = self.sums.get(number)
        return paper.item() if lie is None else {**paper.item(), "sha256": b64(lie)}

    def _door(self, door_id: bytes, kind: Any, keys: DoorKeys) -> dict[str, str]:
        sealed_m = seal_m(keys.key, door_id, kind, self.m)
        return {"id": b64(door_id), "kind": kind, "open_hash": hashed(keys.open), "sealed_m": b64(sealed_m)}

    def _ticket(self, cap: int = 0) -> str:
        """A ticket, as a session would have bought it."""
        store = Ephemeral(self.server.folder / "run" / "ephemeral.db")
        return b64(tickets.issue(store, 1, cap, int(self.server.clock().timestamp()))[0])

    def _post(self, path: str, value: object) -> bytes:
        return self._send("POST", path, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        asked = urllib.request.Request(f"{self.server.origin}/v1/{path}", body, headers, method=method)
        with urllib.request.urlopen(asked, timeout=30) as answer:
            data: bytes = answer.read()
        return data
