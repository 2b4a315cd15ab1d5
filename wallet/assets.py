"""Assets: the static files, read once at start together with the pages that name their hashes."""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha384
from pathlib import Path

from wallet.errors import ConfigError

FOLDERS = ("brand", "css", "dist", "pictures")
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
}
BUNDLE = re.compile(r"dist/[^/]+\.js")
COMPRESSED = frozenset({".css", ".js", ".json", ".svg", ".txt", ".wasm"})

IMPORT = re.compile(rb'@import "([^"]+)";\n')


@dataclass(frozen=True)
class Asset:
    """One file as it is served. `integrity` is what a script or style element must carry."""

    path: str
    type: str
    body: bytes
    gzipped: bytes | None
    integrity: str

    @property
    def version(self) -> str:
        """16 characters that change with the content, for the ?v= of its address."""
        return self.integrity.removeprefix("sha384-")[:16].replace("+", "-").replace("/", "_")

    @property
    def url(self) -> str:
        return f"/static/{self.path}?v={self.version}"


def read_body(file: Path) -> bytes:
    """A style sheet with the sheets it imports inside, as each would be one request more; else the file."""
    body = file.read_bytes()
    if file.suffix != ".css":
        return body
    return IMPORT.sub(lambda found: read_body(file.parent / found[1].decode()), body)


def read_asset(root: Path, file: Path) -> Asset:
    body = read_body(file)
    squeezed = gzip.compress(body, 9, mtime=0) if file.suffix in COMPRESSED else None
    integrity = "sha384-" + b64encode(sha384(body).digest()).decode()
    kind = TYPES.get(file.suffix, "application/octet-stream")
    return Asset(file.relative_to(root).as_posix(), kind, body, squeezed, integrity)


class Assets:
    """All static files below `root`, by path."""

    def __init__(self, root: Path) -> None:
        self._by_path = {asset.path: asset for asset in _read_all(root)}

    def get(self, path: str) -> Asset | None:
        return self._by_path.get(path)

    def need(self, path: str) -> Asset:
        """Raises ConfigError where the file is not there: a page names it."""
        asset = self._by_path.get(path)
        if asset is None:
            raise ConfigError(
                f"wallet/static/{path} is missing: build the bundles with `node tools/build.mjs`"
            )
        return asset

    def __iter__(self) -> Iterator[Asset]:
        return iter(self._by_path.values())

    def bundles(self) -> Iterator[Asset]:
        """The scripts that tools/build.mjs makes, below dist/ itself."""
        return (a for a in self._by_path.values() if BUNDLE.fullmatch(a.path))


def _read_all(root: Path) -> Iterator[Asset]:
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            if file.is_file():
                yield read_asset(root, file)
