"""The evaluator behind a unix socket, so that its seed can belong to another user of the machine.

One request a connection: an operation (1 byte: g, c or r), 16 bytes of id, 32 bytes of point. The answer is a
status byte, then: g: one or two evaluations (u32 epoch, 32 bytes of point); c: 32 bytes; refused: u32 wait.
"""

import socket
import socketserver
from collections.abc import Callable
from pathlib import Path

from wallet.errors import BadRequest, Busy, StoreAway, StoreFull, TooManyGuesses, WalletError
from wallet.oprf import Answer, Evaluation, Evaluator

GUESS, CODE, READY = b"g", b"c", b"r"
REQUEST_BYTES = 49
TIMEOUT = 10
DONE = 0
REFUSALS: dict[int, type[WalletError]] = {
    1: BadRequest,
    2: TooManyGuesses,
    3: Busy,
    4: StoreAway,
    5: StoreFull,
}


class SocketEvaluator:
    """Asks the `wallet oprf` process. Raises StoreAway where it does not answer."""

    def __init__(self, path: str) -> None:
        self._path = path

    def guess(self, lookup: bytes, blinded: bytes) -> Answer:
        answer = self._ask(GUESS, lookup, blinded)
        if len(answer) not in (36, 72):
            raise StoreAway
        former = _evaluation(answer[36:]) if len(answer) == 72 else None
        return Answer(_evaluation(answer[:36]), former)

    def code(self, door_id: bytes, blinded: bytes) -> bytes:
        answer = self._ask(CODE, door_id, blinded)
        if len(answer) != 32:
            raise StoreAway
        return answer

    def ready(self) -> bool:
        try:
            return self._ask(READY, bytes(16), bytes(32)) == b""
        except StoreAway:
            return False

    def close(self) -> None:
        """There is nothing to close: each question has a connection of its own."""

    def _ask(self, operation: bytes, name: bytes, blinded: bytes) -> bytes:
        if len(name) != 16 or len(blinded) != 32:
            raise BadRequest
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(TIMEOUT)
                line.connect(self._path)
                line.sendall(operation + name + blinded)
                answer = _read_all(line)
        except OSError as problem:
            raise StoreAway from problem
        if not answer:
            raise StoreAway
        if answer[0] == DONE:
            return answer[1:]
        raise REFUSALS.get(answer[0], StoreAway)(int.from_bytes(answer[1:5], "big") or None)


def _read_all(line: socket.socket) -> bytes:
    parts = []
    while part := line.recv(256):
        parts.append(part)
    return b"".join(parts)


def _evaluation(packed: bytes) -> Evaluation:
    return Evaluation(int.from_bytes(packed[:4], "big"), packed[4:])


def _pack(evaluation: Evaluation | None) -> bytes:
    return b"" if evaluation is None else evaluation.epoch.to_bytes(4, "big") + evaluation.point


def answer(evaluator: Evaluator, request: bytes) -> bytes:
    """The bytes that go back for one request of 49 bytes."""
    operation, name, blinded = request[:1], request[1:17], request[17:]
    try:
        return bytes([DONE]) + _work(evaluator, operation)(name, blinded)
    except WalletError as refusal:
        status = next((byte for byte, kind in REFUSALS.items() if type(refusal) is kind), 1)
        return bytes([status]) + (refusal.retry_after or 0).to_bytes(4, "big")


def _work(evaluator: Evaluator, operation: bytes) -> Callable[[bytes, bytes], bytes]:
    def guess(name: bytes, blinded: bytes) -> bytes:
        found = evaluator.guess(name, blinded)
        return _pack(found.present) + _pack(found.former)

    work: dict[bytes, Callable[[bytes, bytes], bytes]] = {
        GUESS: guess,
        CODE: evaluator.code,
        READY: lambda _name, _point: b"",
    }
    if operation not in work:
        raise BadRequest
    return work[operation]


class _Line(socketserver.StreamRequestHandler):
    timeout = TIMEOUT

    def handle(self) -> None:
        assert isinstance(self.server, OprfServer)
        request = self.rfile.read(REQUEST_BYTES)
        if len(request) == REQUEST_BYTES:
            self.wfile.write(answer(self.server.evaluator, request))


class OprfServer(socketserver.ThreadingUnixStreamServer):
    """Serves an evaluator on a socket that its owner and group may use."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path: Path, evaluator: Evaluator) -> None:
        path.unlink(missing_ok=True)
        self.evaluator = evaluator
        super().__init__(str(path), _Line)
        path.chmod(0o660)
