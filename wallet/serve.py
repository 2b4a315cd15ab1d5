"""The production server: gunicorn's threads, with sockets that lose patience (decision 0002)."""

from __future__ import annotations

import errno
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.http.unreader import SocketUnreader  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from wallet import sweep
from wallet.app import create_app
from wallet.blobs.store import PIECE
from wallet.clock import Clock, system_clock
from wallet.config import Config
from wallet.parts import Parts
from wallet.web.parts import EXTENSION

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SLOWEST = 4096
"""Bytes a second that an upload must reach on average, once its first patience is used up."""


class PatientSocket(socket.socket):
    """A client's socket: whoever sends nothing for `patience` seconds, or trickles, is given up."""

    patience = 30.0
    _until = 0.0

    def setblocking(self, flag: bool, /) -> None:
        """gunicorn calls this with True before it reads a request, and means "wait for ever" by it."""
        self._until = time.monotonic() + self.patience
        self.settimeout(self.patience if flag else 0)

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """Raises TimeoutError when the client is too slow; gunicorn takes its errno for a closed line."""
        left = min(self._until - time.monotonic(), self.patience)
        try:
            self.settimeout(max(left, 0.001))
            data = super().recv(size, flags)
        except TimeoutError as problem:
            raise TimeoutError(errno.ECONNRESET, "too slow") from problem
        finally:
            self.settimeout(self.patience)
        self._until += len(data) / SLOWEST
        return data


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """gthread, whose own sockets would let a stalled upload keep its thread for ever."""

    def enqueue_req(self, conn: Any) -> None:
        if not isinstance(conn.sock, PatientSocket):
            conn.sock = PatientSocket(fileno=conn.sock.detach())
        super().enqueue_req(conn)


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with the settings of one Config and no others."""

    def __init__(self, app: Flask, config: Config, ready: Callable[[], None], sweep_every: float) -> None:
        self._app = app
        self._config = config
        self._ready = ready
        self._sweep_every = sweep_every
        super().__init__()

    def load_config(self) -> None:
        for name, value in settings(self._config).items():
            self.cfg.set(name, value)
        self.cfg.set("post_worker_init", self._worker_made)

    def load(self) -> Flask:
        return self._app

    def _worker_made(self, worker: Any) -> None:
        sweep.start(parts_of(self._app), self._sweep_every)
        if worker.age == self._config.workers:  # the last of the first ones; their successors are older
            self._ready()


def settings(config: Config) -> dict[str, Any]:
    """gunicorn's settings. Its warnings name addresses and headers: only errors are logged, no accesses."""
    return {
        "bind": [f"{config.host}:{config.port}"],
        "worker_class": PatientWorker,
        "workers": config.workers,
        "threads": config.threads,
        "worker_connections": config.threads * 8,
        "keepalive": 5,
        "timeout": 60,
        "graceful_timeout": 30,
        "preload_app": True,
        "control_socket_disable": True,
        "loglevel": "error",
    }


def parts_of(app: Flask) -> Parts:
    """The parts an application was made with."""
    found: Parts = app.extensions[EXTENSION]
    return found


def run(
    config: Config,
    ready: Callable[[], None],
    clock: Clock = system_clock,
    around: Callable[[WSGIApplication], WSGIApplication] = lambda application: application,
    sweep_every: float = sweep.EVERY,
) -> None:
    """Serves until a signal ends it; `ready` is called when requests are taken. Raises ConfigError.

    `around` is given the application before any worker is forked, and gives what is served in its place.
    """
    app = create_app(config, clock)
    app.wsgi_app = around(app.wsgi_app)  # type: ignore[method-assign, assignment]
    PatientSocket.patience = float(config.socket_timeout)
    SocketUnreader.max_body_chunk = PIECE  # by the MiB, each upload held three of them at its worst
    parts_of(app).disconnect()  # the workers are forks of this process and must not share a connection
    Server(app, config, ready, sweep_every).run()
