"""What the page says of itself: it stands in the window's title, which this program alone reads."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

_TITLE = re.compile(r"Sacoche(?: · (free|busy|done)(?: (\d+):(\d\d))?)?( · help)?(?: [-–—] .*)?\Z")

SUFFIX = " - Chromium"
_STRAY = re.compile(r"(chrome|chrome-untrusted|file|data|view-source|devtools):")


@dataclass(frozen=True)
class State:
    """`what` is free, busy, done, or page (one to read); `left` are seconds; `help`: it is asked for."""

    what: str = "free"
    left: int | None = None
    help: bool = False


def parse(title: str) -> State:
    """What a title says; a page with another title is one to read, on which no wallet is open."""
    found = _TITLE.match(title)
    if found is None or found[1] is None:
        return State("page" if found is None and title else "free")
    left = int(found[2]) * 60 + int(found[3]) if found[2] else None
    return State(found[1], left, found[4] is not None)


class Screen:
    """The X display of this PC."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)

    def titles(self) -> list[str]:
        """Of every visible window of the browser."""
        return list(self._windows().values())

    def close_others(self) -> None:
        """Leaves one window with the wallet's page: no rule keeps Ctrl+N, Ctrl+J and Ctrl+O from more.

        A dialog goes first where there is anything to close, as it keeps every key from the window below;
        one over the wallet's page alone is how somebody chooses a file. Without the wallet's page all go.
        """
        windows = self._windows()
        pages = {one: title for one, title in windows.items() if title.endswith(SUFFIX)}
        ours = [one for one, title in pages.items() if not _STRAY.match(title)]
        kept = min(ours or pages, key=int, default="")
        others = [one for one in pages if one != kept]
        if not ours or others:
            for one in windows.keys() - pages.keys():
                self._press(one, "Escape")
        for one in others:
            self._press(one, "ctrl+shift+w")
        if kept and not ours:
            self._press(kept, "ctrl+w")

    def _press(self, window: str, keys: str) -> None:
        self._run("xdotool", "windowfocus", window, "key", keys)

    def _windows(self) -> dict[str, str]:
        ids = self._run("xdotool", "search", "--onlyvisible", "--class", "chromium").split()
        return {one: self._run("xdotool", "getwindowname", one).strip() for one in ids}

    def state(self) -> State:
        """What the page says now."""
        states = [parse(title) for title in self.titles()]
        return next((one for one in states if one.what != "free"), State())

    def idle(self) -> float:
        """Seconds since a key or the mouse was touched."""
        told = self._run("xprintidle").strip()
        return int(told) / 1000 if told.isdigit() else 0.0

    def touch(self) -> None:
        """As if somebody had touched the keyboard: a key that does nothing."""
        self.key("Shift_L")

    def key(self, keys: str) -> None:
        """Presses keys, as in ctrl+l."""
        self._run("xdotool", "key", keys)

    def type(self, text: str) -> None:
        """Types a text."""
        self._run("xdotool", "type", text)

    def tell(self, text: str, seconds: int = 60) -> None:
        """A message over everything, which goes by itself."""
        asked = ["xmessage", "-center", "-timeout", str(seconds), "-buttons", "OK", text]
        subprocess.Popen(asked, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603

    def clear_clipboard(self) -> None:
        """Every selection that a program can leave behind."""
        for selection in ("primary", "secondary", "clipboard"):
            subprocess.run(  # noqa: S603
                ["xclip", "-selection", selection, "-i", "/dev/null"],  # noqa: S607
                env=self._environment, check=False, timeout=5,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip

    def _run(self, *command: str) -> str:
        try:
            done = subprocess.run(  # noqa: S603
                command, env=self._environment, capture_output=True, text=True, timeout=5, check=False
            )
        except (subprocess.TimeoutExpired, OSError):
            return ""
        return done.stdout
