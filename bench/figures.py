"""What a measurement gives: numbers, a table, and the aims of figures that it meets or misses."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Aim:
    """One aim of docs/performance.md. `key` finds its reason in bench/why.py where it is missed."""

    key: str
    what: str
    wanted: str
    got: str
    met: bool


@dataclass
class Result:
    """A table with its aims. `about` says what was done, how often, in one paragraph."""

    title: str
    about: str
    columns: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)

    def at_most(self, key: str, what: str, got: float, limit: float, unit: str = "x") -> None:
        """An aim that is met by `limit` or less."""
        self.aims.append(Aim(key, what, f"≤ {shown(limit, unit)}", shown(got, unit), got <= limit))

    def at_least(self, key: str, what: str, got: float, limit: float, unit: str = "x") -> None:
        """An aim that is met by `limit` or more."""
        self.aims.append(Aim(key, what, f"≥ {shown(limit, unit)}", shown(got, unit), got >= limit))


def shown(number: float, unit: str = "") -> str:
    """Three figures and the unit: 0.87x, 1,240 ms."""
    if abs(number) >= 100 or (abs(number) >= 10 and number == round(number)):
        text = f"{number:,.0f}"
    else:
        text = f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"
    return text + (unit if unit in ("", "x", "%") else f" {unit}")


def spread(values: Sequence[float], unit: str = "") -> str:
    """The median, with the lowest and the highest in brackets."""
    return f"{shown(statistics.median(values), unit)} ({shown(min(values))}–{shown(max(values))})"


def in_turns(n: int, contenders: dict[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Each once, n times over: A B C A B C …, so that a busy machine is busy for all of them."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(n):
        for name, measure in contenders.items():
            taken[name].append(measure())
    return taken


def ratio(taken: dict[str, list[float]], ours: str, theirs: str) -> float:
    """Median over median."""
    return statistics.median(taken[ours]) / statistics.median(taken[theirs])
