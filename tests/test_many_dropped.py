"""A back-up or a repair that would drop many bodies at once asks first."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest

from tests.installation import Installation
from tests.test_wrong_store import contents
from wallet import steady
from wallet.blobs import open_store
from wallet.blobs.store import new_key
from wallet.clock import DAY
from wallet.errors import ConfigError
from wallet.upkeep.asking import refuse_many

PAPERS = 12


@pytest.fixture(params=["embedded", "scaled"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    settings: dict[str, str] = dict(request.getfixturevalue(request.param))
    return Installation(tmp_path / "installation", settings, dict)


def test_a_back_up_that_would_drop_most_asks_and_leaves_what_was(made: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    with made.runs() as desk:
        papers = [desk.kept()[0] for _ in range(PAPERS)]
        assert made.says("backup", backup)[0] == 0
        desk.missing("blob/delete", *(paper.shown() for paper in papers[1:]))
    before = contents(backup)
    status, said = made.says("backup", backup)
    assert (status, len(said.splitlines())) == (2, 1)
    assert "11 of 12 papers would be dropped from the back-up" in said
    assert "--yes" in said
    assert contents(backup) == before
    status, said = made.says("backup", backup, "--yes")
    assert (status, "11 were dropped" in said) == (0, True)


def test_a_repair_that_would_delete_most_asks(
    made: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made.runs() as desk:
        desk.kept()
    store = open_store(made.config)
    for _ in range(PAPERS - 1):
        store.put(new_key(), io.BytesIO(b"body"), 4)
    later = steady.Machine(wall=lambda: time.time() + 2 * DAY)  # what lies in the store is no upload any more
    monkeypatch.setattr(
        "wallet.clock_command.clock", lambda _settings: steady.started(later, tmp_path / "apart", None)
    )
    status, said = made.says("fsck", "--repair")
    assert (status, "11 of 12 bodies would be deleted from the store" in said) == (2, True)
    assert "11 bodies in the store that no paper names\n" in made.says("fsck")[1]  # none is marked
    status, said = made.says("fsck", "--repair", "--yes")
    assert (status, "11 bodies in the store that no paper names: will be deleted" in said) == (0, True)
    assert made.says("fsck") == (0, "Database and store agree.\n")


@pytest.mark.parametrize(("dropped", "of"), [(0, 0), (10, 10), (11, 110), (100, 1000)])
def test_a_handful_or_a_tenth_goes_without_asking(dropped: int, of: int) -> None:
    refuse_many(dropped, of, "papers", "dropped", yes=False)


@pytest.mark.parametrize(("dropped", "of"), [(11, 109), (101, 1000), (30, 30)])
def test_more_does_not(dropped: int, of: int) -> None:
    with pytest.raises(ConfigError, match="--yes"):
        refuse_many(dropped, of, "papers", "dropped", yes=False)
    refuse_many(dropped, of, "papers", "dropped", yes=True)
