"""Refusals that take their time."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Final

from wallet.errors import NotFound

REFUSAL: Final = 0.1
"""Seconds that every refusal to open takes at least, so that none tells by its speed why."""


@contextmanager
def unhurried(seconds: float = REFUSAL) -> Iterator[None]:
    """Lets every NotFound take the same time."""
    start = monotonic()
    try:
        yield
    except NotFound:
        sleep(max(0.0, start + seconds - monotonic()))
        raise
