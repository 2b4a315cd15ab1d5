"""The evaluator behind a unix socket, so that its seed can belong to another user of the machine.

One request a connection: an operation (1 byte), a kind (1 byte, its place among `GUESSES` or `DOORS`), 16
bytes of id, 32 bytes of point (for a fake its second, a u64, and zeros), four times a scope (1 byte, 255 for
none) and the 16 bytes of a source, then the 16 bytes of the installation (`wallet/identity.py`): seeds of
another one answer nothing.
The answer is a status byte, then
- for a guess: whether its name is busy (1 byte), one or two evaluations (u32 epoch, 32 bytes of point);
- for a door 32 bytes, for an id that is drawn 16, for a fake 40; for a refusal a u32 of seconds to wait;
- for what is kept beside the seeds: whether there are any (1 byte), and the identity where there is one.
"""

import socket
import socketserver
from collections.abc import Sequence
from pathlib import Path

from wallet import socket_place
from wallet.crypto.bytes import u64
from wallet.errors import (
    BadRequest,
    Busy,
    ConfigError,
    OtherInstallation,
    StoreAway,
    StoreFull,
    TooManyGuesses,
    WalletError,
)
from wallet.guess_budget import Guess, Kind
from wallet.networks import Scope, Source
from wallet.oprf import FAKE_BYTES, Answer, Door, Evaluation, Evaluator
from wallet.seed_folder import SeedFolder

GUESS, DRAW, DOOR, FAKE, READY, WHOSE, KEEP = b"g", b"n", b"d", b"f", b"r", b"i", b"k"
GUESSES, DOORS = tuple(Kind), tuple(Door)
SOURCES = 4
SOURCE_BYTES = 17
NO_SCOPE = 255
IDENTITY_BYTES = 16
REQUEST_BYTES = 50 + SOURCES * SOURCE_BYTES + IDENTITY_BYTES
TIMEOUT = 10
DONE = 0
REFUSALS: dict[int, type[WalletError]] = {
    1: BadRequest,
    2: TooManyGuesses,
    3: Busy,
    4: StoreAway,
    5: StoreFull,
    6: OtherInstallation,
}


class _Asking:
    """Asks the `wallet oprf` process. Raises StoreAway where it does not answer."""

    def __init__(self, path: str, identity: bytes = bytes(IDENTITY_BYTES)) -> None:
        self._path, self._identity = path, identity

    def _ask(
        self, operation: bytes, kind: int, name: bytes, blinded: bytes, sources: bytes | None = None
    ) -> bytes:
        if len(name) != 16 or len(blinded) != 32:
            raise BadRequest
        asked = operation + bytes([kind]) + name + blinded + (sources or _pack_sources(())) + self._identity
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(TIMEOUT)
                line.connect(self._path)
                line.sendall(asked)
                answer = _read_all(line)
        except OSError as problem:
            raise StoreAway from problem
        if not answer:
            raise StoreAway
        if answer[0] == DONE:
            return answer[1:]
        raise REFUSALS.get(answer[0], StoreAway)(int.from_bytes(answer[1:5], "big") or None)


class SocketSeeds(_Asking):
    """What lies beside the seeds of that process, before it is known whose they are."""

    def identity(self) -> bytes | None:
        return self._kept()[1:] or None

    def keep_identity(self, identity: bytes) -> None:
        self._ask(KEEP, 0, identity, bytes(32))

    def has_seeds(self) -> bool:
        return self._kept()[0] == 1

    def _kept(self) -> bytes:
        answer = self._ask(WHOSE, 0, bytes(16), bytes(32))
        if len(answer) not in (1, 1 + IDENTITY_BYTES):
            raise StoreAway
        return answer


class SocketEvaluator(_Asking):
    """The evaluator of that process, where its seeds are of this installation."""

    def guess(self, guess: Guess, blinded: bytes) -> Answer:
        sources = _pack_sources(guess.sources)
        answer = self._ask(GUESS, GUESSES.index(guess.kind), guess.lookup, blinded, sources)
        if len(answer) not in (37, 73):
            raise StoreAway
        former = _evaluation(answer[37:]) if len(answer) == 73 else None
        return Answer(_evaluation(answer[1:37]), former, answer[0] == 1)

    def draw(self) -> bytes:
        return _sized(self._ask(DRAW, 0, bytes(16), bytes(32)), 16)

    def door(self, kind: Door, door_id: bytes, blinded: bytes) -> bytes:
        return _sized(self._ask(DOOR, DOORS.index(kind), door_id, blinded), 32)

    def fake(self, name: bytes, at: int) -> bytes:
        return _sized(self._ask(FAKE, 0, name, u64(at) + bytes(24)), FAKE_BYTES)

    def ready(self) -> bool:
        try:
            return self._ask(READY, 0, bytes(16), bytes(32)) == b""
        except StoreAway:
            return False

    def close(self) -> None:
        """There is nothing to close: each question has a connection of its own."""


def _read_all(line: socket.socket) -> bytes:
    parts = []
    while part := line.recv(256):
        parts.append(part)
    return b"".join(parts)


def _sized(answer: bytes, length: int) -> bytes:
    if len(answer) != length:
        raise StoreAway
    return answer


def _pack_sources(sources: Sequence[Source]) -> bytes:
    packed = b"".join(bytes([source.scope]) + source.key for source in sources[:SOURCES])
    return packed.ljust(SOURCES * SOURCE_BYTES, bytes([NO_SCOPE]))


def _sources(packed: bytes) -> tuple[Source, ...]:
    rows = [packed[at : at + SOURCE_BYTES] for at in range(0, len(packed), SOURCE_BYTES)]
    return tuple(Source(Scope(row[0]), row[1:]) for row in rows if row[0] != NO_SCOPE)


def _evaluation(packed: bytes) -> Evaluation:
    return Evaluation(int.from_bytes(packed[:4], "big"), packed[4:])


def _pack(evaluation: Evaluation | None) -> bytes:
    return b"" if evaluation is None else evaluation.epoch.to_bytes(4, "big") + evaluation.point


def answer(evaluator: Evaluator, seeds: SeedFolder, request: bytes) -> bytes:
    """The bytes that go back for one request."""
    try:
        return bytes([DONE]) + _work(evaluator, seeds, request)
    except WalletError as refusal:
        status = next((byte for byte, kind in REFUSALS.items() if type(refusal) is kind), 1)
        return bytes([status]) + (refusal.retry_after or 0).to_bytes(4, "big")


def _work(evaluator: Evaluator, seeds: SeedFolder, request: bytes) -> bytes:
    operation, name, identity = request[:1], request[2:18], request[-IDENTITY_BYTES:]
    if operation == WHOSE:
        return bytes([seeds.has_seeds()]) + (seeds.identity() or b"")
    if operation == KEEP:
        return _keep(seeds, name)
    if identity != seeds.identity():
        raise OtherInstallation
    return _evaluated(evaluator, request[:-IDENTITY_BYTES])


def _keep(seeds: SeedFolder, identity: bytes) -> bytes:
    try:
        seeds.keep_identity(identity)
    except ConfigError as problem:
        raise StoreAway from problem
    return b""


def _evaluated(evaluator: Evaluator, request: bytes) -> bytes:
    operation, kind, name = request[:1], request[1], request[2:18]
    blinded, sources = request[18:50], request[50:]
    try:
        if operation == GUESS:
            found = evaluator.guess(Guess(GUESSES[kind], name, _sources(sources)), blinded)
            return bytes([found.busy]) + _pack(found.present) + _pack(found.former)
        if operation == DOOR:
            return evaluator.door(DOORS[kind], name, blinded)
    except (IndexError, ValueError) as problem:
        raise BadRequest from problem
    if operation == DRAW:
        return evaluator.draw()
    if operation == FAKE:
        return evaluator.fake(name, int.from_bytes(blinded[:8], "big"))
    if operation == READY and evaluator.ready():
        return b""
    raise StoreAway if operation == READY else BadRequest


class _Line(socketserver.StreamRequestHandler):
    timeout = TIMEOUT

    def handle(self) -> None:
        assert isinstance(self.server, OprfServer)
        request = self.rfile.read(REQUEST_BYTES)
        if len(request) == REQUEST_BYTES:
            self.wfile.write(answer(self.server.evaluator, self.server.seeds, request))


class OprfServer(socketserver.ThreadingUnixStreamServer):
    """Serves an evaluator on a socket that its owner and group may use.

    Raises ConfigError where another process serves there, OSError where nothing may be made there.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path: Path, evaluator: Evaluator, seeds: SeedFolder) -> None:
        self.evaluator, self.seeds = evaluator, seeds
        self._place = socket_place.taken(path)
        super().__init__(str(path), _Line)
        path.chmod(0o660)

    def server_close(self) -> None:
        super().server_close()
        self._place.release()
