"""`wallet run` as it is run: gunicorn, two workers, real sockets."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.holder import settled
from tests.server.clock import SetClock
from tests.server.http import Remote
from tests.servers import dying_with_us, free_ports
from wallet.app import make_parts
from wallet.config import make

PATIENCE = 2


@dataclass
class Running:
    """A server process."""

    port: int
    folder: Path
    process: subprocess.Popen[str]

    @property
    def origin(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def line(self) -> socket.socket:
        """A connection to it."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def get(self, path: str) -> bytes:
        """GET, and the body."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return bytes(answer.read())


@contextlib.contextmanager
def running(
    folder: Path, port: int | str = 0, *, within: Sequence[str] = (), **settings: str
) -> Iterator[Running]:
    """Starts the server and waits for its own word that it is ready. `within` stands before its command."""
    port = int(port) or free_ports(1)[0]
    environ = {"PATH": os.environ["PATH"], "WALLET_FOLDER": str(folder), "WALLET_PORT": str(port)}
    process = subprocess.Popen(
        [*dying_with_us(), *within, sys.executable, "-m", "wallet.cli", "run"],
        env=environ | {"WALLET_ORIGIN": f"http://127.0.0.1:{port}"} | settings,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"Sacoche is at http://127.0.0.1:{port}\n"
        yield Running(port, folder, process)
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Two workers of four threads that lose patience soon."""
    small = {"WALLET_THREADS": "4", "WALLET_SOCKET_TIMEOUT": str(PATIENCE)}
    with running(tmp_path_factory.mktemp("serve"), **small) as made:
        yield made


def head(path: str, length: int) -> bytes:
    """The head of a POST of JSON."""
    lines = ["Host: x", "Content-Type: application/json", f"Content-Length: {length}"]
    return "\r\n".join([f"POST {path} HTTP/1.1", *lines, "", ""]).encode()


def heard(line: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    parts = []
    while part := line.recv(4096):
        parts.append(part)
    return b"".join(parts)


def test_it_says_that_it_is_well(server: Running) -> None:
    assert json.loads(server.get("/healthz")) == {"ok": True}
    assert json.loads(server.get("/readyz")) == {
        "database": True,
        "blobs": True,
        "oprf": True,
        "run": True,
        "clock": True,
        "sweep": True,
        "room": True,
    }


def test_a_stalled_body_is_answered_and_its_thread_is_free(server: Running) -> None:
    with server.line() as line:
        line.sendall(head("/v1/door/open", 100) + b'{"door')
        answer = heard(line)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert answer.endswith(b'{"code": "too_slow"}')


def test_a_trickle_is_given_up_too(server: Running) -> None:
    length = 60_000
    with server.line() as line, contextlib.suppress(ConnectionError):
        line.sendall(head("/v1/door/open", length))
        line.settimeout(0.2)
        for _ in range(length - 1):  # the body never ends: without patience this takes three hours
            line.sendall(b" ")
            with contextlib.suppress(TimeoutError):
                assert line.recv(4096).startswith(b"HTTP/1.1 408 ")
                break


@pytest.mark.parametrize("beginning", [head("/v1/door/open", 100), b"POST /v1/door/open HTT", b""])
def test_more_stalled_clients_than_threads_do_not_stop_it(server: Running, beginning: bytes) -> None:
    with contextlib.ExitStack() as lines:
        # More than the eight threads. A silent line holds one for five seconds, and all may reach one
        # worker of four: three rounds, where sixteen would be as long as who asks waits.
        for _ in range(12):
            lines.enter_context(server.line()).sendall(beginning)
        assert server.get("/healthz")  # within the 20 seconds that it waits; without patience it never comes


def test_a_cut_line_leaves_it_well(server: Running) -> None:
    for cut in range(0, 160, 16):
        with server.line() as line:
            line.sendall((head("/v1/door/open", 100) + b'{"door_id": "')[:cut])
    assert server.get("/healthz")


@pytest.mark.parametrize("stores", ["embedded", "scaled"])
def test_a_vault_is_made_and_read_on_either_pair_of_stores(
    request: pytest.FixtureRequest, tmp_path: Path, stores: str
) -> None:
    settings: dict[str, str] = dict(request.getfixturevalue(stores)) | {"folder": str(tmp_path)}
    with running(tmp_path, **{f"WALLET_{name.upper()}": value for name, value in settings.items()}) as server:
        assert json.loads(server.get("/readyz")) == {
            "database": True,
            "blobs": True,
            "oprf": True,
            "run": True,
            "clock": True,
            "sweep": True,
            "room": True,
        }
        clock = SetClock(datetime.now(UTC))
        parts = make_parts(make(settings | {"origin": server.origin}), clock, bytes(32))
        holder, read = settled(Desk(Remote(server.port), clock, parts)), 16 * 1024
        parts.close()
        assert len(holder.reads().data) == read


def test_two_workers_share_nonces_and_one_of_them_sweeps(server: Running) -> None:
    counted = {json.loads(server.get("/healthz"))["ok"] for _ in range(8)}
    assert counted == {True}
    assert (server.folder / "run" / "sweep.lock").exists()


def test_it_makes_its_secrets_for_its_owner_alone_and_survives_a_restart(tmp_path: Path) -> None:
    with running(tmp_path):
        pass
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {
        "data/wallet.db",
        "secrets/at_rest.key",
        "secrets/door_ids.key",
        "oprf/seed-1",
        "run/ephemeral.db",
    } <= made
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_mode & 0o077] == []
    seed = (tmp_path / "oprf" / "seed-1").read_bytes()
    with running(tmp_path) as again:
        assert json.loads(again.get("/readyz"))["oprf"]
    assert (tmp_path / "oprf" / "seed-1").read_bytes() == seed


def test_a_key_that_came_in_a_path_is_written_nowhere(tmp_path: Path) -> None:
    key = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA"
    with running(tmp_path) as server:
        assert key.encode() not in server.get(f"/s%23{key}") + server.get(f"/fr/d/%23{key}")
        for path in (f"/s#{key}", f"/s%23{key}%zz", f"/x%23{key}", f"/s%23{key}\x01"):
            for header in ("Host: a", "bad header: 192.0.2.7"):
                with server.line() as line:
                    line.sendall(f"GET {path} HTTP/1.1\r\n{header}\r\nConnection: close\r\n\r\n".encode())
                    assert line.recv(4096).startswith(b"HTTP/1.1 ")
        server.process.send_signal(signal.SIGTERM)
        _out, log = server.process.communicate(timeout=60)
    assert (server.process.returncode, log) == (0, "")
    assert [
        path for path in tmp_path.rglob("*") if path.is_file() and key.encode() in path.read_bytes()
    ] == []


def test_it_stops_in_time_and_writes_no_log_of_accesses(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        server.get("/healthz")
        with server.line() as line:
            line.sendall(b"GET / HTTP/1.1\r\nbad header: 192.0.2.7\r\n\r\n")
            line.recv(4096)
        server.process.send_signal(signal.SIGTERM)
        _out, log = server.process.communicate(timeout=60)
    assert (server.process.returncode, log) == (0, "")
