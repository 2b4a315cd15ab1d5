"""Stop showing: how soon an open page is empty, while two hundred others ask whether they still may."""

from __future__ import annotations

import json
import tempfile
import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import Browser, Page

from bench.browser import chromium, fresh
from bench.figures import Result, shown, spread
from bench.served import Served, Shown, as_live, wallet
from tests.browser.papers import picture
from tests.shown import Paper
from wallet.crypto.bytes import b64
from wallet.crypto.share import link_keys

EVERY = 4.0
"""Seconds between two questions of one page: views/reader_papers.js."""


@dataclass(frozen=True)
class Size:
    """How many pages are open, for how many seconds, and how often one more is stopped."""

    pages: int
    seconds: float
    stops: int


WHOLE, SMALLEST = Size(200, 40, 10), Size(3, 5, 1)


def measure(size: Size) -> Result:
    """Both figures of one run."""
    about = (
        f"{size.pages} open pages ask every {EVERY:.0f} seconds, each over a line of its own; meanwhile a "
        f"page in Chromium is stopped {size.stops} times. Seconds from the person's tap to a page without "
        "the paper, median (lowest–highest); milliseconds that an answer took, 99 of 100."
    )
    result = Result("Stop showing", about, ["stopped and empty", "answer to a page"])
    with tempfile.TemporaryDirectory() as name, wallet(Path(name)) as server, chromium() as browser:
        asking = Pages(server, size)
        with asking:
            taken = [seconds_to_empty(browser, server) for _ in range(size.stops)]
    slowest = quantiles(asking.took, n=100)[-1] * 1000
    result.rows.append([spread(taken, "s"), shown(slowest, "ms")])
    result.at_most("stopping", "seconds from stop to an empty page", max(taken), 5, "s")
    result.at_most("asking", f"an answer to one of {size.pages} pages, 99 of 100", slowest, 250, "ms")
    return result


class Pages:
    """Open pages that ask, each in a thread of its own, for at least so many seconds."""

    def __init__(self, server: Served, size: Size) -> None:
        self.server, self.size = server, size
        self.share = Shown(as_live(server), [Paper(b"text", "text/plain")], opens=1000)
        self.took: list[float] = []
        self._over = threading.Event()
        self._began = time.monotonic()
        self._threads = [threading.Thread(target=self._ask, args=(n,)) for n in range(size.pages)]

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(self, *_: object) -> None:
        time.sleep(max(0.0, self._began + self.size.seconds - time.monotonic()))
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, number: int) -> None:
        line = self.server.line()
        keys = link_keys(self.share.link.secret, self.share.link.door_id)
        knock = {"door_id": b64(self.share.link.door_id), "open": b64(keys.open)}
        answer = _post(line, "share/open", knock)
        head = json.loads(answer[4 : 4 + int.from_bytes(answer[:4], "big")])
        asked = {"share_id": head["share_id"], "resume": head["resume"]}
        self._over.wait(EVERY * number / self.size.pages)
        while not self._over.is_set():
            began = time.monotonic()
            _post(line, "share/runs", asked)
            self.took.append(time.monotonic() - began)
            self._over.wait(EVERY)


def seconds_to_empty(browser: Browser, server: Served) -> float:
    """Of one page that shows a picture."""
    share = Shown(as_live(server), [Paper(picture(), "image/jpeg", "Decision")])
    with fresh(browser) as page:
        _look(page, share.url)
        began = time.monotonic()
        share.end()
        page.wait_for_selector("main img", state="detached")
        return time.monotonic() - began


def _look(page: Page, url: str) -> None:
    page.goto(url)
    page.click("[data-ref=open]")
    page.wait_for_selector("[data-look=picture] img")


def _post(line: HTTPConnection, path: str, value: object) -> bytes:
    line.request("POST", f"/v1/{path}", json.dumps(value), {"Content-Type": "application/json"})
    answer = line.getresponse()
    body = answer.read()
    if answer.status >= 400:
        raise RuntimeError(f"{path}: {answer.status}")
    return body
