"""Where the processes of a server tell the test what they are asked, and hear what becomes of it."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection, Listener
from pathlib import Path

from tests.edge import Edge, Rule
from tests.recorder import Recorder, Sent
from tests.server.relay import Asked, Came, Change, Order

GONE = (EOFError, ConnectionResetError, BrokenPipeError)


@contextlib.contextmanager
def switchboard(recorder: Recorder, edge: Edge) -> Iterator[str]:
    """Listens until the block ends; the address for `Relay`."""
    with tempfile.TemporaryDirectory(prefix="sacoche-") as folder:
        listener = Listener(str(Path(folder) / "line"), backlog=200)
        threading.Thread(target=_accept, args=(listener, recorder, edge), daemon=True).start()
        try:
            yield str(listener.address)
        finally:
            listener.close()


def _accept(listener: Listener, recorder: Recorder, edge: Edge) -> None:
    with contextlib.suppress(OSError):  # closed at the end of the test
        while True:
            connection = listener.accept()
            threading.Thread(target=_serve, args=(connection, recorder, edge), daemon=True).start()


def _serve(line: Connection, recorder: Recorder, edge: Edge) -> None:
    """One thread of a server: its requests one after the other."""
    sent: Sent | None = None
    rule: Rule | None = None
    with line, contextlib.suppress(*GONE):
        while True:
            told = line.recv()
            if isinstance(told, Asked):
                sent = recorder.add(told.method, told.path, told.head)
                rule = edge.meet(told)
                line.send(rule.order if rule else Order())
            elif isinstance(told, Change) and rule:
                line.send(rule.change(told.body))
            elif isinstance(told, Came) and sent:
                sent.body += told.body
                line.send(None)
