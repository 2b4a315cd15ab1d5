"""Chromium for one visitor: a process group of its own, and no file outside the visit's folder."""

import contextlib
import os
import signal
import subprocess
from pathlib import Path

from kiosk.settings import Settings

GRACE = 2.0
FLAGS = (
    "--kiosk", "--no-first-run", "--no-default-browser-check", "--disable-session-crashed-bubble",
    "--noerrdialogs",
    "--disable-features=Translate,MediaRouter", "--disable-pinch", "--overscroll-history-navigation=0",
    "--password-store=basic", "--disable-sync", "--disable-background-networking",
    "--disable-component-update",
)  # fmt: skip


class Browser:
    """A running browser. It ends with `end`, whatever state it is in."""

    def __init__(self, settings: Settings, visit: Path) -> None:
        self._program = Path(settings.browser)
        self._began = _version(self._program)
        profile = f"--user-data-dir={visit / 'profile'}"
        command = [settings.browser, *FLAGS, profile, *settings.flags, f"{settings.origin}/k"]
        self._process = subprocess.Popen(  # noqa: S603
            command, env=surroundings(settings, visit), start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    @property
    def outdated(self) -> bool:
        """Whether the program was replaced since it began: an update came in."""
        return _version(self._program) != self._began

    def end(self) -> None:
        """Ends every process of it: politely first, at once then."""
        self._send(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE)
        self._send(signal.SIGKILL)
        self._process.wait()

    def _send(self, what: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, what)


def _version(program: Path) -> tuple[int, int]:
    """Another one for another file in its place, or none."""
    try:
        found = program.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns


def surroundings(settings: Settings, visit: Path) -> dict[str, str]:
    """The environment of the browser: whatever it wants to write by itself lies in the visit's folder."""
    home = str(visit / "home")
    kept = {
        name: value
        for name, value in settings.environment.items()
        if name in ("DISPLAY", "PATH", "XAUTHORITY", "LANG")
    }
    places = {name: home for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    return {**kept, **places, "TMPDIR": str(visit / "tmp")}
