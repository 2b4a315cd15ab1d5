"""`wallet run` where it is to be refused: what it says instead of serving."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.servers import dying_with_us, free_ports

STARTED = "it started"


def environ(folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of a command on this folder."""
    port = free_ports(1)[0]
    own = {"folder": str(folder), "port": str(port), "origin": f"http://127.0.0.1:{port}"}
    return {"PATH": os.environ["PATH"]} | {
        f"WALLET_{name.upper()}": value for name, value in (own | dict(settings)).items()
    }


def begin(folder: Path, settings: Mapping[str, str]) -> subprocess.Popen[str]:
    """`wallet run`, on a port of its own; ended by `heard`."""
    return subprocess.Popen(
        [*dying_with_us(), sys.executable, "-m", "wallet.cli", "run"],
        env=environ(folder, settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def heard(process: subprocess.Popen[str]) -> str:
    """The one line of a refused start; `STARTED` where it serves, and is ended then."""
    assert process.stdout
    started = process.stdout.readline()
    if started:
        process.terminate()
    _out, said = process.communicate(timeout=60)
    if started:
        return STARTED
    assert (process.returncode, len(said.splitlines())) == (2, 1), said
    return said


def said_by_run(folder: Path, settings: Mapping[str, str]) -> str:
    """What a start says."""
    return heard(begin(folder, settings))
