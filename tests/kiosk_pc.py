"""A free-access PC in a test: the real launcher on a virtual screen, under the real rules for Chromium.

The rules lie where Chromium looks for them only inside a mount namespace of this PC: other browsers of the
machine do not see them. Left out are the two that forbid a program to drive it, where a test has to.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Playwright

from kiosk.policies import UNDRIVEN, policies
from kiosk.window import Screen
from tests.servers import free_ports

MANAGED = "/etc/chromium/policies/managed"
PATIENCE = 60.0


def eventually(what: Callable[[], bool], why: str | Callable[[], str]) -> None:
    """Waits until it is so. Raises AssertionError, with what is the case then."""
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, why if isinstance(why, str) else why()
        time.sleep(0.2)


class Pc:
    """One PC. `driven`: by a test, through the port that the full rules forbid."""

    def __init__(self, origin: str, folder: Path, *, driven: bool = True, idle: int = 130) -> None:
        self.origin, self.folder = origin, folder
        self.visits = Path("/dev/shm") / f"pc-{os.getpid()}-{secrets.token_hex(3)}"
        self.port = free_ports(1)[0]
        self._rules(driven)
        self.display = self._screen()
        self.screen = Screen({**os.environ, "DISPLAY": self.display})
        self._launcher = self._launch(driven, idle)

    def _rules(self, driven: bool) -> None:
        rules = {k: v for k, v in policies(self.origin).items() if not (driven and k in UNDRIVEN)}
        (self.folder / "managed").mkdir(parents=True)
        (self.folder / "managed" / "wallet-kiosk.json").write_text(json.dumps(rules))
        (self.folder / "kiosk.toml").write_text(f'origin = "{self.origin}"\nfolder = "{self.visits}"\n')

    def _screen(self) -> str:
        read, write = os.pipe()
        asked = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
        self._x = subprocess.Popen(asked, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            return f":{told.readline().strip()}"

    def _launch(self, driven: bool, idle: int) -> subprocess.Popen[bytes]:
        flags = ["--no-sandbox", "--disable-gpu"]
        flags += [f"--remote-debugging-port={self.port}"] if driven else []
        program = (
            "from dataclasses import replace; from pathlib import Path\n"
            "from kiosk import launcher, settings\n"
            f"told = settings.load(Path({str(self.folder / 'kiosk.toml')!r}))\n"
            f"launcher.run(replace(told, flags={tuple(flags)!r}, idle={idle}))"
        )
        bind = f'mkdir -p {MANAGED} && mount --bind {self.folder / "managed"} {MANAGED} && exec "$@"'
        command = ["unshare", "-m", "sh", "-c", bind, "sh", sys.executable, "-c", program]
        return subprocess.Popen(command, env={**os.environ, "DISPLAY": self.display}, start_new_session=True)

    def page(self, playwright: Playwright) -> Page:
        """The page of the present visit."""
        self.has_title("free")
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{self.port}")
        pages = [page for context in browser.contexts for page in context.pages]
        return next(page for page in pages if page.url.startswith(self.origin))

    def has_title(self, what: str) -> None:
        """Waits until the window says so."""
        eventually(lambda: any(what in title for title in self.screen.titles()), f"no window says {what}")

    def visit(self) -> Path | None:
        """The folder of the present visit."""
        return next(iter(sorted(self.visits.glob("visit-*"))), None)

    def next_visit(self, former: Path | None) -> None:
        """Waits until the former visit is gone and another one began."""
        eventually(
            lambda: self.visit() is not None and self.visit() != former and not (former and former.exists()),
            "the next visit does not begin",
        )

    def kill_the_browser(self) -> None:
        """As a crash would, every process of it."""
        subprocess.run(["pkill", "-KILL", "-f", f"user-data-dir={self.visit()}"], check=False)

    def kill_the_launcher(self) -> None:
        """As a power cut would: nothing is tidied up."""
        os.killpg(self._launcher.pid, signal.SIGKILL)
        self._launcher.wait()
        self.kill_the_browser()

    def starts_again(self) -> None:
        """After the power came back."""
        self._launcher = self._launch(driven=True, idle=130)

    def presses(self, keys: str) -> None:
        """At the keyboard."""
        self.screen.key(keys)

    def types(self, text: str) -> None:
        """At the keyboard."""
        self.screen.type(text)

    def stays_at(self, titles: list[str]) -> bool:
        """Whether for three seconds no window says anything else."""
        until = time.monotonic() + 3
        while time.monotonic() < until:
            if self.screen.titles() != titles:
                return False
            time.sleep(0.2)
        return True

    def clipboard(self) -> str:
        """What the next one could paste."""
        asked = ["xclip", "-o", "-selection", "clipboard"]
        environment = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(asked, env=environment, capture_output=True, text=True, check=False).stdout

    def ends(self) -> None:
        """Switched off."""
        self._launcher.terminate()
        try:
            self._launcher.wait(20)
        except subprocess.TimeoutExpired:
            self.kill_the_launcher()
        self._x.terminate()
        self._x.wait()
        shutil.rmtree(self.visits, ignore_errors=True)
