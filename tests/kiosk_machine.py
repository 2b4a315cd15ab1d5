"""A PC as `wallet-kiosk install` finds it: this machine with an /etc of its own, so it does not change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kiosk import install

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = Path("/etc/wallet-kiosk/kiosk.toml")
STAND_INS = ("apt-get", "systemctl", "swapoff", "find")
INSIDE = 'mount --bind "$0" /etc && exec "$@"'


class Machine:
    """What is run sees a copy of /etc, in a mount namespace of its own; the program lies in it, too, where
    every user can read it."""

    python = (f"{sys.base_prefix}/bin/python3",)

    def __init__(self, folder: Path, origin: str) -> None:
        self.etc = folder / "etc"
        subprocess.run(["cp", "-a", "/etc", str(self.etc)], check=True)
        shutil.copytree(ROOT / "kiosk", self.etc / "kiosk-code" / "kiosk")
        self.belongs_to(origin)

    def belongs_to(self, origin: str) -> None:
        """As if it had been installed for the wallet at this address."""
        told = next(step for step in install.steps(origin) if step.path == SETTINGS)
        (self.etc / "wallet-kiosk").mkdir(exist_ok=True)
        (self.etc / "wallet-kiosk/kiosk.toml").write_text(told.text)

    def runs(self, *command: str, path: str = "") -> subprocess.CompletedProcess[str]:
        """As the administrator."""
        asked = ["unshare", "--mount", "sh", "-c", INSIDE, str(self.etc), *command]
        environment = {**os.environ, "PYTHONPATH": "/etc/kiosk-code", "PYTHONDONTWRITEBYTECODE": "1"}
        environment["PATH"] = path + environment["PATH"]
        return subprocess.run(asked, env=environment, cwd="/", capture_output=True, text=True, check=False)

    def kiosk(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command `wallet-kiosk`, as the administrator."""
        return self.runs(*self.python, "-m", "kiosk", *arguments)

    def without_network(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command on a machine whose cable is out."""
        return self.runs("unshare", "--net", *self.python, "-m", "kiosk", *arguments)

    def told(self) -> list[str]:
        """What the stand-ins were told."""
        return (self.etc / "stand-ins/told").read_text().splitlines()

    def installs(self, origin: str, failing: str = "") -> subprocess.CompletedProcess[str]:
        """`wallet-kiosk install`, with stand-ins for what is not in /etc; they note what they were told."""
        (self.etc / "stand-ins").mkdir(exist_ok=True)
        for name in STAND_INS:
            program = self.etc / "stand-ins" / name
            status = 7 if name == failing else 0
            program.write_text(f'#!/bin/sh\necho "{name} $*" >> /etc/stand-ins/told\nexit {status}\n')
            program.chmod(0o755)
        asked = [*self.python, "-m", "kiosk", "install", origin, "--lang", "en"]
        return self.runs(*asked, path="/etc/stand-ins:")

    def makes_the_user(self) -> None:
        """The user of the service, as the installation makes it."""
        made = [step.command for step in install.steps("") if "useradd" in " ".join(step.command)]
        assert len(made) == 1
        assert self.runs(*made[0]).returncode == 0

    def runs_as(self, user: str, *command: str) -> subprocess.CompletedProcess[str]:
        """As somebody else, as the service does: with the user's groups and no capability."""
        return self.runs("setpriv", "--reuid", user, "--regid", user, "--init-groups", *command)
