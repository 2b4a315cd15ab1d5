"""Connections to PostgreSQL that wait for ever for no lock, no statement and no server that fell silent."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any, Final, TypeVar

import psycopg

T = TypeVar("T")
CONNECT: Final = 3
"""Seconds in which a server says hello."""
LIMITS: Final = {"lock_timeout": 5, "statement_timeout": 8, "idle_in_transaction_session_timeout": 60}
"""Seconds that PostgreSQL itself counts, for requests; what an operator runs takes as long as it takes."""
SILENCE: Final = 10.0
"""Seconds without a byte of an answer, longer than any of the server's own."""


class Impatient(psycopg.Connection[Any]):
    """Closes itself when the server says nothing for too long, as one that was stopped does."""

    def wait(self, gen: Generator[Any, Any, T], *arguments: Any, **named: Any) -> T:
        try:
            return super().wait(_bounded(gen), *arguments, **named)
        except Silent:
            self.pgconn.finish()
            raise


class Silent(psycopg.OperationalError):
    """The server said nothing for too long."""


def connect(*arguments: Any, patient: bool, **named: Any) -> psycopg.Connection[Any]:
    """One connection; `patient` for upkeep, whose statements may last."""
    named.setdefault("connect_timeout", CONNECT)
    if patient:
        return psycopg.connect(*arguments, **named)
    limits = " ".join(f"-c {name}={seconds}s" for name, seconds in LIMITS.items())
    named["options"] = f"{named.get('options', '')} {limits}".strip()
    return Impatient.connect(*arguments, **named)


def _bounded(gen: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
    """The same generator, ended when it was not ready for too long."""
    until = time.monotonic() + SILENCE
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if ready:
                until = time.monotonic() + SILENCE
            elif time.monotonic() > until:
                raise Silent("the server says nothing")
            wanted = gen.send(ready)
    except StopIteration as done:
        result: T = done.value
        return result
