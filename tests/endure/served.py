"""`wallet run`, unmodified, in a group of processes that can be killed as a whole and started again."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from tests.desk import Desk
from tests.node import ROOT
from tests.server.clock import SetClock
from tests.server.http import Remote
from tests.servers import dying_with_us, free_ports
from wallet.config import make
from wallet.parts import Parts

PATIENCE = 60.0
PAGE = os.sysconf("SC_PAGE_SIZE")
BUDGETS = ("bytes_a_month", "tickets_a_month", "downloads_a_day", "network_requests_an_hour",
           "network_vaults_a_day", "network_code_tries_an_hour", "network_bytes_a_day")  # fmt: skip
"""All clients of a soak come from one network and may spend as much as they can."""


class Served:
    """A server on the same port and the same folder at each start; what it logs is in FOLDER/log."""

    def __init__(self, folder: Path, settings: Mapping[str, str], port: int | None = None) -> None:
        self.folder, self.port = folder, port or free_ports(1)[0]
        self.log_file = folder / "log"
        own = {"folder": str(folder / "var"), "port": str(self.port), "origin": self.origin}
        self.settings = dict.fromkeys(BUDGETS, "1000000000000") | own | dict(settings)
        self.may_remark = False
        """Whether `wallet fsck` may remark on something that nobody misses."""
        self.after_a_kill: Callable[[], None] = lambda: None
        """What is lost with it."""
        self._process: subprocess.Popen[str] | None = None

    @property
    def origin(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def begin(self) -> None:
        """Starts it without waiting for it."""
        with self.log_file.open("a") as log:
            self._process = subprocess.Popen(
                [*dying_with_us(), *self._command("run")],
                env=self._environ(), cwd=ROOT, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip

    def start(self) -> None:
        """Starts it and waits for its own word that it is ready. Raises RuntimeError with its log."""
        self.begin()
        assert self._process
        assert self._process.stdout
        out = self._process.stdout
        heard = out.readline() if select.select([out], [], [], PATIENCE)[0] else ""
        if heard != f"Sacoche is at {self.origin}\n":
            self.kill()
            raise RuntimeError(f"the server did not start:\n{self.log()[-2000:]}")

    def kill(self) -> None:
        """Ends all its processes at once; returns when none of them is left."""
        self._end(lambda pid: os.killpg(pid, signal.SIGKILL))
        self.after_a_kill()

    def stop(self) -> None:
        """Asks it to end, as an operator does."""
        self._end(lambda pid: os.kill(pid, signal.SIGTERM))

    def says(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """What another command of `wallet` says on the same stores."""
        return subprocess.run(
            self._command(*command), env=self._environ(), cwd=ROOT,
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip

    def log(self) -> str:
        """All that it logged, over all starts."""
        return self.log_file.read_text("utf-8", "replace")

    def logged(self) -> list[str]:
        """The same as faults: nothing is worth a line of its log while all goes well."""
        return [f"logged: {line}" for line in self.log().splitlines()]

    def memory(self) -> int:
        """Bytes in memory (RSS) of all its processes together; what they share counts in each."""
        assert self._process
        own = self._process.pid
        children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
        return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE for pid in [own, *children])

    def desk(self, remote: Remote | None = None) -> Desk:
        """Asks it over a socket. Its stores are not opened here: that would keep them alive over a kill."""
        parts = cast(Parts, SimpleNamespace(config=make(self.settings)))
        return Desk(remote or Remote(self.port), SetClock(datetime.now(UTC)), parts)

    def _end(self, send: Callable[[int], None]) -> None:
        assert self._process
        with contextlib.suppress(ProcessLookupError):
            send(self._process.pid)
        self._process.communicate(timeout=PATIENCE)  # each of its processes holds the pipe until it is gone

    def _command(self, *given: str | Path) -> list[str]:
        return [sys.executable, "-m", "wallet.cli", *map(str, given)]

    def _environ(self) -> dict[str, str]:
        given = {f"WALLET_{name.upper()}": value for name, value in self.settings.items()}
        return {"PATH": os.environ["PATH"], **given}


@contextlib.contextmanager
def served(folder: Path, settings: Mapping[str, str]) -> Iterator[Served]:
    """A server that is ready, and stopped in the end."""
    server = Served(folder, settings)
    server.start()
    try:
        yield server
    finally:
        server.stop()
