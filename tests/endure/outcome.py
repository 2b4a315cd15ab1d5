"""What a soak says in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MOST_LINES = 20


@dataclass(frozen=True)
class Outcome:
    """What was measured, by name, and every fault that was found."""

    measured: Mapping[str, object]
    faults: Sequence[str] = field(default=())

    def text(self) -> str:
        """One line for each measure, and one for each of the first faults."""
        rows = [f"{name}: {value}" for name, value in self.measured.items()]
        rows += [f"FAULT: {fault}" for fault in self.faults[:MOST_LINES]]
        left = len(self.faults) - MOST_LINES
        return "\n".join([*rows, f"FAULT: {left} more"] if left > 0 else rows)
