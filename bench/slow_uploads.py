"""Sixty-four uploads on slow lines, and what everybody else notices of them."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import Result, shown
from bench.made import blob, buy
from bench.served import Served, wallet
from tests.desk import sealed

RATE = 50_000
"""Bytes a second: 400 kbit/s."""
STEP, BETWEEN = 2_000, 0.02
PROBES = {
    "GET /healthz": b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "POST /v1/door/open": b"POST /v1/door/open HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    b"Content-Type: application/json\r\nContent-Length: 36\r\n\r\n" + b'{"door_id":"AAAAAAAAAAAAAAAAAAAAAA"}',
}


@dataclass(frozen=True)
class Size:
    """How many uploads, each of which bucket (4 is 262 KB); `idle`: seconds of probes before them."""

    uploads: int
    bucket: int
    idle: float


WHOLE, SMALLEST = Size(64, 4, 2.0), Size(2, 0, 0.3)


@dataclass
class Noted:
    """Milliseconds of each probe while nothing else ran, and while the uploads did."""

    idle: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in PROBES})
    busy: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in PROBES})
    uploads: list[float] = field(default_factory=list)


def measure(size: Size) -> Result:
    """The table and its aims."""
    about = (
        f"`wallet run` takes {size.uploads} uploads of 262 KB at 400 kbit/s each (5.2 s at best); meanwhile "
        "two other requests, each on a new connection, every 20 ms. Milliseconds."
    )
    columns = ["probe", "n", "median", "99 of 100 within", "longest", "longest with nothing else running"]
    result = Result("Slow uploads", about, columns)
    with tempfile.TemporaryDirectory() as folder, wallet(Path(folder) / "wallet") as server:
        noted = asyncio.run(_run(server, size))
    for name, busy in noted.busy.items():
        p99 = statistics.quantiles(busy, n=100)[98]
        times = (statistics.median(busy), p99, max(busy), max(noted.idle[name]))
        result.rows.append([name, str(len(busy)), *(shown(one) for one in times)])
        result.at_most(f"slow {name}", f"{name}: 99 of 100 within", p99, 50, "ms")
    arrived = f"{len(noted.uploads)} of {size.uploads} uploads arrived"
    result.about += f" {arrived}, the last after {shown(max(noted.uploads), 's')}."
    return result


async def _run(server: Served, size: Size) -> Noted:
    noted, body = Noted(), sealed(size.bucket)
    heads = [_head(ticket, len(body)) for ticket in buy(server, size.uploads)]
    over = asyncio.Event()
    probing = asyncio.create_task(_probe(server.port, noted.idle, over))
    await asyncio.sleep(size.idle)
    over.set()
    await probing
    over.clear()
    probing = asyncio.create_task(_probe(server.port, noted.busy, over))
    await asyncio.gather(*(_upload(server.port, head, body, noted) for head in heads))
    over.set()
    await probing
    return noted


def _head(ticket: str, length: int) -> bytes:
    headers = {**blob(ticket).headers, "Host": "x", "Content-Length": str(length), "Connection": "close"}
    return "\r\n".join(["PUT /v1/blob HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items()), "", ""]).encode()


async def _upload(port: int, head: bytes, body: bytes, noted: Noted) -> None:
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head)
    for at in range(0, len(body), STEP):
        writer.write(body[at : at + STEP])
        await writer.drain()
        await asyncio.sleep(max(0.0, began + at / RATE - time.perf_counter()))
    answer = await reader.read()
    writer.close()
    if not answer.startswith(b"HTTP/1.1 201 "):
        raise RuntimeError(answer.decode())
    noted.uploads.append(time.perf_counter() - began)


async def _probe(port: int, noted: dict[str, list[float]], over: asyncio.Event) -> None:
    while not over.is_set():
        for name, request in PROBES.items():
            began = time.perf_counter()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            answer = await reader.read()
            writer.close()
            if not answer.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 404 ")):
                raise RuntimeError(answer.decode())
            noted[name].append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(BETWEEN)
