"""A PC as `wallet-kiosk install` finds it: this machine with an /etc of its own, so it does not change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kiosk import install

ROOT = Path(__file__).resolve().parent.parent
INSIDE = 'mount --bind "$0" /etc && exec "$@"'


class Machine:
    """What is run sees a copy of /etc, in a mount namespace of its own; the program lies in it, too, where
    every user can read it."""

    python = (f"{sys.base_prefix}/bin/python3",)

    def __init__(self, folder: Path, origin: str) -> None:
        self.etc = folder / "etc"
        subprocess.run(["cp", "-a", "/etc", str(self.etc)], check=True)
        shutil.copytree(ROOT / "kiosk", self.etc / "kiosk-code" / "kiosk")
        for step in install.steps(origin):
            if step.path == Path("/etc/wallet-kiosk/kiosk.toml"):
                (self.etc / "wallet-kiosk").mkdir(exist_ok=True)
                (self.etc / "wallet-kiosk/kiosk.toml").write_text(step.text)

    def runs(self, *command: str) -> subprocess.CompletedProcess[str]:
        """As the administrator."""
        asked = ["unshare", "--mount", "sh", "-c", INSIDE, str(self.etc), *command]
        environment = {**os.environ, "PYTHONPATH": "/etc/kiosk-code", "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(asked, env=environment, cwd="/", capture_output=True, text=True, check=False)

    def kiosk(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command `wallet-kiosk`, as the administrator."""
        return self.runs(*self.python, "-m", "kiosk", *arguments)

    def makes_the_user(self) -> None:
        """The user of the service, as the installation makes it."""
        made = [step.command for step in install.steps("") if "useradd" in " ".join(step.command)]
        assert len(made) == 1
        assert self.runs(*made[0]).returncode == 0

    def runs_as(self, user: str, *command: str) -> subprocess.CompletedProcess[str]:
        """As somebody else, as the service does: with the user's groups and no capability."""
        return self.runs("setpriv", "--reuid", user, "--regid", user, "--init-groups", *command)
