"""Time is handed in, so that a test can move it. What a server goes by is `wallet/steady.py`."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Gives the present as an aware datetime in UTC."""

MINUTE = 60
HOUR = 3600
DAY = 86_400


def seconds(now: datetime) -> int:
    """Whole seconds since the epoch."""
    return int(now.timestamp())


def day(now: datetime) -> int:
    """Days since the epoch."""
    return seconds(now) // DAY


def month(now: datetime) -> int:
    """Months since January of year 0: what rows keep instead of a day."""
    return now.year * 12 + now.month - 1
