"""The launcher as a test process holds it: one child that starts servers in a tenth of a second."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any

from tests.servers import dying_with_us

ROOT = Path(__file__).resolve().parent.parent.parent


class Launcher:
    """Starts and stops servers, one call at a time."""

    def __init__(self) -> None:
        # It dies with the thread that started it (see dying_with_us), so only the one that lives longest may.
        assert threading.current_thread() is threading.main_thread()
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [*dying_with_us(), sys.executable, "-m", "tests.server.launcher"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._hear()
        atexit.register(self.close)

    def start(self, **asked: object) -> int:
        """Starts a server; the number to stop it by. Raises RuntimeError with the end of its log."""
        answer = self._ask({"start": asked})
        if "failed" in answer:
            raise RuntimeError(f"a server did not start:\n{answer['failed']}")
        return int(answer["pid"])

    def stop(self, pid: int) -> None:
        """Ends a server and its workers."""
        self._ask({"stop": pid})

    def close(self) -> None:
        """Ends it with all its servers."""
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.close()
        self._process.wait(20)
        if self._process.stdout:
            self._process.stdout.close()

    def _ask(self, order: dict[str, object]) -> dict[str, Any]:
        with self._lock:
            assert self._process.stdin
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            return self._hear()

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout
        answer: dict[str, Any] = json.loads(self._process.stdout.readline() or '{"failed": "no launcher"}')
        return answer


@cache
def launcher() -> Launcher:
    """The one of this process, started when it is first asked for."""
    return Launcher()
