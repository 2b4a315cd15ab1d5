"""Run by a partner, from elsewhere: compares what a server sends with what was released and signed.

    python -m tools.watch_release https://sacoche.example PUBLIC_KEY_IN_BASE64

Says "as released", or names every path that is not; exit status 1 then.
"""

from __future__ import annotations

import sys
import urllib.error
import urllib.request
from base64 import b64decode
from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from wallet.release import integrity, is_signed, read

WHERE = "/.well-known/wallet-release.json"
PATIENCE = 30


def fetched(url: str) -> bytes:
    """The body as anybody gets it, uncompressed. Raises OSError."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "identity"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        body: bytes = answer.read()
    return body


def differences(origin: str, public: Ed25519PublicKey) -> Iterator[str]:
    """One line for each thing that is not as it was released."""
    try:
        release = read(fetched(origin + WHERE).decode())
    except (OSError, ValueError) as problem:
        yield f"{WHERE}: {problem}"
        return
    if not is_signed(release, public):
        yield f"{WHERE}: not signed by this key"
        return
    for path, wanted in release.statement["files"].items():
        try:
            found = integrity(fetched(origin + path))
        except OSError as problem:
            yield f"{path}: {problem}"
            continue
        if found != wanted:
            yield f"{path}: is not what was released"


def main(arguments: list[str]) -> int:
    """Prints what differs; 0 where nothing does."""
    origin, key = arguments
    found = list(differences(origin.rstrip("/"), Ed25519PublicKey.from_public_bytes(b64decode(key))))
    print("\n".join(found) or "as released")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
