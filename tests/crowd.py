"""Clients that hold a server up by the hundred, and somebody who asks it meanwhile from another address."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

ALIKE = "127.0.0.9"
"""Where a crowd comes from; ordinary people come from 127.0.0.1."""
PIECE, EACH = 2368, 0.5
"""What a slow reader takes, and how often in seconds: 195 of them take 0.9 MB a second."""
AGAIN = 0.2
"""Seconds before a client that was sent away comes back."""
PATIENCE = 60.0
PROBE = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
Kind = Callable[[str], Awaitable[None]]
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def post(path: str, length: int) -> bytes:
    """The head of a POST of JSON."""
    lines = ["Host: x", "Content-Type: application/json", f"Content-Length: {length}"]
    return "\r\n".join([f"POST {path} HTTP/1.1", *lines, "", ""]).encode()


def large(blob: dict[str, str]) -> bytes:
    """The whole request for a body."""
    asked = json.dumps(blob).encode()
    return post("/v1/blob/get", len(asked)) + asked


@dataclass(frozen=True)
class Crowd:
    """The kinds of bad clients of one server; `asked` is a request that brings a large body."""

    port: int
    asked: bytes = b""

    async def half_head(self, address: str) -> None:
        """Sends some of a head, and waits to be sent away."""
        await self._silent(address, post("/v1/door/open", 100)[:30])

    async def half_body(self, address: str) -> None:
        """Sends a head and some of the body, and waits to be sent away."""
        await self._silent(address, post("/v1/door/open", 100) + b'{"door')

    async def stays(self, address: str) -> None:
        """Has its answer and does not hang up."""
        reader, writer = await self._line(address)
        writer.write(PROBE)
        with contextlib.closing(writer):
            await asyncio.sleep(PATIENCE)
        del reader

    async def slow_reader(self, address: str) -> None:
        """Asks for a large body, and takes it by the spoonful; its own buffer takes in no more."""
        reader, writer = await self._line(address, 4096)
        writer.write(self.asked)
        with contextlib.closing(writer):
            while await reader.read(PIECE):
                await asyncio.sleep(EACH)

    async def takes_nothing(self, address: str, seconds: float) -> bytes:
        """Asks for a large body, takes nothing of it for so long, and then all that it gets."""
        reader, writer = await self._line(address, 4096)
        writer.write(self.asked)
        with contextlib.closing(writer):
            await asyncio.sleep(seconds)
            return await reader.read()

    async def waits(self, end: float, address: str = "127.0.0.1") -> list[float]:
        """Asks every quarter second until then; how long each answer took, PATIENCE where none came."""
        found = list[float]()
        while not found or time.monotonic() < end:
            began, good = time.monotonic(), False
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    reader, writer = await self._line(address)
                    writer.write(PROBE)
                    with contextlib.closing(writer):
                        good = (await reader.read()).startswith(b"HTTP/1.1 200 ")
            found.append(time.monotonic() - began if good else PATIENCE)
            await asyncio.sleep(0.25)
        return found

    async def _silent(self, address: str, beginning: bytes) -> None:
        reader, writer = await self._line(address)
        writer.write(beginning)
        with contextlib.closing(writer):
            await reader.read()

    async def phone(self, address: str, request: bytes, pace: int) -> bytes:
        """Sends a request at so many bytes a second; the answer, taken at the same pace."""
        reader, writer = await self._line(address, 4096)
        with contextlib.closing(writer):
            for at in range(0, len(request), pace // 4):
                writer.write(request[at : at + pace // 4])
                await asyncio.sleep(0.25)
            answer = bytearray()
            while piece := await reader.read(pace // 4):
                answer += piece
                await asyncio.sleep(0.25)
        return bytes(answer)

    async def _line(self, address: str, buffer: int = 0) -> Line:
        with contextlib.ExitStack() as undone:
            line = undone.enter_context(socket.socket())
            if buffer:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
            line.setsockopt(socket.IPPROTO_IP, 24, 1)  # IP_BIND_ADDRESS_NO_PORT
            line.bind((address, 0))
            line.setblocking(False)
            await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", self.port))
            undone.pop_all()
        return await asyncio.open_connection(sock=line, limit=buffer or 65_536)


def one_address(_number: int) -> str:
    """All of them from one."""
    return ALIKE


def many_addresses(number: int) -> str:
    """Each from one of its own."""
    return f"127.9.{number // 250}.{number % 250 + 1}"


def held_up(
    crowd: Crowd, kinds: Sequence[Kind], count: int, seconds: float, where: Callable[[int], str] = one_address
) -> list[float]:
    """How long others wait while `count` of each kind are there, and come back when sent away."""
    # A thread of its own: in a test process Playwright's loop runs in this one.
    with ThreadPoolExecutor(1) as own:
        return own.submit(lambda: asyncio.run(_held_up(crowd, kinds, count, seconds, where))).result()


async def _held_up(
    crowd: Crowd, kinds: Sequence[Kind], count: int, seconds: float, where: Callable[[int], str]
) -> list[float]:
    all_of_them = [asyncio.create_task(_again(kind, where(i))) for kind in kinds for i in range(count)]
    await asyncio.sleep(1)
    try:
        return await crowd.waits(time.monotonic() + seconds)
    finally:
        for one in all_of_them:
            one.cancel()
        await asyncio.gather(*all_of_them, return_exceptions=True)


async def _again(kind: Kind, address: str) -> None:
    """One client who comes back as often as it is sent away."""
    while True:
        with contextlib.suppress(OSError):
            await kind(address)
        await asyncio.sleep(AGAIN)
