"""A live server as a test holds it: the processes of `wallet run`, with its clock and its line in hand."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.desk import Desk
from tests.edge import Edge
from tests.recorder import Recorder
from tests.server import keys
from tests.server.clock import MovableClock, SetClock
from tests.server.http import Remote
from tests.server.starter import launcher
from tests.server.switchboard import switchboard
from tests.servers import free_ports
from wallet import organisations
from wallet.app import make_parts
from wallet.clock import seconds
from wallet.config import make
from wallet.parts import Parts

RUNNING: dict[str, Live] = {}
"""The servers of this process by their address."""
UNUSED_KEY = bytes(32)
"""Counters of networks are the server's: what a test opens beside it counts nobody."""


@dataclass
class Live:
    """A running server with what a test looks at: its clock, its folder, all it was ever sent.

    `edge` is the line to it, which a test can cut; `parts` are its stores, opened once more in this process.
    """

    origin: str
    folder: Path
    clock: MovableClock
    recorder: Recorder
    edge: Edge
    parts: Parts
    log_file: Path
    ready_wallets: int = 0
    """How many of tests/people/ready.py it was given."""

    @property
    def log(self) -> list[str]:
        """Every line that its processes wrote."""
        return self.log_file.read_text("utf-8", "replace").splitlines()

    def admits(self, organisation: str) -> str:
        """An invitation of a steward, as the operator's command line gives one."""
        with self.parts.database.write() as session:
            return organisations.invite(session, self.parts.ephemeral, organisation, seconds(self.clock()))

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """Every byte at rest: (what it is, the bytes) of each file the server made, and its log."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                yield f"file {path.name}", path.read_bytes()
        yield "log", self.log_file.read_bytes()


@contextlib.contextmanager
def live(folder: Path, host: str = "127.0.0.1", temporary: str = "", **settings: str) -> Iterator[Live]:
    """Serve from `folder` until the block ends; settings as in wallet.config, `host` as browsers name it.

    `temporary` is where its processes put temporary files.
    """
    port = free_ports(1)[0]
    recorder, edge = Recorder(), Edge()
    given = {"folder": str(folder), "origin": f"http://{host}:{port}", "port": str(port), **settings}
    beside = folder.with_name(f"{folder.name}-beside")
    beside.mkdir(parents=True)
    clock = MovableClock(beside / "clock")
    keys.place(folder)
    with switchboard(recorder, edge) as line, started(given, clock, beside, line, temporary) as parts:
        server = RUNNING[given["origin"]] = Live(
            given["origin"], folder, clock, recorder, edge, parts, beside / "log"
        )
        try:
            yield server
        finally:
            del RUNNING[server.origin]


@contextlib.contextmanager
def started(
    settings: dict[str, str],
    clock: MovableClock | SetClock,
    beside: Path,
    line: str,
    temporary: str = "",
    sweep_every: float | None = None,
) -> Iterator[Parts]:
    """Starts a server whose clock file and log lie in `beside`; its stores, opened here too.

    It sweeps so often, else not by itself.
    """
    asked: dict[str, object] = {
        "settings": settings,
        "clock": str(beside / "clock"),
        "log": str(beside / "log"),
        "line": line,
    }
    if sweep_every is not None:
        asked["sweep_every"] = sweep_every
    pid = launcher().start(**asked, temporary=temporary or tempfile.gettempdir())
    parts = make_parts(make(settings), clock, UNUSED_KEY)
    try:
        yield parts
    finally:
        launcher().stop(pid)
        parts.close()


@contextlib.contextmanager
def shared_desk(folder: Path, settings: dict[str, str]) -> Iterator[Desk]:
    """A server that many tests ask one after the other, with a clock that stands still."""
    port = free_ports(1)[0]
    folder.joinpath("beside").mkdir()
    clock = SetClock(file=folder / "beside" / "clock")
    given = {"folder": str(folder / "var"), "port": str(port), "origin": f"http://127.0.0.1:{port}"}
    with started(given | settings, clock, folder / "beside", line="") as parts:
        yield Desk(Remote(port), clock, parts, log=folder / "beside" / "log")
