"""The plaintext recorder: keeps all that reaches the server, and finds a word in it however it is dressed."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BufferedIOBase
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


class Tee(BufferedIOBase):
    """A request's body that is also kept while the application reads it."""

    def __init__(self, source: Any, kept: bytearray) -> None:
        self.source, self.kept = source, kept

    def readable(self) -> bool:
        """A body can always be read."""
        return True

    def _keep(self, data: bytes) -> bytes:
        self.kept += data
        return data

    def read(self, size: int | None = -1, /) -> bytes:
        """As the source does."""
        return self._keep(self.source.read(-1 if size is None else size))

    def readline(self, size: int | None = -1, /) -> bytes:
        """As the source does."""
        return self._keep(self.source.readline(-1 if size is None else size))

    def rest(self, length: int) -> None:
        """Also keeps what an application that refuses early leaves of `length` bytes."""
        while len(self.kept) < length and self.read(min(65_536, length - len(self.kept))):
            continue


@dataclass
class Sent:
    """One request as it reached the server."""

    method: str
    path: str
    head: bytes
    body: bytearray = field(default_factory=bytearray)

    @property
    def with_session(self) -> bool:
        """Whether it carried a session token or a cookie."""
        return b"HTTP_AUTHORIZATION" in self.head or b"HTTP_COOKIE" in self.head


def head_of(environ: Environ) -> bytes:
    """Method, path, query and all headers, one per line."""
    names = [
        name
        for name in environ
        if name.startswith(("HTTP_", "CONTENT_", "REQUEST_", "PATH_", "QUERY_", "RAW_"))
    ]
    return "\n".join(f"{name}: {environ[name]}" for name in sorted(names)).encode("utf-8", "surrogateescape")


class Recorder:
    """Remembers every request that it is told of."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []

    def add(self, method: str, path: str, head: bytes) -> Sent:
        """Remembers a request, whose body may still come."""
        one = Sent(method, path, head)
        self.sent.append(one)
        return one

    def pieces(self) -> Iterator[tuple[str, bytes]]:
        """Everything recorded: (where, the bytes)."""
        for one in list(self.sent):
            yield f"{one.method} {one.path} head", one.head
            yield f"{one.method} {one.path} body", bytes(one.body)


def dresses(word: str) -> set[bytes]:
    """The word as it may lie in bytes: plain, UTF-16, hex, base64 at each offset."""
    found: set[bytes] = set()
    for plain in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")):
        found |= {plain, plain.hex().encode(), plain.hex().upper().encode(), quote_from_bytes(plain).encode()}
        for shift in range(3):
            whole = base64.b64encode(b"\0" * shift + plain)
            inner = whole[shift and shift + 1 : len(whole) - 4]  # the ends also hold neighbouring bits
            found |= {inner, inner.translate(bytes.maketrans(b"+/", b"-_"))}
    return found


def undressed(data: bytes) -> Iterator[bytes]:
    """The data itself and what comes out of it: percent-decoded, inflated, base64-decoded runs."""
    yield data
    if b"%" in data:
        yield unquote_to_bytes(data)
    yield from inflated(data)
    for run in re.findall(rb"[A-Za-z0-9+/_-]{40,}", data):
        try:
            inner = base64.b64decode(run.translate(bytes.maketrans(b"-_", b"+/")) + b"==")
        except binascii.Error:
            continue
        yield inner
        yield from inflated(inner)


def inflated(data: bytes) -> Iterator[bytes]:
    """What zlib makes of the data where a stream starts: at a known header, or raw near the beginning."""
    starts = {(at.start(), 47) for at in re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]", data[:200_000])}
    starts |= {(at, -15) for at in range(min(64, len(data)))}
    for at, bits in starts:
        try:
            out = zlib.decompressobj(bits).decompress(data[at : at + 1_000_000], 4_000_000)
        except zlib.error:
            continue
        if len(out) > 4:
            yield out


def leaks(words: Iterable[str], pieces: Iterable[tuple[str, bytes]]) -> list[str]:
    """Where any of the words shows: one line each, naming the place but never the word."""
    sought = [(number, dress) for number, word in enumerate(words) for dress in dresses(word)]
    found = []
    for place, data in pieces:
        for layer in undressed(data):
            found += [f"word {number} in {place}" for number, dress in sought if dress in layer]
    return sorted(set(found))
