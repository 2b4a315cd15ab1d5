"""The book that vectors are written into, and the values that all of them share."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Value = Any


def fixed(name: str, length: int = 32) -> bytes:
    """`length` bytes that stand for something random, the same at every run."""
    return hashlib.shake_256(b"WV1 vector " + name.encode("ascii")).digest(length)


def plain(value: Value) -> Value:
    """The JSON form of a value: bytes become hex."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


def flipped(data: bytes, at: int, bit: int = 1) -> bytes:
    """`data` with one bit of the byte at `at` changed; a negative `at` counts from the end."""
    changed = bytearray(data)
    changed[at] ^= bit
    return bytes(changed)


@dataclass
class Book:
    """All vectors by "area/name"."""

    pages: dict[str, dict[str, Value]] = field(default_factory=dict)

    def good(self, place: str, function: str, reason: str, given: Value, output: Value) -> None:
        """One vector that gives `output`."""
        self._write(place, function, reason, given, {"output": output})

    def bad(self, place: str, function: str, reason: str, given: Value, error: str) -> None:
        """One vector that is refused with the code `error`."""
        self._write(place, function, reason, given, {"error": error})

    def _write(self, place: str, function: str, reason: str, given: Value, end: dict[str, Value]) -> None:
        if place in self.pages:
            raise ValueError(f"two vectors named {place}")
        self.pages[place] = plain({"function": function, "reason": reason, "input": given, **end})

    def files(self) -> dict[str, bytes]:
        """The bytes of every file by its path under tests/vectors."""
        return {
            f"{place}.json": (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()
            for place, page in self.pages.items()
        }

    def save(self, folder: Path) -> int:
        """Writes every file that is not there with these bytes already; how many were written."""
        written = 0
        for name, data in self.files().items():
            path = folder / name
            if not path.exists() or path.read_bytes() != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                written += 1
        return written
