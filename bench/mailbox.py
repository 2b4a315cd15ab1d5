"""A mailbox of a thousand shares: the first look, which opens every note, and each later one."""

from __future__ import annotations

import json
import statistics
import tempfile
from pathlib import Path

from bench.browser import run_node
from bench.figures import Result, shown, spread
from bench.served import wallet
from tests.node import ROOT

NOTES, LOOKS = 1000, 5


def measure() -> Result:
    """The table and its aim. Raises RuntimeError where the last look does not show every note."""
    about = (
        "Milliseconds from asking to the list of what 1,000 notes show, in Node, over real HTTP; the first "
        "look opens 1,000 post-quantum notes once, later ones (n = 5) read them in the owner's own list."
    )
    result = Result("A mailbox of 1,000 shares", about, ["first look", "later looks"])
    with tempfile.TemporaryDirectory() as folder, wallet(Path(folder)) as server:
        taken = json.loads(run_node(ROOT / "bench/mailbox.mjs", server.origin, str(NOTES), str(LOOKS)))
    if taken["shown"] != NOTES:
        raise RuntimeError(f"{taken['shown']} of {NOTES} notes are shown")
    result.rows.append([shown(taken["first"], "ms"), spread(taken["later"], "ms")])
    later = statistics.median(taken["later"]) / 1000
    result.at_most("mailbox", "A mailbox of 1,000 shares opens", later, 1, "s")
    return result
