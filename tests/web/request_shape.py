"""A request as the tests of the API make it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Any

from wallet.crypto.bytes import b64

JSON, BYTES = "application/json", "application/octet-stream"


@dataclass
class Request:
    """What is sent; `path` is the operation's own."""

    body: Any = None
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> bytes:
        """The bytes of the body."""
        return bytes(self.body) if self.kind == BYTES else json.dumps(self.body).encode()


def random() -> str:
    """16 random bytes as JSON has them."""
    return b64(os.urandom(16))
