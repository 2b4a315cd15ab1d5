"""The production server: gunicorn, whose threads wait for no client (decisions 0002 and 0024)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gunicorn.util  # type: ignore[import-untyped]
from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.http.unreader import SocketUnreader  # type: ignore[import-untyped]
from werkzeug.http import http_date

from wallet import in_use, open_files, port, steady, sweep
from wallet.app import THIS, create_app
from wallet.blobs.store import PIECE
from wallet.clock import Clock
from wallet.config import Config
from wallet.line import Line
from wallet.parts import Parts
from wallet.stopping_worker import StoppingWorker
from wallet.web.parts import EXTENSION

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

LINES = 8
"""How many lines a process has for each of its threads, where it may open as many files."""


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with the settings of one Config and no others."""

    def __init__(
        self, app: Flask, config: Config, lines: int, ready: Callable[[], None], sweep_every: float
    ) -> None:
        self._app = app
        self._config = config
        self._lines = lines
        self._ready = ready
        self._sweep_every = sweep_every
        super().__init__()

    def load_config(self) -> None:
        for name, value in settings(self._config, self._lines).items():
            self.cfg.set(name, value)
        self.cfg.set("post_worker_init", self._worker_made)

    def load(self) -> Flask:
        return self._app

    def _worker_made(self, worker: Any) -> None:
        parts = parts_of(self._app)
        if isinstance(parts.clock, steady.SteadyClock):
            steady.keep(parts.clock, parts.config.run)
        sweep.start(parts, self._sweep_every)
        if worker.age == self._config.workers:  # the last of the first ones; their successors are older
            self._ready()


def settings(config: Config, lines: int) -> dict[str, Any]:
    """gunicorn's settings. Its warnings name addresses and headers: only errors are logged, no accesses."""
    return {
        "bind": [f"{config.host}:{config.port}"],
        "worker_class": StoppingWorker,
        "workers": config.workers,
        "threads": config.threads,
        "worker_connections": lines,
        "keepalive": 5,
        "timeout": 60,
        "graceful_timeout": 10,
        "preload_app": True,
        "control_socket_disable": True,
        # No header changes a path or a scheme; whom a proxy forwards is read by the application (ProxyFix).
        "forwarder_headers": "",
        "forwarded_allow_ips": "",
        "loglevel": "error",
    }


def parts_of(app: Flask) -> Parts:
    """The parts an application was made with."""
    found: Parts = app.extensions[EXTENSION]
    return found


def run(
    config: Config,
    ready: Callable[[], None],
    clock: Clock | steady.Machine = THIS,
    around: Callable[[WSGIApplication], WSGIApplication] = lambda application: application,
    sweep_every: float = sweep.EVERY,
) -> None:
    """Serves until a signal ends it; `ready` is called when requests are taken. Raises ConfigError.

    `around` is given the application before any worker is forked, and gives what is served in its place.
    """
    port.wait_for(config.host, config.port)
    in_use.share(config.run)  # until this process and its workers are gone
    app = create_app(config, clock)
    now = parts_of(app).clock
    gunicorn.util.http_date = lambda _timestamp=None: http_date(now())  # browsers tell the time by it
    app.wsgi_app = around(app.wsgi_app)  # type: ignore[method-assign, assignment]
    Line.patience = float(config.socket_timeout)
    StoppingWorker.behind_proxies = bool(config.trusted_proxies)
    lines = open_files.lines(config.threads * LINES, config.threads)
    SocketUnreader.max_body_chunk = PIECE  # by the MiB, each upload held three of them at its worst
    parts_of(app).disconnect()  # the workers are forks of this process and must not share a connection
    Server(app, config, lines, ready, sweep_every).run()
