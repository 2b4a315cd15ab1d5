"""`wallet run` loses its power again and again while people write: what was acknowledged is there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests import lossy_disk
from tests.endure import kills
from tests.endure.outcome import Outcome
from tests.endure.served import Served

PLACES = ("data", "blobs", "secrets", "oprf", "run")
"""Each on a disk of its own: where two share one, what flushes the one may save the other."""
MEGABYTES = 256


@contextlib.contextmanager
def on_lossy_disks(server: Served) -> Iterator[Served]:
    """Each of its kills is a power cut: what its disks did not flush is gone. Raises Unmountable.

    A body that was deleted may be back where nobody names it.
    """
    with contextlib.ExitStack() as stack:
        places = [server.folder / "var" / name for name in PLACES]
        disks = [stack.enter_context(lossy_disk.mounted(place, MEGABYTES)) for place in places]

        def all_lose_power() -> None:
            for disk in disks:
                disk.loses_power()

        server.after_a_kill = all_lose_power
        server.may_remark = True
        yield server


def soak(folder: Path, settings: Mapping[str, str], duration: float, most: int = 100_000) -> Outcome:
    """Cuts until `duration` seconds are over, once at least and `most` times at most. Needs root."""
    with on_lossy_disks(Served(folder, settings)) as server:
        return kills.survives(server, duration, most)
