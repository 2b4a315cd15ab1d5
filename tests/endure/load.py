"""Twenty clients at once for minutes: every answer is the expected one, and memory does not grow."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from threading import Event

from tests.desk import Desk
from tests.endure import shown
from tests.endure.ledger import Ledger, Unexpected, expect
from tests.endure.outcome import Outcome
from tests.endure.served import Served, served
from tests.endure.tally import Counted, Tally
from tests.holder import Holder, catalogue
from tests.web import share_calls as calls

CLIENTS = 20
BETWEEN = 5.0
"""Seconds between two openings with digits of one client: all networks together may try 20,000 an hour."""
OPENINGS = 100
"""With the same digits, which live two hours."""
GIVES_UP = 5
GROWTH = 1.5
MIB = 1024 * 1024


class Client:
    """Somebody who opens their wallet, reads, saves, puts a paper, shows one, and closes; over and over."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.ledger = desk, Ledger()
        self.holder: Holder | None = None
        self.code = calls.Door()
        self.share = calls.Shared()
        self.list = b""
        self.opened, self.next = OPENINGS, 0.0

    def until(self, over: Event) -> list[str]:
        """Turns until then; what went wrong. Gives up after a few faults."""
        faults = list[str]()
        while not over.is_set() and len(faults) < GIVES_UP:
            try:
                self.turn(self.holder or self._settle())
            except (Unexpected, AssertionError, OSError, HTTPException) as problem:
                self.holder = None
                faults.append(repr(problem))
        return faults

    def turn(self, holder: Holder) -> None:
        """One visit."""
        same(expect(holder.unlocks(), 200).data, self.list, "the list at the opening")
        same(expect(holder.reads(), 200).data, self.list, "the list")
        self.list = catalogue()
        expect(holder.saves(self.list), 204)
        kept = shown.put(self.ledger, holder, 0)
        same(expect(self.desk.get_blob(kept.paper), 200).data, kept.body, "a body")
        shown.delete(self.ledger, self.desk, kept)
        if time.monotonic() >= self.next:
            self._open(holder)
        expect(holder.asks("session/end"), 204)

    def _settle(self) -> Holder:
        holder, self.list, self.opened = Holder(self.desk), catalogue(), OPENINGS
        expect(holder.makes_a_vault(self.list), 201)
        self.holder = holder
        return holder

    def _open(self, holder: Holder) -> None:
        """Types the digits of the share, and sees it."""
        if self.opened >= OPENINGS:
            self._show(holder)
        self.next, self.opened = time.monotonic() + BETWEEN, self.opened + 1
        door_id = calls.typed(self.desk, self.code.locator or "")
        answer = calls.knock(self.desk, self.code, door_id=door_id)
        same(calls.opened(answer)[1], self.share.manifest, "what is shown")

    def _show(self, holder: Holder) -> None:
        self.code, self.opened = shown.digits(holder), 0
        kept = shown.put(self.ledger, holder, 0)
        self.share = shown.show(self.ledger, holder, kept, self.code).share


def same(found: bytes, wanted: bytes, what: str) -> None:
    """Raises Unexpected where they differ."""
    if found != wanted:
        raise Unexpected(f"{what} is not what was written")


def soak(folder: Path, settings: Mapping[str, str], duration: float) -> Outcome:
    """Load for `duration` seconds. Memory is compared with what it was after a fifth of them, at most 60."""
    tally = Tally()
    with served(folder, settings) as server:
        idle = server.memory()
        faults, warm = _visits(server, tally, duration)
        last = server.memory()
        if last > GROWTH * warm:
            faults.append(f"memory grew from {warm // MIB} to {last // MIB} MiB")
    measured = {
        "requests": tally.requests,
        "answers": dict(sorted(tally.statuses.items())),
        "slowest": tally.slowest(4),
        "memory": f"{idle // MIB} MiB idle, {warm // MIB} MiB once warm, {last // MIB} MiB in the end",
    }
    return Outcome(measured, [*faults, *server.logged()])


def _visits(server: Served, tally: Tally, duration: float) -> tuple[list[str], int]:
    """What went wrong, and the memory once the server was warm."""
    over, begin = Event(), min(duration / 5, 60)
    clients = [Client(server.desk(Counted(server.port, tally))) for _ in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        running = [pool.submit(one.until, over) for one in clients]
        try:
            time.sleep(begin)
            warm = server.memory()
            time.sleep(duration - begin)
        finally:
            over.set()
        return [fault for one in running for fault in one.result()], warm
