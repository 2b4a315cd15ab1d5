"""Unlocking: from the last picture of the secret to the list of papers, against its Argon2 alone."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from bench.browser import build_floor, chromium, fresh, slow_processes, stopped, watch
from bench.figures import Result, in_turns, ratio, shown, spread
from bench.served import Served, bare, wallet
from tests.people.holder import LISTED, Holder
from tests.people.known import Known

NORMAL, SLOW = "normal", "processor 6x slower"


@dataclass(frozen=True)
class Size:
    """How often on each processor."""

    turns: Mapping[str, int]


WHOLE, SMALLEST = Size({NORMAL: 7, SLOW: 3}), Size({SLOW: 1})


def measure(size: Size) -> Result:
    """The table and its aims."""
    about = (
        "Milliseconds from the last tap of the secret to the list seen, median (lowest–highest), fresh "
        "context each time; Argon2id (64 MiB, t = 3) alone in a Worker that has started. Slower: the "
        "browser's renderers stand still five sixths of the time, for DevTools slows no Worker."
    )
    result = Result("Unlocking", about, ["processor", "wallet", "Argon2 alone", "wallet / Argon2"])
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        build_floor(Path(folder) / "bare")
        with wallet(Path(folder) / "wallet") as ours, bare(Path(folder) / "bare") as theirs:
            holder = Holder(browser, ours.origin)
            holder.makes_a_wallet()
            holder.gets_up()
            for name, turns in size.turns.items():
                _rounds(result, browser, (ours, theirs), holder.tells(), name, turns)
    return result


def _rounds(
    result: Result, browser: Browser, servers: tuple[Served, Served], known: Known, name: str, turns: int
) -> None:
    slow = name == SLOW
    contenders: dict[str, Callable[[], float]] = {
        "ours": lambda: _unlocked(browser, servers[0], known, slow=slow),
        "theirs": lambda: _argon(browser, servers[1], slow=slow),
    }
    for one in contenders.values():
        one()
    taken = in_turns(turns, contenders)
    got = ratio(taken, "ours", "theirs")
    row = [f"{name}, n = {turns}", spread(taken["ours"]), spread(taken["theirs"]), shown(got, "x")]
    result.rows.append(row)
    result.at_most(f"unlock {name}", f"unlock, {name}: wallet / Argon2 alone", got, 1.15)


def _unlocked(browser: Browser, server: Served, known: Known, *, slow: bool) -> float:
    holder = Holder(browser, server.origin)
    try:
        watch(holder.page, LISTED, from_event="click")
        holder.learns(known.copy())
        holder.goes_to("open")
        holder.taps("[data-go=unlock]")
        holder.entry.tap_pictures(holder.pictures, done=False)
        with slow_processes(browser) if slow else contextlib.nullcontext():
            holder.taps("[data-ref=done]")
            return stopped(holder.page)
    finally:
        holder.gets_up()


def _argon(browser: Browser, server: Served, *, slow: bool) -> float:
    with fresh(browser) as page:
        page.goto(f"{server.origin}/floor/argon.html")
        page.evaluate("() => window.ready")
        with slow_processes(browser) if slow else contextlib.nullcontext():
            return float(page.evaluate("() => window.argon()"))
