"""A live server in the test process: the real application on a free port, its clock in the test's hand."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from werkzeug.http import http_date
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.edge import Edge
from tests.recorder import Recorder
from tests.servers import free_ports
from wallet import invitations
from wallet.app import create_app
from wallet.clock import seconds
from wallet.config import make
from wallet.parts import Parts
from wallet.web.parts import EXTENSION


class MovableClock:
    """The present, plus what a test has added to it."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        """An aware datetime in UTC."""
        return datetime.now(UTC) + self.ahead

    def forward(self, **much: float) -> None:
        """Move on, as timedelta's keywords say: forward(minutes=31)."""
        self.ahead += timedelta(**much)


class Quiet(WSGIRequestHandler):
    """Speaks HTTP/1.1 as the production server does, and writes no access log, as it does not either."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing: an access log would hold addresses."""


@dataclass
class Live:
    """A running server with what a test looks at: its clock, its folder, all it was ever sent.

    `edge` is the line to it, which a test can cut; `parts` are its stores.
    """

    origin: str
    folder: Path
    clock: MovableClock
    recorder: Recorder
    edge: Edge
    parts: Parts
    log: list[str] = field(default_factory=list)

    def admits(self, organisation: str) -> str:
        """An invitation of a steward, as the operator's command line gives one."""
        with self.parts.database.write() as session:
            return invitations.to_steward(session, self.parts.ephemeral, organisation, seconds(self.clock()))

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """Every byte at rest: (what it is, the bytes) of each file the server made, and its log."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                yield f"file {path.name}", path.read_bytes()
        yield "log", "\n".join(self.log).encode()


class Keeping(logging.Handler):
    """Keeps each log line in a list."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        """Adds the line."""
        self.lines.append(self.format(record))


def dated(clock: MovableClock) -> type[Quiet]:
    """A handler that sends the Date of this clock, as a server whose clock it is would."""

    class Dated(Quiet):
        def date_time_string(self, timestamp: float | None = None) -> str:
            return http_date(clock())

    return Dated


@contextlib.contextmanager
def live(folder: Path, host: str = "127.0.0.1", **settings: str) -> Iterator[Live]:
    """Serve from `folder` until the block ends; settings as in wallet.config, `host` as browsers name it."""
    port = free_ports(1)[0]
    origin = f"http://{host}:{port}"
    clock, recorder, edge, lines = MovableClock(), Recorder(), Edge(), list[str]()
    config = make({"folder": str(folder), "origin": origin, "port": port, **settings})
    app = create_app(config, clock)
    line = edge.around(recorder.around(app.wsgi_app))
    server = make_server("127.0.0.1", port, line, threaded=True, request_handler=dated(clock))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    keeping = Keeping(lines)
    logging.getLogger().addHandler(keeping)
    thread.start()
    try:
        yield Live(origin, folder, clock, recorder, edge, app.extensions[EXTENSION], lines)
    finally:
        logging.getLogger().removeHandler(keeping)
        server.shutdown()
        server.server_close()
        thread.join()
        app.extensions[EXTENSION].database.close()
