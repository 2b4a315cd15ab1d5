"""What a server was told, and may hold by what it acknowledged: the measure of every loss."""

from __future__ import annotations

import contextlib
import random
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException

from werkzeug.test import TestResponse

Mark = bytes | None
"""SHA-256 of a content; None where there is nothing."""
NOTHING: frozenset[Mark] = frozenset({None})
AT_ONCE = 8


class Unexpected(Exception):
    """An answer that the request did not deserve."""


def expect(answer: TestResponse, status: int) -> TestResponse:
    """The same answer. Raises Unexpected for another status."""
    if answer.status_code != status:
        where = f"{answer.request.method} {answer.request.path}"
        raise Unexpected(f"{where}: {answer.status_code} instead of {status} {answer.data[:80]!r}")
    return answer


def content(answer: TestResponse) -> bytes | None:
    """What was read, or None for 404. Raises Unexpected."""
    return None if answer.status_code == 404 else expect(answer, 200).data


def marked(held: bytes | None) -> Mark:
    """Contents with the same mark have the same bytes."""
    return None if held is None else sha256(held).digest()


@dataclass(eq=False)
class Thing:
    """Something that a server keeps under one id: how it is read, and all that it may hold now."""

    name: str
    look: Callable[[], bytes | None]
    may_be: frozenset[Mark] = NOTHING
    has_been: frozenset[Mark] = NOTHING
    """All that it may have held since `Ledger.notes_what_is`, or since it was new."""

    @property
    def there(self) -> bool:
        """Whether it is acknowledged, and no deletion was begun."""
        return None not in self.may_be

    def wrong(self, found: Mark) -> str | None:
        """What is lost where this was found, or None."""
        if found in self.may_be:
            return None
        if found is None:
            return f"{self.name}: acknowledged, and gone"
        return f"{self.name}: " + ("deleted, and back" if self.may_be == NOTHING else "holds other bytes")


class Ledger:
    """All things of a soak. Each is written by one thread alone, and by none while it is checked."""

    def __init__(self) -> None:
        self.things: set[Thing] = set()
        self.touched: set[Thing] = set()
        self.losses: list[str] = []
        self.acknowledged = 0
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def told(self, held: bytes | None, *things: Thing) -> Iterator[None]:
        """Around a request by which the things shall hold this; it counts unless the block raises."""
        with self._lock:
            self.touched.update(things)
            for thing in things:
                thing.may_be |= {marked(held)}
                thing.has_been |= {marked(held)}
        yield
        for thing in things:
            thing.may_be = frozenset({marked(held)})
        with self._lock:
            self.acknowledged += 1

    def notes_what_is(self) -> None:
        """From now on a copy of the server may hold what each thing may be now, or comes to be."""
        with self._lock:
            for thing in self.touched | self.things:
                thing.has_been = thing.may_be

    def check(self, others: int) -> None:
        """Reads what was touched since the last check, and so many others by chance."""
        self.things |= self.touched
        rest = list(self.things - self.touched)
        self.read([*self.touched, *random.sample(rest, min(others, len(rest)))])
        self.touched.clear()

    def read(self, things: Iterable[Thing]) -> None:
        """Reads these; what is found is what they hold from now on."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for loss in pool.map(_read, things):
                self.losses += [loss] if loss else []


def _read(thing: Thing) -> str | None:
    try:
        found = marked(thing.look())
    except (Unexpected, AssertionError, OSError, HTTPException) as problem:
        return f"{thing.name}: cannot be read: {problem!r}"
    loss = thing.wrong(found)
    thing.may_be = frozenset({found})
    return loss
