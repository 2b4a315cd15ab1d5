"""Slow and silent clients by the hundred, while one other asks every second whether the server is well."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.endure import shown
from tests.endure.ledger import Ledger, Unexpected
from tests.endure.outcome import Outcome
from tests.endure.served import Served, served
from tests.holder import settled
from wallet.crypto.bytes import b64

CROWD = 300
"""Lines of each kind: more than the 192 threads of the default settings, however they fall to its workers."""
BUCKET = 15
"""Of the body that slow readers ask for: 12 MB."""
PIECE, EACH = 4096, 0.5
"""What a slow reader takes, and how often in seconds: 8 KB a second, as a bad line does."""
AGAIN = 0.2
"""Seconds before a client that was sent away comes back."""
PATIENCE = 300.0
PROBE = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@dataclass
class Bad:
    """The three kinds of bad clients of one server; `asked` is what opens a large body."""

    port: int
    asked: bytes

    async def half_head(self) -> None:
        """Sends some of a head, and waits to be sent away."""
        await self._silent(_head("/v1/door/open", 100)[:30])

    async def half_body(self) -> None:
        """Sends a head and some of the body, and waits to be sent away."""
        await self._silent(_head("/v1/door/open", 100) + b'{"door')

    async def slow_reader(self) -> None:
        """Asks for a large body, and takes it by the spoonful; its own buffer takes in no more."""
        with socket.socket() as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, PIECE)
            line.setblocking(False)
            await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", self.port))
            reader, writer = await asyncio.open_connection(sock=line, limit=PIECE)
            writer.write(_head("/v1/blob/get", len(self.asked)) + self.asked)
            with contextlib.closing(writer):
                while await reader.read(PIECE):
                    await asyncio.sleep(EACH)

    async def probe(self, end: float) -> list[float]:
        """Asks once a second until then; how long each answer took. Raises OSError, Unexpected."""
        waits = list[float]()
        while not waits or time.monotonic() < end:
            began = time.monotonic()
            async with asyncio.timeout(PATIENCE):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(PROBE)
                with contextlib.closing(writer):
                    if not (await reader.read()).startswith(b"HTTP/1.1 200 "):
                        raise Unexpected("the server is not well")
            waits.append(time.monotonic() - began)
            await asyncio.sleep(max(0.0, 1 - waits[-1]))
        return waits

    async def _silent(self, beginning: bytes) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(beginning)
        with contextlib.closing(writer):
            await reader.read()


def soak(folder: Path, settings: Mapping[str, str], duration: float, crowd: int = CROWD) -> Outcome:
    """Each kind alone, then all together, a quarter of `duration` each; it reports and judges nothing."""
    with served(folder, settings) as server:
        bad = Bad(server.port, _large_body(server))
        alone = {"half heads": bad.half_head, "half bodies": bad.half_body, "slow readers": bad.slow_reader}
        phases = {name: [kind] for name, kind in alone.items()} | {"all together": list(alone.values())}
        # A thread of its own: in a test process Playwright's loop runs in this one.
        with ThreadPoolExecutor(1) as own:
            measured = {
                name: own.submit(_run, bad, kinds, crowd, duration / len(phases)).result()
                for name, kinds in phases.items()
            }
    return Outcome({**measured, "lines in the log": len(server.log().splitlines())})


def _run(bad: Bad, kinds: Sequence[Callable[[], Awaitable[None]]], crowd: int, seconds: float) -> str:
    return asyncio.run(_phase(bad, kinds, crowd, seconds))


async def _phase(bad: Bad, kinds: Sequence[Callable[[], Awaitable[None]]], crowd: int, seconds: float) -> str:
    """The longest wait of who asks meanwhile, and how many there were of each."""
    crowds = [asyncio.create_task(_again(kind)) for kind in kinds for _ in range(crowd)]
    await asyncio.sleep(min(1.0, seconds / 5))
    try:
        waits = await bad.probe(time.monotonic() + seconds)
    except (OSError, Unexpected) as problem:
        return f"no good answer within {PATIENCE:.0f} s: {problem!r} ({len(crowds)} lines)"
    finally:
        for one in crowds:
            one.cancel()
        await asyncio.gather(*crowds, return_exceptions=True)
    return f"longest of {len(waits)} waits {max(waits):.2f} s ({len(crowds)} lines)"


async def _again(kind: Callable[[], Awaitable[None]]) -> None:
    """One client who comes back as often as it is sent away."""
    while True:
        with contextlib.suppress(OSError):
            await kind()
        await asyncio.sleep(AGAIN)


def _head(path: str, length: int) -> bytes:
    lines = ["Host: x", "Content-Type: application/json", f"Content-Length: {length}"]
    return "\r\n".join([f"POST {path} HTTP/1.1", *lines, "", ""]).encode()


def _large_body(server: Served) -> bytes:
    kept = shown.put(Ledger(), settled(server.desk()), BUCKET)
    return json.dumps({"id": b64(kept.paper.id), "read": b64(kept.paper.read)}).encode()
