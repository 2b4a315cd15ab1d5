"""A request of which the server has the head and two bytes, and what is asked comes later.

A large one has a thread by then, which knows who asks; a small one is taken in whole before (decision 0024).
"""

from __future__ import annotations

import http.client
import json
import time
from dataclasses import dataclass
from typing import Any

from tests.desk import BYTES
from tests.holder import Holder
from tests.server.http import LOOPBACK, PATIENCE, Remote
from wallet import sessions, tokens
from wallet.crypto.bytes import unb64
from wallet.line import GATHERED


@dataclass
class Answer:
    """What came back."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def code(self) -> str | None:
        """Of a refusal."""
        told: dict[str, Any] = json.loads(self.body) if self.body[:1] == b"{" else {}
        return told.get("code")


class Late:
    """Begun when it is made; `comes` sends the rest and gives the answer."""

    def __init__(self, holder: Holder, method: str, path: str, body: object, **headers: str) -> None:
        assert isinstance(holder.desk.server, Remote)
        holder.desk.clock.forward(seconds=1)  # so that the session is seen to be prolonged
        self._rest = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = BYTES if isinstance(body, bytes) else "application/json"
        self._line = http.client.HTTPConnection(LOOPBACK, holder.desk.server.port, timeout=PATIENCE)
        self._line.putrequest(method, f"/v1/{path}")
        sent = {"Content-Type": kind, "Content-Length": str(len(self._rest)), **holder.bearer}
        for name, value in {**sent, **{key.replace("_", "-"): headers[key] for key in headers}}.items():
            self._line.putheader(name, value)
        self._line.endheaders(self._rest[:2])
        if len(self._rest) > GATHERED:
            _wait_until_known(holder)

    def comes(self) -> Answer:
        """The rest of the body."""
        self._line.send(self._rest[2:])
        got = self._line.getresponse()
        answer = Answer(got.status, got.read(), dict(got.getheaders()))
        self._line.close()
        return answer


def _wait_until_known(holder: Holder) -> None:
    """Until the server has read whose token the head carries: it prolongs the session then."""
    store, key = holder.desk.parts.ephemeral, tokens.hashed(unb64(holder.token, 32))
    end = time.monotonic() + PATIENCE
    while store.get(sessions.SESSION, key, holder.desk.clock.now + sessions.IDLE - 1) is None:
        assert time.monotonic() < end, "the server never looked whose session it is"
        time.sleep(0.002)
