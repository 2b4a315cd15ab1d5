"""Chromium with a stopwatch inside the page, and a processor that can be made six times slower."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright, sync_playwright

from tests.node import ROOT, node

SLOWER = 6
RUN = 0.02
"""Seconds that a slowed process runs before it stands still five times as long."""

# Notes when something is first seen, by the page's own clock, whose zero is the navigation; redirects count.
# `press` is clicked as soon as it is seen: a person's time to read and decide is left out.
STOPWATCH = """([done, press]) => {
  const seen = (place) => document.querySelector(place)?.getClientRects().length > 0;
  const painted = () => new Promise((ready) => requestAnimationFrame(() => setTimeout(ready)));
  let pressed = !press;
  window.bench = { from: 0 };
  window.bench.done = new Promise((ready) => {
    const look = () => {
      if (!pressed && seen(press)) {
        pressed = true;
        document.querySelector(press).click();
      }
      if (!pressed || !seen(done)) return;
      watcher.disconnect();
      painted().then(() => ready(performance.now() - window.bench.from));
    };
    const watcher = new MutationObserver(look);
    const attributes = { attributes: true, attributeFilter: ["hidden"] };
    watcher.observe(document, { childList: true, subtree: true, ...attributes });
  });
}"""
START = (
    """kind => addEventListener(kind, () => { window.bench.from = performance.now(); }, { capture: true })"""
)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser of today, without a profile."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            yield browser
        finally:
            browser.close()


def launch(playwright: Playwright) -> Browser:
    """The system's Chromium."""
    flags = ["--no-sandbox", "--disable-gpu"]
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)


@contextlib.contextmanager
def fresh(browser: Browser) -> Iterator[Page]:
    """A page with an empty cache and a context of its own."""
    context: BrowserContext = browser.new_context(locale="nl")
    try:
        yield context.new_page()
    finally:
        context.close()


def watch(page: Page, done: str, press: str = "", *, from_event: str = "") -> None:
    """Sets the stopwatch for the next navigation: it stops when `done` is seen and painted.

    It starts with the navigation, or with the last event `from_event`.
    """
    page.add_init_script(f"({STOPWATCH})({[done, press]!r})")
    if from_event:
        page.add_init_script(f"({START})({from_event!r})")


def stopped(page: Page) -> float:
    """Waits for it; milliseconds."""
    return float(page.evaluate("() => window.bench.done"))


def slow_page(page: Page) -> CDPSession:
    """Makes the page's main thread six times slower, as DevTools does; Workers keep their speed."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return session


@contextlib.contextmanager
def slow_processes(browser: Browser) -> Iterator[None]:
    """Stops every renderer five sixths of the time: Workers are slowed, too, which DevTools cannot do."""
    pids = _renderers(_pid(browser))
    over = threading.Event()
    thread = threading.Thread(target=_stutter, args=(pids, over))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _pid(browser: Browser) -> int:
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    return next(int(one["id"]) for one in told["processInfo"] if one["type"] == "browser")


def of_browser(browser: Browser) -> list[int]:
    """Every process of this browser that runs now."""
    return _below(_pid(browser), b"")


def _renderers(browser: int) -> list[int]:
    return _below(browser, b"--type=renderer")


def _below(browser: int, kind: bytes) -> list[int]:
    """Those of this browser alone; what it tells of them itself is sometimes late."""
    parents, found = dict[int, int](), list[int]()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if kind in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return [pid for pid in found if browser in _line(pid, parents)]


def _line(pid: int, parents: dict[int, int]) -> list[int]:
    """A process and those it comes from."""
    return [pid, *_line(parents[pid], parents)] if pid in parents else []


def _stutter(pids: list[int], over: threading.Event) -> None:
    while not over.is_set():
        _tell(pids, signal.SIGSTOP)
        time.sleep(RUN * (SLOWER - 1))
        _tell(pids, signal.SIGCONT)
        time.sleep(RUN)


def _tell(pids: list[int], what: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, what)


def build_floor(folder: Path) -> None:
    """The floor pages, bundled into FOLDER/floor."""
    (folder / "floor").mkdir(parents=True)
    run_node(ROOT / "bench/floor/build.mjs", folder / "floor")


def run_node(*arguments: str | Path) -> str:
    """What a script of ours prints. Raises RuntimeError."""
    done = node(*arguments)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.strip()
