"""The secrets of test servers: the same on each, so that a wallet made on one opens on another."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from wallet.crypto.bytes import b64

SEED = sha256(b"the seed of every test server").digest()
AT_REST = sha256(b"the key at rest of every test server").digest()
DOOR_IDS = sha256(b"the key of door ids of every test server").digest()
FILES = {
    "oprf/seed-1": SEED,
    "secrets/at_rest.key": f"{b64(AT_REST)}\n".encode(),
    "secrets/door_ids.key": f"{b64(DOOR_IDS)}\n".encode(),
}


def place(folder: Path) -> None:
    """Writes them where a server with this folder looks for them."""
    for name, content in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_bytes(content)
