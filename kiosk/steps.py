"""One step of an installation: a file with its text, a file to change, or a command."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.problems import Problem


@dataclass(frozen=True)
class Step:
    """`edit` makes the new text from the present one, "" where there is no such file."""

    path: Path | None = None
    text: str = ""
    command: tuple[str, ...] = ()
    edit: Callable[[str], str] | None = None

    def __str__(self) -> str:
        return f"{'change' if self.edit else 'write'} {self.path}" if self.path else " ".join(self.command)

    def do(self) -> None:
        """Again and again if need be. Raises OSError and Problem."""
        if self.path is None:
            return _run(self.command)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.edit is None:
            self.path.write_text(self.text, "utf-8")
            self.path.chmod(0o755 if self.text.startswith("#!") else 0o644)
        else:
            present = self.path.read_text("utf-8") if self.path.exists() else ""
            self.path.write_text(self.edit(present), "utf-8")


def _run(command: tuple[str, ...]) -> None:
    """What it says goes to the terminal. Raises Problem."""
    try:
        subprocess.run(command, check=True)  # noqa: S603
    except FileNotFoundError as problem:
        raise Problem("command", command=" ".join(command), status="?") from problem
    except subprocess.CalledProcessError as failed:
        if command[0] == "apt-get":
            raise Problem("apt", status=str(failed.returncode)) from failed
        raise Problem("command", command=" ".join(command), status=str(failed.returncode)) from failed
