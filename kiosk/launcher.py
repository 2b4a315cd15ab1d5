"""One visitor after another: a fresh browser for each, and nothing of it afterwards."""

import logging
import signal
import time
from pathlib import Path
from typing import Any, Protocol

from kiosk import printer, visit
from kiosk.browser import Browser
from kiosk.desk import Desk
from kiosk.settings import Settings
from kiosk.window import Screen, State
from kiosk.words import CLOSING

LOOK = 0.5
BEAT = 5.0
START = 20.0
"""Seconds in which a browser may still have no window."""
log = logging.getLogger(__name__)


class Running(Protocol):
    """A browser, as a visit looks at it."""

    @property
    def runs(self) -> bool:
        """Whether it is there."""

    @property
    def outdated(self) -> bool:
        """Whether a newer one is installed."""


class Stopped(Exception):
    """The PC is shut down, or the service is stopped."""


def run(settings: Settings) -> None:
    """Serves visitors until the process is told to stop; whatever happens, the last visit is destroyed."""
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, _stop)
    visit.sweep(settings.folder)
    desk = Desk(settings.origin, settings.token)
    try:
        while True:
            serve_one(settings, desk)
    except Stopped:
        desk.beat({"state": "off", "left": None, "printer": printer.state(), "help": False})


def serve_one(settings: Settings, desk: Desk) -> None:
    """One visit, from a fresh browser to an empty machine."""
    folder = visit.begin(settings.folder, memory_only=settings.memory_only)
    screen = Screen(settings.environment)
    browser = Browser(settings, folder)
    try:
        Visit(settings, screen, desk).until_it_ends(browser)
    finally:
        browser.end()
        clean(screen, folder)
    time.sleep(LOOK)  # a browser that cannot start must not keep the machine busy


def clean(screen: Screen, folder: Path) -> None:
    """What a visit could leave behind."""
    visit.destroy(folder)
    screen.clear_clipboard()
    printer.clear()


class Visit:
    """Watches one visit, and does what the host orders."""

    def __init__(self, settings: Settings, screen: Screen, desk: Desk) -> None:
        self._settings = settings
        self._screen = screen
        self._desk = desk
        self._ended = False
        self._beaten = 0.0

    def until_it_ends(self, browser: Running) -> None:
        """Returns when it is finished, idle, ordered to end, or when the browser is gone.

        A browser that was updated ends before anybody uses it, and never under somebody's hands."""
        used = False
        while browser.runs and not self._ended:
            self._screen.close_others()
            state = self._screen.state()
            used = used or state.what != "free"
            if not used and browser.outdated:
                return
            if state.what == "done" or (used and self._screen.idle() >= self._settings.idle):
                return
            self._beat(state)
            time.sleep(LOOK)

    def _beat(self, state: State) -> None:
        if time.monotonic() - self._beaten < BEAT:
            return
        self._beaten = time.monotonic()
        busy = "busy" if state.what == "busy" else "free"
        told = {"state": busy, "left": state.left, "printer": printer.state(), "help": state.help}
        for order in self._desk.beat(told):
            self._obey(order)

    def _obey(self, order: dict[str, Any]) -> None:
        what = order.get("do")
        if what == "more_time":
            self._screen.touch()
        elif what == "end":
            self._ended = True
        elif what == "clear_printer":
            printer.clear()
        elif what == "announce_closing":
            self._screen.tell(CLOSING.format(minutes=order.get("minutes", 10)))


def _stop(_number: int, _frame: object) -> None:
    raise Stopped
