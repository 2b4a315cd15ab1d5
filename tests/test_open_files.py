"""A limit on open files: raised where it may be, else there are fewer lines, and everybody is served."""

from __future__ import annotations

import contextlib
import json
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Paper, sealed
from tests.refused_start import environ
from tests.servers import dying_with_us
from tests.test_blob_faults import request, workers
from tests.test_serve import Running, running
from wallet.crypto.bytes import b64

THREADS = 32
ENOUGH, FEW, TOO_FEW = 800, 400, 300
"""For 32 threads: 128, 5 for each, and 2 for each of 256 lines."""
SMALL = {"WALLET_WORKERS": "1", "WALLET_THREADS": str(THREADS), "WALLET_TRUSTED_PROXIES": "1"}
FORWARDED = "X-Forwarded-For: 192.0.2.1"


def limit(pid: int) -> int:
    """How many files a process may have open."""
    found = re.search(r"Max open files +(\d+)", Path(f"/proc/{pid}/limits").read_text())
    assert found
    return int(found[1])


def at_most(files: int) -> list[str]:
    """A command prefix: what follows can never have more files open."""
    return ["prlimit", f"--nofile={files}:{files}"]


@contextlib.contextmanager
def soft_limit(files: int) -> Iterator[None]:
    """So many for who is started meanwhile, until they ask for more."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def ended(server: Running) -> str:
    """What it logged, up to its end."""
    server.process.send_signal(signal.SIGTERM)
    return server.process.communicate(timeout=60)[1]


def test_a_soft_limit_is_raised_and_nothing_is_said(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        with soft_limit(FEW):
            server = stack.enter_context(running(tmp_path, **SMALL))
        assert limit(*workers(server)) == ENOUGH
        assert ended(server) == ""


def put(server: Running, body: bytes) -> Paper:
    """A paper."""
    paper = Paper()
    with server.line() as line:
        head = request(server, paper, len(body)).replace(b"Host: x", f"Host: x\r\n{FORWARDED}".encode())
        line.sendall(head + body)
        assert line.recv(4096).startswith(b"HTTP/1.1 201 ")
    return paper


def asked(paper: Paper) -> bytes:
    """The request for it."""
    body = json.dumps({"id": b64(paper.id), "read": b64(paper.read)})
    head = ["POST /v1/blob/get HTTP/1.1", "Host: x", FORWARDED, "Content-Type: application/json"]
    return "\r\n".join([*head, f"Content-Length: {len(body)}", "", body]).encode()


def test_slow_readers_beyond_a_hard_limit_keep_nobody_out(tmp_path: Path) -> None:
    body = sealed(14)
    with running(tmp_path, within=at_most(FEW), **SMALL, WALLET_DOWNLOADS_A_DAY="1000") as server:
        before, paper = workers(server), put(server, body)
        with contextlib.ExitStack() as lines:
            for _ in range(250):
                lines.enter_context(server.line()).sendall(asked(paper))
            for _ in range(THREADS):
                put(server, sealed())
            assert len(list(Path(f"/proc/{before[0]}/fd").iterdir())) < FEW
        assert workers(server) == before
        log = ended(server).splitlines()
    assert log == [
        f"the system lets a process open {FEW} files: a process has 56 lines and not 256;"
        f" LimitNOFILE={ENOUGH} gives all"
    ]


@pytest.mark.parametrize("files", [TOO_FEW])
def test_a_limit_that_is_too_small_for_the_threads_is_told(tmp_path: Path, files: int) -> None:
    done = subprocess.run(
        [*dying_with_us(), *at_most(files), sys.executable, "-m", "wallet.cli", "run"],
        env=environ(tmp_path, {"threads": str(THREADS)}), capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        2,
        f"wallet: the system lets a process open {files} files, and {THREADS} threads need 352:"
        " raise the limit (LimitNOFILE), or lower WALLET_THREADS\n",
    )
