"""The release file: what this version serves, path by path, signed by a key that no server holds.

A page's bytes are the same for everyone, so whoever fetches them from elsewhere can compare them with what
was released (tools/watch_release.py).
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256, sha384
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from wallet import VERSION
from wallet.assets import Assets
from wallet.errors import ConfigError
from wallet.pages import PACKAGE, STATIC, Press, print_all, print_manifests

LABEL = b"WV1/release\0"


def integrity(body: bytes) -> str:
    """As a script element writes it: sha384- and base64."""
    return "sha384-" + b64encode(sha384(body).digest()).decode()


def served() -> Iterator[tuple[str, str]]:
    """Every path of pages and static files with its integrity, in no order. Raises ConfigError."""
    assets = Assets(STATIC)
    press = Press(assets)
    for path, page in (print_all(press) | print_manifests(press)).items():
        yield path, integrity(page.body)
    yield "/sw.js", assets.need("dist/sw.js").integrity
    for asset in assets:
        yield f"/static/{asset.path}", asset.integrity


def commit() -> str:
    """The commit of this working tree; empty outside one."""
    done = subprocess.run(  # noqa: S603
        ["git", "-C", str(PACKAGE), "rev-parse", "HEAD"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()


@dataclass(frozen=True)
class Release:
    """A signed statement: the text as it was signed, and the signature over LABEL and the text."""

    text: str
    signature: bytes

    def as_json(self) -> str:
        """The file /.well-known/wallet-release.json."""
        return json.dumps({"release": self.text, "signature": b64encode(self.signature).decode()}) + "\n"

    @property
    def statement(self) -> dict[str, Any]:
        """version, commit, former (SHA-256 of the former text in hex, or empty), files: path → integrity."""
        read: dict[str, Any] = json.loads(self.text)
        return read


def read(raw: str) -> Release:
    """A release from its file. Raises ValueError where it is none."""
    held = json.loads(raw)
    if not isinstance(held, dict) or held.keys() != {"release", "signature"}:
        raise ValueError("not a release file")
    return Release(str(held["release"]), b64decode(held["signature"], validate=True))


def make(key: Ed25519PrivateKey, former: Release | None) -> Release:
    """A release of what this program would serve now. Raises ConfigError where a bundle is missing."""
    statement = {
        "version": VERSION,
        "commit": commit(),
        "former": sha256(former.text.encode()).hexdigest() if former else "",
        "files": dict(sorted(served())),
    }
    text = json.dumps(statement, sort_keys=True, separators=(",", ":"))
    return Release(text, key.sign(LABEL + text.encode()))


def is_signed(release: Release, public: Ed25519PublicKey) -> bool:
    """Whether this key signed exactly this text."""
    try:
        public.verify(release.signature, LABEL + release.text.encode())
    except InvalidSignature:
        return False
    return True


def load_key(path: Path) -> Ed25519PrivateKey:
    """The 32 bytes of the offline key; drawn, with mode 0600, where there is no file. Raises ConfigError."""
    try:
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(Ed25519PrivateKey.generate().private_bytes_raw())
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except (OSError, ValueError) as problem:
        raise ConfigError(f"{path}: no release key: {problem}") from problem
