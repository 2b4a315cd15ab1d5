"""The observer: all that somebody beside the person, with developer tools and a stolen database, can see.

It is told where to look by whoever plays a session; what it saw is compared as a whole, after random bytes,
ids and times have become their lengths. `differences` is empty where nothing tells two worlds apart.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import text

from tests.live import Live
from tests.people.holder import Holder
from wallet.db import Base

STORED = """async () => [Object.keys(localStorage), Object.keys(sessionStorage),
  (await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length, document.cookie,
  history.state, location.href, document.title, Object.getOwnPropertyNames(window).length]"""
RANDOM = (
    (re.compile(r"blob:[^\s\"']+"), "blob:*"),
    (re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}"), "*reference*"),
    (re.compile(r"[A-Za-z0-9_-]{20,}(?![A-Za-z0-9_-])"), "*random*"),
    (re.compile(r"\b\d{4} \d{4} \d{4}\b"), "*digits*"),
    (re.compile(r"\b\d{1,2}:\d\d\b"), "*time*"),
    (re.compile(r"127\.0\.0\.1:\d+"), "*host*"),
    (re.compile(r"(value|aria-valuenow)=\"0?\.\d+\""), "*progress*"),
)
STILL = """(() => {
  const real = globalThis.setTimeout;
  const never = (ms) => ms >= 4000 && ms <= 20000;
  globalThis.setTimeout = (work, ms = 0, ...rest) => (never(ms) ? 0 : real(work, ms, ...rest));
})()"""
"""Timers of some seconds never ring: where they fell (the look whether the wallet is still open, the veil)
would tell how busy this machine was, and nothing else. What they ask is asked at other moments too."""
HEADERS = re.compile(r"^([A-Z_]+):", re.MULTILINE)
RECENT = 1_000_000


SIDE_BY_SIDE = (("POST", "/v1/blob/get"), ("GET", "/v1/vault"), ("POST", "/v1/recovery/status"))
"""A paper is opened while the page asks whether the wallet is still open, and whether anybody recovers it."""


def plain(seen: str) -> str:
    """Without what is random or a moment."""
    for pattern, instead in RANDOM:
        seen = pattern.sub(instead, seen)
    return seen


def plain_value(value: object) -> object:
    """A field of a row: bytes as their length, moments as such."""
    if isinstance(value, bytes | memoryview):
        return f"{len(bytes(value))} bytes"
    if isinstance(value, int) and value > RECENT:
        return "moment" if value > 10**7 else value
    return plain(value) if isinstance(value, str) else value


@dataclass
class Seen:
    """What was seen in one session, piece by piece."""

    screens: list[tuple[str, str]] = field(default_factory=list)
    requests: list[tuple[object, ...]] = field(default_factory=list)
    answers: list[tuple[object, ...]] = field(default_factory=list)
    rows: dict[str, list[Any]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    memory: list[str] = field(default_factory=list)


class Observer:
    """Looks over the shoulder of one person, from now on."""

    def __init__(self, person: Holder, served: Live) -> None:
        self.person, self.served, self.seen = person, served, Seen()
        self._since = len(served.recorder.sent)
        self._answers: list[tuple[str, int, int, tuple[str, ...]]] = []
        person.page.add_init_script(STILL)
        person.page.on("response", self._answered)

    def _answered(self, response: Any) -> None:
        path = response.url.split("/", 3)[-1]
        if path.startswith("v1/"):
            names = tuple(sorted(name for name in response.headers if name != "date"))
            length = int(response.headers.get("content-length", 0))
            self._answers.append((path, response.status, length, names))

    def looks(self, name: str) -> None:
        """At the screen: markup, accessibility tree, storage, what the page's globals are."""
        page = self.person.page
        self.seen.screens += [
            (name, plain(page.content())),
            (f"{name}, as a screen reader has it", plain(page.locator("body").aria_snapshot())),
            (f"{name}, storage", plain(json.dumps(page.evaluate(STORED)))),
        ]

    def searches_memory(self, *words: str) -> None:
        """Through the heap of the Worker, where the keys are: which of these words are in it."""
        for worker in self.person.page.workers:
            found = worker.evaluate("() => JSON.stringify(Object.keys(self))")
            self.seen.memory.append(plain(found))
        self.seen.memory += [word for word in words if any(word in text for _name, text in self.seen.screens)]

    def steals_the_database(self) -> None:
        """Every row of every table, the order of rows forgotten."""
        with self.served.parts.database.read() as session:
            for name in sorted(Base.metadata.tables):
                rows = session.execute(text(f'SELECT * FROM "{name}"')).all()
                plain_rows = [[plain_value(one) for one in row] for row in rows]
                self.seen.rows[name] = sorted(plain_rows, key=repr)

    def is_done(self) -> Seen:
        """What was seen in all."""
        self.steals_the_database()
        sent = self.served.recorder.sent[self._since :]
        self.seen.requests = [
            (one.method, one.path, len(one.body), one.with_session, tuple(HEADERS.findall(one.head.decode())))
            for one in sent
            if one.path.startswith("/v1/")
        ]
        self.seen.requests = in_turn(self.seen.requests)
        self.seen.answers = sorted(self._answers)
        self.seen.log = [plain(line) for line in self.served.log]
        return self.seen


def in_turn(requests: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """What a page sends side by side, a paper's bytes and what it asks behind them, in one order."""
    turned: list[tuple[object, ...]] = []
    for aside, run in groupby(requests, lambda one: one[:2] in SIDE_BY_SIDE):
        here = list(run)
        turned += sorted(here, key=repr) if aside else here
    return turned


def differences(one: Seen, other: Seen) -> list[str]:
    """Where two sessions can be told apart, in words; none where they cannot."""
    told = []
    for (name, mine), (_name, theirs) in zip(one.screens, other.screens, strict=False):
        if mine != theirs:
            told.append(f"screen {name}: {first_difference(mine, theirs)}")
    told += ["number of screens"] if len(one.screens) != len(other.screens) else []
    for what in ("requests", "answers", "log", "memory"):
        if getattr(one, what) != getattr(other, what):
            told.append(f"{what}: {first_difference(getattr(one, what), getattr(other, what))}")
    for name in sorted({*one.rows, *other.rows}):
        if one.rows.get(name) != other.rows.get(name):
            told.append(f"table {name}: {one.rows.get(name)} / {other.rows.get(name)}")
    return told


def first_difference(mine: Any, theirs: Any) -> str:
    """The place where two texts or lists part."""
    at = next(
        (n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs))
    )
    if isinstance(mine, str):
        return f"{mine[max(0, at - 60) : at + 80]!r} / {theirs[max(0, at - 60) : at + 80]!r}"
    return f"at {at} of {len(mine)} and {len(theirs)}: {mine[at : at + 2]} / {theirs[at : at + 2]}"
