"""Starts servers as `wallet run` does, each a group of processes of its own, without importing all anew.

    python -m tests.server.launcher

reads a JSON object a line: {"start": {…}} answers {"pid": …} once the server takes requests, or
{"failed": …}; {"stop": pid} ends it and answers {}. Everything ends with standard input.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any, NoReturn

from tests.server.clock import ReadClock
from tests.server.machine import ReadMachine
from tests.server.relay import Relay
from wallet import serve, steady
from wallet.config import make
from wallet.web import pages

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
NEVER = 1e9
"""Seconds between two sweeps where a test sweeps itself."""


def main() -> None:
    """Obeys until standard input ends."""
    pages.printed()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)  # workers whose first process is gone are ours
    running: set[int] = set()
    print(json.dumps({}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        if "start" in order:
            answer = start(order["start"])
            running |= {answer["pid"]} if "pid" in answer else set()
        else:
            stop(order["stop"])
            running.discard(order["stop"])
            answer = {}
        print(json.dumps(answer), flush=True)
    for pid in running:
        stop(pid)


def start(asked: dict[str, Any]) -> dict[str, Any]:
    """Forks a server; the number of its first process, or the end of its log."""
    hears, tells = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(hears)
        _be_a_server(asked, tells)
    os.close(tells)
    with os.fdopen(hears, "rb") as line:
        if line.read(1):
            return {"pid": pid}
    os.waitpid(pid, 0)
    return {"failed": Path(asked["log"]).read_text(errors="replace")[-2000:]}


def stop(pid: int) -> None:
    """Ends a server and its workers at once; returns when none of them is left."""
    os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-pid, 0)


def _be_a_server(asked: dict[str, Any], tells: int) -> NoReturn:
    os.setpgid(0, 0)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for stream, handle in ((0, nothing), (1, log), (2, log)):
        os.dup2(handle, stream)
    os.umask(0o077)
    warnings.simplefilter("error")
    tempfile.tempdir = asked["temporary"]
    clock = _machine(asked) if "machine" in asked else ReadClock(Path(asked["clock"]))
    serve.run(
        make(asked["settings"]),
        ready=lambda: _tell(tells),
        clock=clock,
        around=lambda application: Relay(application, asked["line"]),
        sweep_every=asked.get("sweep_every", NEVER),
    )
    os._exit(0)


def _machine(asked: dict[str, Any]) -> steady.Machine:
    read = ReadMachine(Path(asked["machine"]))
    return steady.Machine(read.wall, read.elapsed, lambda: str(asked["boot"]))


def _tell(handle: int) -> None:
    os.write(handle, b"1")
    os.close(handle)


if __name__ == "__main__":
    main()
