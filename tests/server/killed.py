"""Runs commands of `wallet` in processes of their own, and kills them before a step of their work.

    python -m tests.server.killed

reads a JSON object a line, {"environ": {…}, "arguments": […], "folder": …, "at": n}, and answers
{"status": …, "said": …, "steps": …}. A step is what changes a file below `folder`, a statement for the
database, a call to an S3 store or the start of a program. `at` 0 kills nowhere; a killed one has status -9.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import dataclass
from typing import Any, NoReturn

from sqlalchemy import Engine, event

from wallet.cli import main
from wallet.upkeep import backup, restore  # noqa: F401

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
ON_FILES = frozenset({"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "shutil.copyfile"})
ELSEWHERE = frozenset({"subprocess.Popen", "http.client.send"})


@dataclass
class Steps:
    """Counts them, and kills this process before the one it is to die at."""

    folder: str
    at: int
    done: int = 0

    def heard(self, name: str, arguments: tuple[Any, ...]) -> None:
        """An audit hook."""
        opened = name == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES
        if name in ELSEWHERE or ((opened or name in ON_FILES) and self._is_ours(arguments)):
            self.step()

    def step(self, *_arguments: object) -> None:
        """One more."""
        self.done += 1
        if self.done == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def _is_ours(self, arguments: tuple[Any, ...]) -> bool:
        return any(
            str(one).startswith(self.folder) for one in arguments if isinstance(one, str | os.PathLike)
        )


def obey() -> None:
    """Until standard input ends."""
    print(json.dumps({}), flush=True)
    for line in sys.stdin:
        print(json.dumps(ran(json.loads(line))), flush=True)


def ran(asked: dict[str, Any]) -> dict[str, Any]:
    """Runs one command and tells how it ended."""
    hears, tells = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(hears)
        _be_a_command(asked, tells)
    os.close(tells)
    with os.fdopen(hears, "r") as pipe:
        heard = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    said, _, steps = heard.rpartition("\n")
    return {"status": status, "said": said, "steps": int(steps or 0)} if status >= 0 else {"status": status}


def _be_a_command(asked: dict[str, Any], tells: int) -> NoReturn:
    os.dup2(tells, 1)
    os.dup2(tells, 2)
    os.environ.update(asked["environ"])
    steps = Steps(asked["folder"], asked["at"])
    event.listen(Engine, "before_cursor_execute", steps.step)
    event.listen(Engine, "commit", steps.step)
    sys.addaudithook(steps.heard)
    status = main(asked["arguments"])
    print(f"\n{steps.done}", end="", flush=True)
    os._exit(status)


if __name__ == "__main__":
    obey()
