"""The two servers of the measurements, as processes of their own: the wallet as it is run, and bare Flask."""

from __future__ import annotations

import contextlib
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from tests.live import Live
from tests.node import ROOT
from tests.servers import dying_with_us, free_ports
from tests.shown import Shown

PATIENCE = 30.0
WITHOUT_LIMITS = {
    "WALLET_NETWORK_REQUESTS_AN_HOUR": "1000000000",
    "WALLET_NETWORK_VAULTS_A_DAY": "1000000000",
    "WALLET_NETWORK_GUESSES_AN_HOUR": "1000000000",
    "WALLET_DOWNLOADS_A_DAY": "1000000000",
    "WALLET_BYTES_A_MONTH": "1000000000000",
}


@dataclass
class Served:
    """A running server; `origin`, `folder` and `clock` are all that tests.shown.Shown asks of one."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def origin(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def clock(self) -> datetime:
        """The present."""
        return datetime.now(UTC)

    def line(self) -> http.client.HTTPConnection:
        """A connection that is kept open between requests."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def workers(self) -> list[int]:
        """The processes that answer requests."""
        own = self.process.pid
        return [int(pid) for pid in Path(f"/proc/{own}/task/{own}/children").read_text().split()]

    def forget_peak(self) -> int:
        """Starts to watch for the highest memory anew; gives the bytes that all workers hold now."""
        for pid in self.workers():
            Path(f"/proc/{pid}/clear_refs").write_text("5")
        return self.peak()

    def peak(self) -> int:
        """The highest memory since then, in bytes, of all workers."""
        return sum(_field(pid, "VmHWM") for pid in self.workers())


def _field(pid: int, name: str) -> int:
    rows = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(rows[name].split()[0]) * 1024


@contextlib.contextmanager
def wallet(folder: Path) -> Iterator[Served]:
    """`wallet run` with its own settings, but without the budgets of networks."""
    port = free_ports(1)[0]
    own = {"WALLET_FOLDER": str(folder), "WALLET_PORT": str(port)}
    env = {"PATH": os.environ["PATH"], "WALLET_ORIGIN": f"http://127.0.0.1:{port}", **own, **WITHOUT_LIMITS}
    with _running([sys.executable, "-m", "wallet.cli", "run"], env, port, folder, "/readyz") as made:
        yield made


@contextlib.contextmanager
def bare(folder: Path) -> Iterator[Served]:
    """Bare Flask (bench/bare.py); FOLDER/floor may hold pages."""
    port = free_ports(1)[0]
    command = [sys.executable, "-m", "bench.bare", str(folder), str(port)]
    with _running(command, dict(os.environ), port, folder, "/row/1") as made:
        yield made


@contextlib.contextmanager
def _running(command: list[str], env: dict[str, str], port: int, folder: Path, path: str) -> Iterator[Served]:
    process = subprocess.Popen([*dying_with_us(), *command], env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
    made = Served(port, folder, process)
    try:
        until(lambda: _answers(made, path))
        yield made
    finally:
        process.terminate()
        process.wait(60)


def until(true: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Returns when it is. Raises TimeoutError."""
    end = time.monotonic() + patience
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


def _answers(server: Served, path: str) -> bool:
    line = server.line()
    try:
        line.request("GET", path)
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


def as_live(server: Served) -> Live:
    """For tests.shown.Shown, which asks a server for its origin, folder and clock alone."""
    return cast(Live, server)


__all__ = ["Served", "Shown", "as_live", "bare", "until", "wallet"]
