"""The least a server can do, on the wallet's own settings of gunicorn, for its requests to be compared with.

One row read from SQLite, a body streamed to a file and back, and the floor pages. Run as
`python -m bench.bare FOLDER PORT`; FOLDER/floor holds the pages.
"""

from __future__ import annotations

import gzip
import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from flask import Flask, Response, redirect, request
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from wallet import config
from wallet.serve import LINES, settings

PIECE = 256 * 1024
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript"}
BYTES = "application/octet-stream"
ROWS = 1000
SMALL, LARGE = 8 * 1024, 16 * 1024
"""Bytes of a manifest of a few papers, and of an empty wallet's catalogue."""


class Bare(BaseApplication):  # type: ignore[misc]
    """gunicorn as `wallet run` sets it, with its own threaded worker."""

    def __init__(self, app: Flask, port: int) -> None:
        self._app, self._port = app, port
        super().__init__()

    def load_config(self) -> None:
        made = config.make({"port": self._port})
        for name, value in settings(made, made.threads * LINES).items():
            self.cfg.set(name, "gthread" if name == "worker_class" else value)

    def load(self) -> Flask:
        return self._app


class Rows:
    """A table of one kind of row, one connection in each thread."""

    def __init__(self, path: Path) -> None:
        self._path, self._local = path, threading.local()
        with sqlite3.connect(path) as made:
            made.execute("PRAGMA journal_mode=WAL")
            made.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, small BLOB, large BLOB)")
            some = ((n, os.urandom(SMALL), os.urandom(LARGE)) for n in range(ROWS))
            made.executemany("INSERT INTO thing VALUES (?, ?, ?)", some)
        made.close()

    def get(self, column: str, number: int) -> bytes:
        """The bytes of one row."""
        link: sqlite3.Connection | None = getattr(self._local, "link", None)
        if link is None:
            link = self._local.link = sqlite3.connect(self._path)
        found: tuple[bytes] = link.execute(f"SELECT {column} FROM thing WHERE id = ?", (number,)).fetchone()
        return found[0]


def make(folder: Path) -> Flask:
    """The application; it reads floor pages from FOLDER/floor once."""
    app, rows, kept = Flask("bare", static_folder=None), Rows(folder / "rows.db"), folder / "kept"
    kept.mkdir()
    pages = {path.name: gzip.compress(path.read_bytes(), 9) for path in (folder / "floor").glob("*.*")}

    @app.get("/row/<int:number>")
    def row(number: int) -> Response:
        return Response(rows.get("large", number % ROWS), content_type=BYTES)

    @app.post("/open")
    def opened() -> Response:
        number: int = request.get_json()["number"]
        return Response(rows.get("small", number % ROWS), content_type=BYTES)

    @app.get("/go/<name>")
    def go(name: str) -> Response:
        return redirect(f"/floor/{name}?{request.query_string.decode()}")  # type: ignore[return-value]

    @app.get("/floor/<name>")
    def floor(name: str) -> Response:
        headers = {"Content-Encoding": "gzip", "Cache-Control": "no-store"}
        return Response(pages[name], headers=headers, content_type=TYPES[Path(name).suffix])

    @app.put("/up/<name>")
    def up(name: str) -> Response:
        receive(kept / f"{name}.{threading.get_ident()}", kept / name)
        return Response(status=201)

    @app.post("/down")
    def down() -> Response:
        path = kept / request.get_json()["name"]
        headers = {"Content-Length": str(path.stat().st_size), "Cache-Control": "no-store"}
        return Response(pieces(path), headers=headers, content_type=BYTES)

    return app


def receive(aside: Path, place: Path) -> None:
    """The request's body into a file, flushed, then in its place."""
    with aside.open("wb") as file:
        while piece := request.stream.read(PIECE):
            file.write(piece)
        file.flush()
        os.fdatasync(file.fileno())
    aside.replace(place)


def pieces(path: Path) -> Iterator[bytes]:
    """A file, 256 KiB at a time."""
    with path.open("rb", buffering=0) as file:
        while piece := file.read(PIECE):
            yield piece


if __name__ == "__main__":
    Bare(make(Path(sys.argv[1])), int(sys.argv[2])).run()
