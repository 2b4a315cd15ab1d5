"""How `wallet run` ends: by TERM or a kill, with slow uploads under way and others who wait."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cut_store import cut_store, settings
from tests.desk import Paper, sealed
from tests.refused_start import environ, said_by_run
from tests.servers import dying_with_us
from tests.test_blob_faults import request, visible, workers
from tests.test_open_files import asked
from tests.test_serve import Running, heard, running
from tests.waiting import until
from wallet.blobs.s3 import S3Settings

PROBE = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
WELL = b"HTTP/1.1 200 "
LAST = b"\r\nConnection: close\r\n"


@contextlib.contextmanager
def slow_upload(server: Running) -> Iterator[socket.socket]:
    """Half of one, whose rest does not come; a thread has it."""
    body, incoming = sealed(4), server.folder / "blobs" / "incoming"
    with server.line() as line:
        line.sendall(request(server, Paper(), len(body)) + body[: len(body) // 2])
        until(lambda: any(incoming.iterdir()))
        yield line


def answer(server: Running) -> bytes:
    """What is answered to a new line."""
    with server.line() as line:
        line.sendall(PROBE)
        return line.recv(4096)


def kept(server: Running, paper: Paper) -> None:
    """Puts a paper."""
    body = sealed()
    with server.line() as line:
        line.sendall(request(server, paper, len(body)) + body)
        assert line.recv(4096).startswith(b"HTTP/1.1 201 ")


def ended(pid: int) -> bool:
    """Whether a process has ended, though nobody may have asked how."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


@pytest.mark.parametrize("number", ["1", "2"])
def test_who_comes_while_a_slow_upload_holds_up_the_stop_is_served(tmp_path: Path, number: str) -> None:
    with running(tmp_path, WALLET_WORKERS=number) as server, slow_upload(server) as slow:
        assert LAST not in answer(server)
        server.process.send_signal(signal.SIGTERM)
        until(lambda: LAST in answer(server))
        with contextlib.ExitStack() as stack:
            lines = [stack.enter_context(server.line()) for _ in range(20)]
            for line in lines:
                line.sendall(PROBE)
            assert all(heard(line).startswith(WELL) for line in lines)
        told = heard(slow)
        assert (told[:13], told[-20:]) == (b"HTTP/1.1 408 ", b'{"code": "too_slow"}')
        _out, log = server.process.communicate(timeout=60)
        assert (server.process.returncode, log) == (0, "")
        assert visible(server) == 0
        assert not any((tmp_path / "blobs" / "incoming").iterdir())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT])
def test_the_keys_that_end_a_program_end_it_like_term(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path) as server, slow_upload(server) as slow:
        server.process.send_signal(number)
        until(lambda: LAST in answer(server))
        assert heard(slow).startswith(b"HTTP/1.1 408 ")
        _out, log = server.process.communicate(timeout=60)
        assert (server.process.returncode, log) == (0, "")
        assert not any((tmp_path / "blobs" / "incoming").iterdir())


def test_who_waits_at_the_door_when_it_closes_is_let_in(tmp_path: Path) -> None:
    with running(tmp_path, WALLET_WORKERS="1") as server, contextlib.ExitStack() as stack:
        (worker,) = workers(server)
        os.kill(worker, signal.SIGSTOP)
        lines = [stack.enter_context(server.line()) for _ in range(20)]
        for line in lines:
            line.sendall(PROBE)
        # Both have it before the process goes on: on a busy machine the master's patience is soon over.
        os.kill(worker, signal.SIGTERM)
        server.process.send_signal(signal.SIGTERM)
        os.kill(worker, signal.SIGCONT)
        assert all(heard(line).startswith(WELL) for line in lines)
        _out, log = server.process.communicate(timeout=60)
        assert (server.process.returncode, log) == (0, "")


def test_after_its_master_is_killed_the_next_start_takes_the_port(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(running(tmp_path))
        kept(server, Paper())
        before = workers(server)
        stack.enter_context(slow_upload(server))
        server.process.kill()
        with running(tmp_path, server.port) as again:
            assert answer(again).startswith(WELL)
            assert visible(again) == 1
            until(lambda: all(ended(pid) for pid in before))
            assert answer(again).startswith(WELL)


def test_a_start_waits_for_the_port_of_one_that_is_stopping(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(running(tmp_path))
        stack.enter_context(slow_upload(server))
        server.process.send_signal(signal.SIGTERM)
        until(lambda: LAST in answer(server))
        with running(tmp_path, server.port) as again:
            assert LAST not in answer(again)
            again.process.send_signal(signal.SIGTERM)
            assert again.process.communicate(timeout=60)[1] == ""


def test_a_port_that_another_has_is_told_in_one_line_and_nothing_is_opened(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = said_by_run(tmp_path, {"port": str(port)})
    assert said == f"wallet: WALLET_HOST, WALLET_PORT: 127.0.0.1:{port}: Address already in use\n"
    assert not any(tmp_path.iterdir())


def test_without_its_master_a_process_waits_for_no_store(tmp_path: Path, s3_settings: S3Settings) -> None:
    with cut_store(s3_settings.endpoint) as line, contextlib.ExitStack() as stack:
        server = stack.enter_context(running(tmp_path, **settings(line, s3_settings)))
        before, (paper, asks) = workers(server), (Paper(), stack.enter_context(server.line()))
        kept(server, paper)
        line.gives.clear()
        asks.sendall(asked(paper))
        assert line.asked.wait(60)
        server.process.kill()
        until(lambda: all(ended(pid) for pid in before))


GIVEN = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execv(sys.executable, [sys.executable, "-m", "wallet.cli", "run"])
"""
"""Begins a server as systemd does, with a listening socket as its file 3."""


@contextlib.contextmanager
def behind(door: socket.socket, folder: Path) -> Iterator[Running]:
    """A server that is given its listening socket."""
    process = subprocess.Popen(
        [*dying_with_us(), sys.executable, "-c", GIVEN, str(door.fileno())],
        env=environ(folder, {}), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        pass_fds=[door.fileno()],
    )  # fmt: skip
    try:
        assert process.stdout
        assert process.stdout.readline()
        yield Running(door.getsockname()[1], folder, process)
    finally:
        process.terminate()
        process.communicate(timeout=60)


def test_behind_a_socket_of_systemd_a_restart_refuses_nobody(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        with behind(door, tmp_path) as server:
            assert answer(server).startswith(WELL)
        with server.line() as line:
            line.sendall(PROBE)
            with behind(door, tmp_path):
                assert line.recv(4096).startswith(WELL)
