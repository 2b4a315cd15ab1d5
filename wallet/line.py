"""A client's line: what came before anybody worked on it, and what it has not taken yet (decision 0024)."""

from __future__ import annotations

import errno
import re
import socket
import struct
import time
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

SLOWEST = 4096
"""Bytes a second that a client must send or take on average, once its first patience is used up."""
GATHERED = 128 * 1024
"""A request of at most so many bytes is taken in whole before a thread has it."""
UNSENT = 64 * 1024
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,15})[ \t]*\r\n", re.IGNORECASE)
_NOT_OLD = re.compile(rb"[^\r\n]* HTTP/1\.1\r\n")
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)


class Line(socket.socket):
    """Never waits for who takes slowly; waits for who sends slowly only with what is left of its patience."""

    patience = 30.0
    hurried = False
    """Whether nothing more is waited for."""

    def __init__(self, taken_over: socket.socket) -> None:
        super().__init__(fileno=taken_over.detach())
        # What the system keeps unsent must be little: a full line is seen to move when half of that is gone.
        self.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)
        self.came = bytearray()
        self._left = bytearray()
        self.start()

    def start(self) -> None:
        """The clock of one request, or of one answer, begins."""
        self.began = self._moved = time.monotonic()
        self._bytes = 0
        self.hurried = self._told = False

    def until(self) -> float:
        """When it is given up, unless more comes or goes."""
        return min(self.began + self.patience + self._bytes / SLOWEST, self._moved + self.patience)

    def pace(self) -> float:
        """Bytes a second since its clock began."""
        return self._bytes / max(time.monotonic() - self.began, 0.001)

    def hear(self) -> bool:
        """Takes in what is there; False where the other side is gone."""
        data = super().recv(64 * 1024)
        self._count(len(data))
        self.came += data
        return bool(data)

    def asked_whole(self) -> bool:
        """Whether a thread can work on it without waiting, or it is too large to be gathered."""
        end = self.came.find(b"\r\n\r\n")
        if end < 0:
            self.hurried = len(self.came) > GATHERED
            return self.hurried
        head = bytes(self.came[: end + 2])
        length = _LENGTH.search(head)
        wanted = end + 4 + (int(length[1]) if length else 0)
        if len(self.came) >= wanted or wanted > GATHERED:
            return True
        if _NOT_OLD.match(head) and _EXPECTS.search(head):
            self.ask_for_body()
        return False

    def ask_for_body(self) -> None:
        """Tells once who waits with the body of this request that it may come. Raises OSError."""
        if not self._told:
            self._told = True
            self.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

    def asked_head(self) -> bool:
        """Whether it can be answered that the rest did not come."""
        return b"\r\n\r\n" in self.came

    def hurry(self) -> None:
        """Whoever waits for it in a thread waits no longer."""
        self.hurried = True
        self.shutdown(socket.SHUT_RD)

    def setblocking(self, flag: bool, /) -> None:
        """gunicorn means "wait for ever" by True; nobody is waited for like that."""
        self.settimeout(self.patience if flag else 0)

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """Raises TimeoutError when the client is too slow; gunicorn takes its errno for a closed line."""
        if self.came:
            data = bytes(self.came[:size])
            del self.came[:size]
            return data
        try:
            self.settimeout(0 if self.hurried else max(self.until() - time.monotonic(), 0.001))
            data = super().recv(size, flags)
        except (TimeoutError, BlockingIOError) as problem:
            raise TimeoutError(errno.ECONNRESET, "too slow") from problem
        if self.hurried and not data:
            raise TimeoutError(errno.ECONNRESET, "too slow")
        self._count(len(data))
        return data

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Gives what the line takes now; `push` gives the rest."""
        self._left += data
        self.push()

    def tear(self) -> None:
        """Closes it, and what the system has still to send is thrown away."""
        self.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def push(self) -> bool:
        """Whether everything was taken. Raises OSError where the line is gone."""
        self.settimeout(0)
        while self._left:
            try:
                sent = super().send(self._left)
            except BlockingIOError:
                return False
            del self._left[:sent]
            self._count(sent)
        return True

    def _count(self, n: int) -> None:
        self._bytes += n
        self._moved = time.monotonic() if n else self._moved


def on_its_line(step: Callable[..., None]) -> Callable[..., None]:
    """A step of the main thread: an OSError is the line's own and ends it; all else is a bug, and shows."""

    @wraps(step)
    def kept_to_it(worker: Any, conn: Any, *rest: Any) -> None:
        try:
            step(worker, conn, *rest)
        except OSError:
            worker._gone(conn)

    return kept_to_it


class Answer:
    """An answer that is on its way: a thread makes the next piece once the line has taken the last."""

    def __init__(self, response: Any, pieces: Any) -> None:
        self.response = response
        self._pieces: Iterator[bytes] = iter(pieces)
        self._close: Callable[[], None] | None = getattr(pieces, "close", None)
        self.ended = False

    def step(self) -> None:
        """Writes the next piece, or the end."""
        piece = next(self._pieces, None)
        if piece is None:
            self.response.close()
            self.ended = True
        else:
            self.response.write(piece)

    def close(self) -> None:
        """Lets go of what the pieces come from."""
        close, self._close = self._close, None
        if close is not None:
            close()
