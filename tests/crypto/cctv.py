"""The age vectors of C2SP's CCTV, as pinned in tests/vectors/cctv."""

import zlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "vectors" / "cctv"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".md")


@dataclass(frozen=True)
class Case:
    """One vector: what to expect of which file."""

    expect: str
    payload: str | None
    file_key: bytes
    identities: list[str]
    armored: bool
    passphrase: bool
    file: bytes


def load(name: str) -> Case:
    """The vector of this name."""
    head, _, file = (FOLDER / name).read_bytes().partition(b"\n\n")
    lines = [line.split(": ", 1) for line in head.decode().splitlines()]
    fields = dict(lines)
    return Case(
        expect=fields["expect"],
        payload=fields.get("payload"),
        file_key=bytes.fromhex(fields["file key"]),
        identities=[value for key, value in lines if key == "identity"],
        armored="armored" in fields,
        passphrase="passphrase" in fields,
        file=zlib.decompress(file) if "compressed" in fields else file,
    )
