"""Whether time tells: the same requests where a lock is and where none is, and a permutation test."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.figures import Result, in_turns, spread
from bench.made import BYTES, TEXT, ask, tell
from bench.served import Served, wallet
from wallet.crypto.bytes import b64, unb64

LIMIT = 0.001
SIZE = 16 * 1024


@dataclass(frozen=True)
class Size:
    """How often each request, and how many shuffles."""

    turns: int
    shuffles: int


WHOLE, SMALLEST = Size(600, 20_000), Size(5, 100)


@dataclass
class Vault:
    """A vault with one door."""

    server: Served
    id: bytes = field(default_factory=lambda: os.urandom(16))
    door: bytes = field(default_factory=lambda: os.urandom(16))
    write: bytes = field(default_factory=lambda: os.urandom(16))
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    token: str = ""

    def make(self) -> Vault:
        """On the server, open, with its door."""
        self.begin()
        self.settle()
        return self

    def begin(self) -> Vault:
        """On the server, new."""
        public = b64(self.key.public_key().public_bytes_raw())
        headers = {"X-Vault": b64(self.id), "X-Auth-Pub": public, "Content-Type": BYTES}
        ask(self.server, "POST", "/v1/vault", os.urandom(SIZE), headers)
        return self

    def settle(self) -> None:
        """Open, with its door."""
        self.enter()
        box, digest = b64(os.urandom(136)), b64(sha256(self.write).digest())
        self.asks("/v1/door/put", {"id": b64(self.door), "box": box, "write_hash": digest})

    def signed(self, label: bytes, ids: bytes) -> dict[str, str]:
        """A nonce of this vault, and its signature over label, ids and nonce."""
        nonce = json.loads(tell(self.server, "/v1/session/nonce", {"vault_id": b64(self.id)})[1])["nonce"]
        said = label + b"\0" + self.server.origin.encode() + b"\0" + ids + unb64(nonce)
        return {"nonce": nonce, "sig": b64(self.key.sign(said))}

    def enter(self) -> None:
        """A new session."""
        login = {"vault_id": b64(self.id), **self.signed(b"WV1/login", self.id)}
        self.token = tell(self.server, "/v1/session", login)[0]["X-Session"]

    def asks(self, path: str, body: object) -> None:
        """POST with the session."""
        headers = {"Content-Type": TEXT, "Authorization": f"Bearer {self.token}"}
        ask(self.server, "POST", path, json.dumps(body).encode(), headers)

    def reads(self) -> None:
        """GET of the list."""
        ask(self.server, "GET", "/v1/vault", b"", {"Authorization": f"Bearer {self.token}"})

    def opens(self) -> None:
        """What anybody does who stands before the door."""
        tell(self.server, "/v1/door/open", {"door_id": b64(self.door)})


def measure(size: Size) -> Result:
    """The table and its aims: p above LIMIT."""
    about = (
        f"Milliseconds of one request, {size.turns} in turns, median (lowest–highest): door and stand-in of "
        "a locked vault, and those of an ordinary one. p: how often a difference of means as large as this "
        f"one comes about by chance, over {size.shuffles:,} shuffles; time tells something at {LIMIT} or "
        "less."
    )
    result = Result("What time tells", about, ["request", "with a lock", "without", "p"])
    with tempfile.TemporaryDirectory() as folder, wallet(Path(folder)) as server:
        locked, stood = lock(server)
        plain = Vault(server).make()
        for name, ours, theirs in (
            ("door/open", locked.opens, plain.opens),
            ("session", stood.enter, plain.enter),
            ("GET vault", stood.reads, plain.reads),
        ):
            taken = in_turns(size.turns, {"ours": timed(ours), "theirs": timed(theirs)})
            p = permutation(taken["ours"], taken["theirs"], size.shuffles)
            result.rows.append([name, spread(taken["ours"]), spread(taken["theirs"]), f"{p:.4f}"])
            result.at_least(f"tells {name}", f"{name}: p of a lock's difference in time", p, LIMIT, "")
    return result


def lock(server: Served) -> tuple[Vault, Vault]:
    """A locked vault, and what stands behind its door meanwhile."""
    locked, stood = Vault(server).make(), Vault(server).begin()
    door = {"id": b64(locked.door), "write": b64(locked.write), "box": b64(os.urandom(136))}
    wish = {"until": int(time.time()) + 7200, "stand_in": b64(stood.id), "early": [b64(os.urandom(32))]}
    wish |= stood.signed(b"WV1/stand-in", locked.id + stood.id)
    wish |= {"doors": [{**door, "write_hash": b64(os.urandom(32))}], "spent": {"bytes": 0, "tickets": 0}}
    locked.asks("/v1/vault/lock", wish)
    stood.settle()
    return locked, stood


def timed(work: Callable[[], None]) -> Callable[[], float]:
    """Milliseconds of it."""

    def once() -> float:
        began = time.perf_counter()
        work()
        return (time.perf_counter() - began) * 1000

    return once


def permutation(ours: list[float], theirs: list[float], shuffles: int) -> float:
    """How many shuffles differ as much in their means; the slowest hundredth is the machine's doing."""
    cut = float(np.quantile([*ours, *theirs], 0.99))
    mine, others = (np.array([one for one in some if one <= cut]) for some in (ours, theirs))
    both, n = np.concatenate([mine, others]), len(mine)
    found = abs(mine.mean() - others.mean())
    chance = np.random.default_rng(1)
    larger = 0
    for _ in range(shuffles):
        chance.shuffle(both)
        larger += abs(both[:n].mean() - both[n:].mean()) >= found
    return float((larger + 1) / (shuffles + 1))
