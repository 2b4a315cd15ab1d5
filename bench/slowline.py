"""A slow line: a loopback proxy that lets so many kbit/s pass each way, all connections together, and late.

A browser's own throttle misses service workers and does not share the line between connections.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass

PACKET = 1400
HELD = 64 * 1024


@dataclass(frozen=True)
class Far:
    """How slow it is: kbit/s each way, and seconds for a round trip."""

    kbit: int
    rtt: float


@dataclass
class Lane:
    """One direction: when the next byte may leave."""

    far: Far
    free: float = 0.0

    def pass_at(self, size: int, now: float) -> float:
        """The moment at which so many bytes have been put on the line."""
        self.free = max(self.free, now) + size * 8 / (self.far.kbit * 1000)
        return self.free


@contextlib.contextmanager
def slow_line(port: int, far: Far) -> Iterator[int]:
    """The port of a proxy to `port` on this machine."""
    loop = asyncio.new_event_loop()
    up, down = Lane(far), Lane(far)

    async def serve() -> asyncio.Server:
        async def joined(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            there = await asyncio.open_connection("127.0.0.1", port)
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.gather(_carry(reader, there[1], up), _carry(there[0], writer, down))

        return await asyncio.start_server(joined, "127.0.0.1", 0, limit=HELD)

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(serve(), loop).result()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _stop(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, lane: Lane) -> None:
    """Everything that is read, packet by packet in order, each after its turn and half a round trip."""
    queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(HELD // PACKET)
    delivering = asyncio.create_task(_deliver(queue, writer))
    loop = asyncio.get_running_loop()
    with contextlib.suppress(ConnectionError):
        while packet := await reader.read(PACKET):
            at = lane.pass_at(len(packet), loop.time())
            await asyncio.sleep(at - loop.time())
            await queue.put((at + lane.far.rtt / 2, packet))
    await queue.put((loop.time() + lane.far.rtt / 2, b""))
    await delivering


async def _deliver(queue: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
    loop = asyncio.get_running_loop()
    packet = b"first"
    with contextlib.suppress(ConnectionError):
        while packet:
            at, packet = await queue.get()
            await asyncio.sleep(max(0.0, at - loop.time()))
            writer.write(packet)
            await writer.drain()
    writer.close()
