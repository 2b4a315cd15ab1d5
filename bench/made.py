"""What the measurements need to find on a wallet server: tickets, blobs, a vault with a session, shares."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.served import Served, Shown, as_live
from tests.desk import sealed
from tests.shown import Paper
from wallet import tickets
from wallet.crypto.bytes import b64, unb64
from wallet.ephemeral import Ephemeral

TEXT, BYTES = "application/json", "application/octet-stream"
ROOM = 40_000_000


def buy(server: Served, n: int) -> list[str]:
    """n tickets for bodies of any size, as sessions would have bought them."""
    store = Ephemeral(server.folder / "run" / "ephemeral.db")
    try:
        return [b64(one) for one in tickets.issue(store, n, ROOM, int(server.clock().timestamp()))]
    finally:
        store.close()


@dataclass(frozen=True)
class Blob:
    """A blob that is to be put, and how it is fetched afterwards."""

    headers: dict[str, str]
    asked: str


def blob(ticket: str) -> Blob:
    """With random id and tokens."""
    name, read = os.urandom(16), os.urandom(16)
    headers = {
        "Content-Type": BYTES,
        "X-Ticket": ticket,
        "X-Blob": b64(name),
        "X-Read-Hash": b64(sha256(read).digest()),
        "X-Write-Hash": b64(os.urandom(32)),
    }
    return Blob(headers, json.dumps({"id": b64(name), "read": b64(read)}))


def put(server: Served, bucket: int) -> Blob:
    """A blob of that bucket (0..18) that is there."""
    made = blob(buy(server, 1)[0])
    ask(server, "PUT", "/v1/blob", sealed(bucket), made.headers)
    return made


def session(server: Served) -> str:
    """The bearer token of a new vault's first session."""
    vault_id, key = os.urandom(16), Ed25519PrivateKey.generate()
    public = b64(key.public_key().public_bytes_raw())
    headers = {"X-Vault": b64(vault_id), "X-Auth-Pub": public, "Content-Type": BYTES}
    ask(server, "POST", "/v1/vault", os.urandom(16 * 1024), headers)
    told = tell(server, "/v1/session/nonce", {"vault_id": b64(vault_id)})
    nonce = json.loads(told[1])["nonce"]
    said = b"WV1/login\0" + server.origin.encode() + b"\0" + vault_id + unb64(nonce)
    login = {"vault_id": b64(vault_id), "nonce": nonce, "sig": b64(key.sign(said))}
    return tell(server, "/v1/session", login)[0]["X-Session"]


def doors(server: Served, n: int) -> list[str]:
    """n shares of one small paper, each with 1,000 openings; what `share/open` is asked."""
    papers = [[Paper(b"%PDF-", "application/pdf", "paper")] for _ in range(n)]
    links = [Shown(as_live(server), some, opens=1000).link for some in papers]
    return [json.dumps(_knock(link.door_id, link.secret)) for link in links]


def _knock(door_id: bytes, secret: bytes) -> dict[str, str]:
    from wallet.crypto.share import link_keys

    return {"door_id": b64(door_id), "open": b64(link_keys(secret, door_id).open)}


def tell(server: Served, path: str, value: object) -> tuple[dict[str, str], bytes]:
    """POST of JSON: headers and body of a good answer."""
    return ask(server, "POST", path, json.dumps(value).encode(), {"Content-Type": TEXT})


def ask(
    server: Served, method: str, path: str, body: bytes, headers: dict[str, str]
) -> tuple[dict[str, str], bytes]:
    """Headers and body of a good answer. Raises RuntimeError for any other."""
    line = server.line()
    try:
        line.request(method, path, body, headers)
        answer = line.getresponse()
        data = answer.read()
    finally:
        line.close()
    if answer.status >= 400:
        raise RuntimeError(f"{method} {path}: {answer.status} {data!r}")
    return dict(answer.getheaders()), data
