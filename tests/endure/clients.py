"""Slow and silent clients by the hundred, while others ask all the time whether the server is well."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.crowd import Crowd, held_up, large, many_addresses, one_address
from tests.endure import shown
from tests.endure.ledger import Ledger
from tests.endure.outcome import Outcome
from tests.endure.served import served
from tests.holder import settled
from wallet.crypto.bytes import b64

CROWD = 300
"""Lines of each kind: more than the 192 threads of the default settings, however they fall to its workers."""
BUCKET = 15
"""Of the body that slow readers ask for: 12 MB."""
SOON = 1.0
"""Seconds within which others are answered meanwhile."""


def soak(folder: Path, settings: Mapping[str, str], duration: float, crowd: int = CROWD) -> Outcome:
    """Each kind alone, then all together, first from one address and then each client from its own."""
    with served(folder, settings) as server:
        paper = shown.put(Ledger(), settled(server.desk()), BUCKET).paper
        bad = Crowd(server.port, large({"id": b64(paper.id), "read": b64(paper.read)}))
        alone = {"half heads": bad.half_head, "half bodies": bad.half_body,
                 "slow readers": bad.slow_reader, "who does not hang up": bad.stays}  # fmt: skip
        phases = {name: [kind] for name, kind in alone.items()} | {"all together": list(alone.values())}
        each = duration / len(phases) / 2
        waits = {
            f"{name}, {place}": held_up(bad, kinds, crowd, each, where)
            for place, where in (("one address", one_address), ("many addresses", many_addresses))
            for name, kinds in phases.items()
        }
    late = [f"{name}: somebody waited {max(row):.2f} s" for name, row in waits.items() if max(row) > SOON]
    measured = {name: f"longest of {len(row)} waits {max(row):.2f} s" for name, row in waits.items()}
    return Outcome(measured, [*late, *server.logged()])
