"""Somebody who writes all the time, and whose every write stands in the ledger before it is asked for."""

from __future__ import annotations

import random
from http.client import HTTPException
from threading import Event
from typing import TypeVar

from tests.desk import Desk
from tests.endure import shown
from tests.endure.ledger import Ledger, Thing, Unexpected, expect
from tests.endure.shown import Kept, Running
from tests.holder import Holder, catalogue

BUCKETS = (0, 0, 0, 4, 8)
"""Of bodies: 65 KB, 262 KB and a megabyte."""
SIZES = (16384, 16384, 65536)
"""Of lists."""


T = TypeVar("T")


class Writer:
    """One person with a vault, papers and shares; another one once the vault is deleted."""

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        self.desk, self.ledger = desk, ledger
        self.papers: list[Kept] = []
        self.shares: list[Running] = []
        self._be_somebody()

    def writes(self, cut: Event) -> str | None:
        """Writes until the line is cut; what went wrong otherwise. A line may be cut once `cut` is set."""
        try:
            self._unlock()
            while not cut.is_set():
                random.choices(list(STEPS), list(STEPS.values()))[0](self)
        except (OSError, HTTPException) as problem:
            return None if cut.is_set() else f"a line was cut without a kill: {problem!r}"
        except (Unexpected, AssertionError) as problem:
            return str(problem)
        return None

    def save(self) -> None:
        """Replaces the list."""
        made = catalogue(size=random.choice(SIZES))
        with self.ledger.told(made, self.list):
            expect(self.holder.saves(made), 204)

    def put(self) -> None:
        """One more paper."""
        self.papers.append(shown.put(self.ledger, self.holder, random.choice(BUCKETS)))

    def show(self) -> None:
        """Shows one of the papers."""
        if self.papers:
            self.shares.append(shown.show(self.ledger, self.holder, random.choice(self.papers)))

    def delete(self) -> None:
        """Deletes one of the papers, and the grants with it."""
        if self.papers:
            shown.delete(self.ledger, self.desk, _taken(self.papers))

    def end(self) -> None:
        """Ends one of the shares, and its grant with it."""
        if self.shares:
            shown.end(self.ledger, self.desk, _taken(self.shares))

    def leave(self) -> None:
        """Deletes the vault and begins another one."""
        with self.ledger.told(None, self.list):
            expect(self.holder.asks("vault/delete"), 204)
        self._unlock()

    def _unlock(self) -> None:
        if not self.list.there:
            self._be_somebody()
            made = catalogue()
            with self.ledger.told(made, self.list):
                expect(self.holder.makes_a_vault(made), 201)
        expect(self.holder.unlocks(), 200)

    def _be_somebody(self) -> None:
        self.holder = Holder(self.desk)
        self.list: Thing = shown.list_of(self.holder)


def _taken(rows: list[T]) -> T:
    """One of them by chance, which is in the list no more: what a kill leaves of it, the ledger checks."""
    return rows.pop(random.randrange(len(rows)))


STEPS = {
    Writer.save: 6,
    Writer.put: 4,
    Writer.show: 3,
    Writer.delete: 2,
    Writer.end: 1,
    Writer.leave: 0.3,
}
"""What a writer does, and how often."""
