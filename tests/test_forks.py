"""The workers of a server are forks: two with the same line to a store would take each other's answers."""

from __future__ import annotations

import contextlib
import os
from itertools import combinations
from pathlib import Path

from tests.endure.launched import Launched
from tests.waiting import until

CONNECTED = {"tcp": (3, "01", 9), "unix": (5, "03", 6)}
"""In /proc/net: which column says that a line is up, how, and which one has its number."""


def lines() -> set[str]:
    """The numbers of all lines of the machine that are up."""
    found = set()
    for kind, (state, up, number) in CONNECTED.items():
        rows = [row.split() for row in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]]
        found |= {row[number] for row in rows if row[state] == up}
    return found


def of_process(pid: int) -> set[str]:
    """The numbers of the lines that it has."""
    found = set()
    for handle in os.listdir(f"/proc/{pid}/fd"):
        with contextlib.suppress(FileNotFoundError):  # closed meanwhile
            found.add(os.readlink(f"/proc/{pid}/fd/{handle}").removeprefix("socket:[").rstrip("]"))
    return found & lines()


def test_no_two_processes_of_a_server_share_a_line_to_a_store(scaled: dict[str, str], tmp_path: Path) -> None:
    settings = {name: scaled[name] for name in scaled if name != "folder"}
    server = Launched(tmp_path / "own", settings)
    server.start()
    try:
        desk = server.desk()

        def both_have_asked() -> bool:
            desk.client.get("/readyz")
            return all(of_process(pid) for pid in server.processes()[1:])

        until(both_have_asked)
        for one, other in combinations(server.processes(), 2):
            assert of_process(one) & of_process(other) == set()
    finally:
        server.stop()


def test_of_a_server_that_a_test_kills_no_process_is_left(tmp_path: Path) -> None:
    """A worker that still ends holds its files: a disk could not be unmounted, or be written to."""
    server = Launched(tmp_path / "own", {})
    server.start()
    processes = server.processes()
    server.kill()
    assert len(processes) == 3
    assert [pid for pid in processes if Path(f"/proc/{pid}").exists()] == []
