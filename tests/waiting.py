"""Waiting for what comes, without a fixed time."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 60.0


def until(comes: Callable[[], bool]) -> None:
    """Returns when it has come; fails long after it should."""
    end = time.monotonic() + PATIENCE
    while not comes():
        assert time.monotonic() < end
        time.sleep(0.05)
