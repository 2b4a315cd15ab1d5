"""`wallet backup` and `wallet restore` are killed before each step of their work."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from tests import servers
from tests.conftest import new_bucket
from tests.desk import Paper
from tests.installation import Installation
from tests.killing import KILLED, Killer, killer
from wallet.blobs import open_store
from wallet.config import make
from wallet.db import Database
from wallet.models import Blob

__all__ = ["killer"]
POINTS = {"embedded": 8, "scaled": 3, "embedded-whole": 1000, "scaled-whole": 12}
"""At how many points each command is killed at most, spread over its work; the whole rows in ./dev prove."""
Papers = dict[bytes, bytes]
"""Bodies by the ids of their papers."""


@dataclass
class Machines:
    """An installation in use, and settings of empty machines beside it."""

    used: Installation
    empty: Callable[[], dict[str, str]]
    points: int

    def spread(self, steps: int) -> Iterator[int]:
        """Points of a work of so many steps, first and last among them."""
        most = min(self.points, steps)
        yield from sorted({1 + round(one * (steps - 1) / (most - 1)) for one in range(most)})


@pytest.fixture(params=POINTS)
def machines(request: pytest.FixtureRequest, tmp_path: Path) -> Machines:
    stores = request.param.split("-")[0]
    settings: dict[str, str] = dict(request.getfixturevalue(stores))
    number = count()

    def empty() -> dict[str, str]:
        own = {"folder": str(tmp_path / f"empty-{next(number)}"), "oprf_folder": str(tmp_path / "used/oprf")}
        if stores == "embedded":
            return own
        postgres: servers.Postgres = request.getfixturevalue("postgres")
        bucket = new_bucket(request.getfixturevalue("seaweed")).bucket
        return settings | own | {"database_url": postgres.new_database(), "s3_bucket": bucket}

    settings.pop("folder")
    return Machines(Installation(tmp_path / "used", settings, dict), empty, POINTS[request.param])


def kept(made: Installation, much: int) -> list[tuple[Paper, bytes]]:
    with made.runs() as desk:
        return [desk.kept() for _ in range(much)]


def bodies(papers: list[tuple[Paper, bytes]]) -> Papers:
    return {paper.id: body for paper, body in papers}


def held(settings: dict[str, str]) -> Papers:
    """What a server on these stores would have."""
    config = make(settings)
    database, store = Database(config.database), open_store(config)
    try:
        with database.read() as session:
            rows = session.execute(select(Blob.id, Blob.object_key)).all()
    finally:
        database.close()
    return {paper: b"".join(store.get(key)[0]) for paper, key in rows}


def restored(machines: Machines, killer: Killer, folder: Path) -> Papers:
    fresh = machines.empty()
    status, said, _steps = killer.run(fresh, "restore", folder, folder=folder)
    assert status == 0, said
    return held(fresh)


def test_a_back_up_that_is_killed_leaves_the_former_or_the_new_one(
    machines: Machines, killer: Killer, tmp_path: Path
) -> None:
    made, before, folder = machines.used, tmp_path / "before", tmp_path / "backup"
    papers = kept(made, 3)
    settings = made.all_settings
    assert killer.run(settings, "backup", before, folder=before)[0] == 0
    former = bodies(papers)
    with made.runs() as desk:
        desk.missing("blob/delete", papers[0][0].shown())
        papers.append(desk.kept())
    new = bodies(papers[1:])
    shutil.copytree(before, folder)
    steps = killer.run(settings, "backup", folder, folder=folder)[2]
    seen = []
    for at in machines.spread(steps):
        shutil.rmtree(folder)
        shutil.copytree(before, folder)
        assert killer.run(settings, "backup", folder, folder=folder, at=at)[0] == KILLED
        seen.append(restored(machines, killer, folder))
        assert seen[-1] in (former, new), f"killed before step {at} of {steps}"
        assert killer.run(settings, "backup", folder, folder=folder)[0] == 0
        assert not [path for path in folder.rglob("*") if path.name.endswith(".half")]
    assert (seen[0], seen[-1]) == (former, new)
    assert restored(machines, killer, folder) == new


def test_a_restore_that_is_killed_can_be_done_again(
    machines: Machines, killer: Killer, tmp_path: Path
) -> None:
    papers, folder = kept(machines.used, 2), tmp_path / "backup"
    assert killer.run(machines.used.all_settings, "backup", folder, folder=folder)[0] == 0
    steps = killer.run(machines.empty(), "restore", folder, folder=tmp_path)[2]
    for at in machines.spread(steps):
        fresh = machines.empty()
        assert killer.run(fresh, "restore", folder, folder=tmp_path, at=at)[0] == KILLED
        status, said, _steps = killer.run(fresh, "restore", folder, folder=tmp_path)
        assert status == 0, f"killed before step {at} of {steps}: {said}"
        assert held(fresh) == bodies(papers)
