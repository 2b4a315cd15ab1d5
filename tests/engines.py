"""Four browser engines behind one small interface, so that one story can be told in each.

Chromium and Firefox ESR by playwright, WebKitGTK by selenium on a screen of its own, a Chromium of 2022 by
its DevTools protocol. Every engine starts fresh, without a profile, and is gone when the test is.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Browser, Page, Playwright
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.old_chromium import old_chromium
from tests.servers import dying_with_us

PATIENCE = 30.0
WIDTH, HEIGHT = 1280, 800


class Engine(Protocol):
    """One page of one browser. `complaints`: uncaught errors and what the content security policy refused."""

    name: str
    complaints: list[str]

    def open(self, url: str) -> None: ...
    def js(self, expression: str) -> Any:
        """The value of a JavaScript expression, a promise awaited; plain data only."""
        ...

    def click(self, selector: str) -> None: ...
    def type(self, selector: str, text: str) -> None: ...
    def press(self, key: str) -> None: ...
    def resize(self, width: int, height: int) -> None: ...
    def screenshot(self, path: Path) -> None: ...


def wait(engine: Engine, expression: str, patience: float = PATIENCE) -> Any:
    """The first truthy value of a JavaScript expression. Raises AssertionError with the page's text."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        found = engine.js(expression)
        if found:
            return found
        time.sleep(0.1)
    shown = engine.js("document.body.innerText")
    raise AssertionError(f"{engine.name}: never true: {expression}\ncomplaints: {engine.complaints}\n{shown}")


def wait_seen(engine: Engine, selector: str, patience: float = PATIENCE) -> None:
    """Returns once an element that matches takes up room on the page."""
    found = f"[...document.querySelectorAll({json.dumps(selector)})]"
    wait(engine, f"{found}.some(e => e.getClientRects().length > 0)", patience)


class ByPlaywright:
    """Chromium or Firefox of today."""

    def __init__(self, name: str, page: Page) -> None:
        self.name = name
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        page.on("console", lambda line: self._note(line.text))

    def _note(self, line: str) -> None:
        if "Content Security Policy" in line or "Content-Security-Policy" in line:
            self.complaints.append(line)

    def open(self, url: str) -> None:
        self.page.goto(url)

    def js(self, expression: str) -> Any:
        return self.page.evaluate(expression)

    def click(self, selector: str) -> None:
        self.page.click(selector)

    def type(self, selector: str, text: str) -> None:
        self.page.locator(selector).press_sequentially(text)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def screenshot(self, path: Path) -> None:
        before = list(self.complaints)
        self.page.screenshot(path=path)
        self.complaints[:] = before  # playwright's own style sheet is refused in Firefox, as it should be


class ByWebDriver:
    """WebKitGTK: the engine nearest to Safari that runs here."""

    name = "webkit"

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self.complaints: list[str] = []

    def open(self, url: str) -> None:
        self.driver.get(url)

    def js(self, expression: str) -> Any:
        return self.driver.execute_script(f"return ({expression})")

    def click(self, selector: str) -> None:
        element = self.driver.find_element(By.CSS_SELECTOR, selector)
        # its own scrolling puts the element under the header that stays in reach
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def type(self, selector: str, text: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(text)

    def press(self, key: str) -> None:
        known = {"Escape": Keys.ESCAPE, "Enter": Keys.ENTER, "Tab": Keys.TAB}
        self.driver.switch_to.active_element.send_keys(known[key])

    def resize(self, width: int, height: int) -> None:
        self.driver.set_window_size(width, height)

    def screenshot(self, path: Path) -> None:
        self.driver.save_screenshot(str(path))


@contextlib.contextmanager
def chromium(playwright: Playwright) -> Iterator[Engine]:
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
    yield from _by_playwright("chromium", browser)


@contextlib.contextmanager
def firefox(playwright: Playwright) -> Iterator[Engine]:
    env: dict[str, str | float | bool] = {**os.environ, "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
    kind = playwright.firefox
    browser = kind.launch(channel="moz-firefox", executable_path="/usr/bin/firefox-esr", env=env)
    yield from _by_playwright("firefox", browser)


def _by_playwright(name: str, browser: Browser) -> Iterator[Engine]:
    try:
        yield ByPlaywright(
            name, browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB")
        )
    finally:
        browser.close()


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """An X screen of its own, as the text for DISPLAY."""
    read, write = os.pipe()
    command = [*dying_with_us(), "Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    process = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as number:
            yield f":{number.readline().strip()}"
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def webkit(_: Playwright) -> Iterator[Engine]:
    with screen() as display, tempfile.TemporaryDirectory(prefix="sacoche-webkit-") as home:
        options = Options()
        options.binary_location = str(next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser")))
        options.add_argument("--automation")
        env = {**os.environ, "DISPLAY": display, "HOME": home, "XDG_RUNTIME_DIR": home, "LC_ALL": "C.UTF-8",
               "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}  # fmt: skip
        driver = webdriver.WebKitGTK(options=options, service=Service("/usr/bin/WebKitWebDriver", env=env))
        try:
            yield ByWebDriver(driver)
        finally:
            connection = driver.command_executor
            driver.quit()
            if isinstance(connection, RemoteConnection):
                connection.close()  # type: ignore[no-untyped-call]


ENGINES: dict[str, Callable[[Playwright], AbstractContextManager[Engine]]] = {
    "chromium": chromium,
    "firefox": firefox,
    "webkit": webkit,
    "chromium-106": old_chromium,
}
