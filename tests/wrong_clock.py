"""A server as `wallet run` starts it, on a machine whose clock a test sets wrong."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.desk import Desk, Paper, refused
from tests.holder import Door, settled
from tests.server import keys
from tests.server.http import Remote
from tests.server.machine import ReadMachine, SetMachine
from tests.server.starter import launcher
from tests.servers import free_ports
from tests.web.lock_calls import StandIn, behind, locked
from tests.web.share_calls import Shared, kinds, knock, made, opened
from wallet.app import make_parts
from wallet.blobs.store import new_key
from wallet.config import make
from wallet.models import Feedback, LooseObject
from wallet.steady import Machine

PATIENCE = 60


@dataclass
class Site:
    """A machine and the settings of the server on it, which may be started again."""

    folder: Path
    settings: dict[str, str]
    boots: int = 1
    """How often the machine was started: after one more nobody knows how long it was off."""
    machine: SetMachine = field(init=False)

    def __post_init__(self) -> None:
        self.machine = SetMachine(self.folder / "machine")
        port = free_ports(1)[0]
        own = {"folder": str(self.folder / "var"), "port": str(port), "origin": f"http://127.0.0.1:{port}"}
        self.settings = self.settings | own
        keys.place(self.folder / "var")

    @contextlib.contextmanager
    def served(self) -> Iterator[Desk]:
        """The server runs, and sweeps five times a second."""
        log = self.folder / "log"
        asked = {"settings": self.settings, "log": str(log), "machine": str(self.folder / "machine"),
                 "boot": str(self.boots), "line": "", "sweep_every": 0.2,
                 "temporary": tempfile.gettempdir()}  # fmt: skip
        pid = launcher().start(**asked)
        # Typed as a clock that stands still, since the desk asks no more of it than this one has.
        parts = make_parts(make(self.settings), self.machine, bytes(32))
        try:
            yield Desk(Remote(int(self.settings["port"])), self.machine, parts, log=log)  # type: ignore[arg-type]
        finally:
            launcher().stop(pid)
            parts.close()

    def its_own(self) -> Machine:
        """The machine, as a command on it sees it."""
        read = ReadMachine(self.folder / "machine")
        return Machine(read.wall, read.elapsed, lambda: str(self.boots))


def until(come_true: Callable[[], bool]) -> None:
    """Waits for what a thread of the server does."""
    end = time.monotonic() + PATIENCE
    while not come_true():
        assert time.monotonic() < end
        time.sleep(0.02)


def a_whole_round(desk: Desk) -> None:
    """Returns after a round of the sweep that began now has come to its end, or near it.

    Due bodies go first and last in a round, old messages in between: of two of each in turn, the second
    message goes in a round that began after the first went.
    """
    for _ in range(2):
        message, body = os.urandom(16), new_key()
        with desk.parts.database.write() as session:
            session.add(Feedback(id=message, month=0, about="help", words=b""))
        until(lambda found=message: not _there(desk, Feedback, found))  # type: ignore[misc]
        with desk.parts.database.write() as session:
            session.add(LooseObject(object_key=body, due=desk.clock.now - 5))
        until(lambda found=body: not _there(desk, LooseObject, found))  # type: ignore[misc]


def _there(desk: Desk, table: type, key: bytes | str) -> bool:
    """Whether it is still in the database."""
    with desk.parts.database.read() as session:
        return session.get(table, key) is not None


def told(desk: Desk) -> str:
    """What the server's processes wrote into their log so far."""
    assert desk.log
    return desk.log.read_text("utf-8", "replace")


class Kept:
    """A paper, a share and a lock of an hour and a half: what a wrong clock would end."""

    def __init__(self, desk: Desk) -> None:
        self.paper: Paper = desk.kept()[0]
        self.share: Shared = made(desk, expires_at=desk.clock.now + 5400)
        self.holder, self.door = settled(desk), Door()
        assert self.holder.puts(self.door).status_code == 201
        self.stand_in: StandIn = locked(desk, self.holder, self.door, hours=1.5)

    def seen_from(self, desk: Desk) -> None:
        """The holder asks this server, which was started again."""
        self.holder.desk, self.holder.client = desk, desk.server.test_client()

    def is_whole(self, desk: Desk) -> bool:
        """Whether paper and share are there, and the lock closed."""
        assert desk.get_blob(self.paper).status_code == 200
        opened(knock(desk, self.share.link))
        assert behind(desk, self.door) == self.stand_in.box
        return refused(self.holder.unlocks(), 404, "not_found")

    def ends_in_time(self, desk: Desk) -> bool:
        """The control: with time that really passes the lock opens and the share ends."""
        desk.clock.forward(hours=2)
        until(lambda: "ended" in kinds(desk, self.share))
        assert behind(desk, self.door) == self.door.box
        assert desk.get_blob(self.paper).status_code == 200
        return self.holder.unlocks().status_code == 200


def health(desk: Desk) -> dict[str, Any]:
    """What /readyz says; the service goes on."""
    answer = desk.client.get("/readyz")
    assert (answer.status_code, answer.json is not None) == (200, True)
    return dict(answer.json or {})
