"""Every measurement by its name, each in two sizes: the one of docs/performance.md, and the smallest.

Its module has a class `Size` of its own, the two sizes `WHOLE` and `SMALLEST`, and `measure(size)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from bench import (
    growth,
    mailbox,
    opening,
    putting,
    requests,
    slow_uploads,
    stopping,
    streams,
    taking,
    tells,
    unlock,
    weight,
)
from bench.figures import Result

S = TypeVar("S")


@dataclass(frozen=True)
class Measurement:
    """`smallest` walks the same way as `whole`, in seconds; its numbers mean nothing."""

    whole: Callable[[], Result]
    smallest: Callable[[], Result]


def _sized(measure: Callable[[S], Result], whole: S, smallest: S) -> Measurement:
    return Measurement(partial(measure, whole), partial(measure, smallest))


MEASUREMENTS: dict[str, Measurement] = {
    "opening": _sized(opening.measure, opening.WHOLE, opening.SMALLEST),
    "weight": _sized(weight.measure, weight.WHOLE, weight.SMALLEST),
    "putting": _sized(putting.measure, putting.WHOLE, putting.SMALLEST),
    "unlock": _sized(unlock.measure, unlock.WHOLE, unlock.SMALLEST),
    "requests": _sized(requests.measure, requests.WHOLE, requests.SMALLEST),
    "streams": _sized(streams.measure, streams.WHOLE, streams.SMALLEST),
    "stopping": _sized(stopping.measure, stopping.WHOLE, stopping.SMALLEST),
    "slow": _sized(slow_uploads.measure, slow_uploads.WHOLE, slow_uploads.SMALLEST),
    "growth": _sized(growth.measure, growth.WHOLE, growth.SMALLEST),
    "taking": _sized(taking.measure, taking.WHOLE, taking.SMALLEST),
    "mailbox": _sized(mailbox.measure, mailbox.WHOLE, mailbox.SMALLEST),
    "tells": _sized(tells.measure, tells.WHOLE, tells.SMALLEST),
}
