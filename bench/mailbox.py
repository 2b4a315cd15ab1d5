"""A mailbox of a thousand shares: the first look, which opens every note, and each later one."""

from __future__ import annotations

import json
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.browser import run_node
from bench.figures import Result, shown, spread
from bench.served import wallet
from tests.node import ROOT


@dataclass(frozen=True)
class Size:
    """How many notes lie in the mailbox, and how often it is looked into after the first time."""

    notes: int
    looks: int


WHOLE, SMALLEST = Size(1000, 5), Size(1, 1)


def measure(size: Size) -> Result:
    """The table and its aim. Raises RuntimeError where the last look does not show every note."""
    about = (
        f"Milliseconds from asking to the list of what {size.notes:,} notes show, in Node, over real HTTP; "
        f"the first look opens {size.notes:,} post-quantum notes once, later ones (n = {size.looks}) read "
        "them in the owner's own list."
    )
    title = f"A mailbox of {size.notes:,} shares"
    result = Result(title, about, ["first look", "later looks"])
    with tempfile.TemporaryDirectory() as folder, wallet(Path(folder)) as server:
        script = ROOT / "bench/mailbox.mjs"
        taken = json.loads(run_node(script, server.origin, str(size.notes), str(size.looks)))
    if taken["shown"] != size.notes:
        raise RuntimeError(f"{taken['shown']} of {size.notes} notes are shown")
    result.rows.append([shown(taken["first"], "ms"), spread(taken["later"], "ms")])
    result.at_most("mailbox", f"{title} opens", statistics.median(taken["later"]) / 1000, 1, "s")
    return result
