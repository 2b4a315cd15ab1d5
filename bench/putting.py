"""Putting in 10 MB: from the file's choice to the paper in the list, against sealing and sending alone."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.browser import build_floor, chromium, fresh, run_node, stopped, watch
from bench.figures import Result, in_turns, ratio, shown, spread
from bench.served import Served, bare, wallet
from tests.node import ROOT
from tests.people.holder import Holder
from wallet.crypto.document import bucket

WORDS = "seven plain words that nobody will ever guess"
ENCLOSED_MS = 1093
"""The fastest peer's published time from click to link (shared figures, another run)."""
# One more paper in the list than `before`; the input's change event sets `from`.
ADDED = """before => {
  const list = () => document.querySelectorAll("[data-slot=papers] > li").length;
  window.bench.done = new Promise((ready) => {
    const look = () => list() > before && (watcher.disconnect(), requestAnimationFrame(() =>
      setTimeout(() => ready(performance.now() - window.bench.from))));
    const watcher = new MutationObserver(look);
    watcher.observe(document, { childList: true, subtree: true });
  });
}"""


@dataclass(frozen=True)
class Size:
    """How often, and the bytes of the paper."""

    turns: int
    paper: int


WHOLE, SMALLEST = Size(5, 10_000_000), Size(1, 100_000)


def measure(size: Size) -> Result:
    """The table and its aims."""
    about = (
        "Milliseconds from the file's choice to the paper in the list and its catalogue saved, 10 MB that "
        f"nobody has to re-encode, n = {size.turns} in turns, median (lowest–highest). The floor page pads "
        "to the same 11.9 MB, seals with age-encryption to the same kind of recipient, and sends the same "
        "bytes to bare Flask."
    )
    result = Result("Putting in 10 MB", about, ["wallet", "floor", "wallet / floor", "wallet, MB/s"])
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        build_floor(Path(folder) / "bare")
        file = Path(folder) / "papers.bin"
        file.write_bytes(os.urandom(size.paper))
        with wallet(Path(folder) / "wallet") as ours, bare(Path(folder) / "bare") as theirs:
            contenders = {"ours": _ours(browser, ours, file), "theirs": _theirs(browser, theirs, file)}
            for one in contenders.values():
                one()
            _tell(result, in_turns(size.turns, contenders), size.paper)
    return result


def _tell(result: Result, taken: dict[str, list[float]], paper: int) -> None:
    got, ms = ratio(taken, "ours", "theirs"), statistics.median(taken["ours"])
    speed = shown(paper / 1000 / ms)
    result.rows.append([spread(taken["ours"]), spread(taken["theirs"]), shown(got, "x"), speed])
    result.at_least("putting floor", "putting in 10 MB: share of what the floor page allows", 1 / got, 0.7)
    result.at_least("putting peer", "putting in 10 MB: times as fast as the best peer", ENCLOSED_MS / ms, 5)


def _ours(browser: Browser, server: Served, file: Path) -> Callable[[], float]:
    holder = Holder(browser, server.origin)
    watch(holder.page, "#never", from_event="change")
    holder.makes_a_wallet(WORDS)
    return lambda: _add(holder, file)


def _add(holder: Holder, file: Path) -> float:
    before = holder.papers.count()
    holder.taps("[data-go=add]")
    holder.page.evaluate(ADDED, before)
    holder.page.set_input_files("[data-ref=files]", str(file))
    return stopped(holder.page)


def _theirs(browser: Browser, server: Served, file: Path) -> Callable[[], float]:
    recipient = run_node(ROOT / "bench/floor/recipient.mjs")
    address = f"{server.origin}/floor/put.html?{bucket(file.stat().st_size)}#{recipient}"
    return lambda: _put(browser, address, file)


def _put(browser: Browser, address: str, file: Path) -> float:
    with fresh(browser) as page:
        watch(page, "#done", from_event="change")
        page.goto(address)
        return _chosen(page, file)


def _chosen(page: Page, file: Path) -> float:
    page.set_input_files("#file", str(file))
    return stopped(page)
