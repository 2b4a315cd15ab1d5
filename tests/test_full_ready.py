"""/readyz asks each store of `wallet run` for a write, and says which one takes none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk
from tests.installation import Installation
from tests.small_disk import SmallDisk, mounted
from tests.waiting import until

MEGABYTE = 1024 * 1024
FULL = "A store has no room left."
WELL = dict.fromkeys(("database", "blobs", "oprf", "run", "clock", "sweep", "room"), True)
PLACES: dict[str, tuple[str, list[str]]] = {
    "database_url": ("sqlite:///{}/wallet.db", ["database"]),
    "run_folder": ("{}/run", ["oprf", "run"]),
}
"""What lies on the small disk: the setting, and what takes no writes then."""


def asked(desk: Desk) -> tuple[int, dict[str, Any]]:
    """The status and what is told."""
    answer = desk.client.get("/readyz")
    assert answer.json is not None
    return answer.status_code, dict(answer.json)


def says(disk: SmallDisk, desk: Desk, ill: set[str], said: str) -> bool:
    """Whether it is not ready, and that is told, once something takes what room there is.

    Each process looks for itself, once a second.
    """
    desk.parts.database.empty_log()  # it would be written in the room that it has
    disk.fill()
    status, told = asked(desk)
    found = {name for name, well in told.items() if well is False}
    return (status, found, said in told.get("said", [])) == (503, ill, True)


@pytest.mark.parametrize("setting", PLACES)
def test_a_store_that_takes_no_writes_is_named(tmp_path: Path, setting: str) -> None:
    value, names = PLACES[setting]
    with mounted(tmp_path / "disk", 20) as disk:
        installation = Installation(tmp_path / "var", {setting: value.format(disk.folder)}, dict)
        with installation.runs() as desk:
            assert asked(desk) == (200, WELL)
            until(lambda: says(disk, desk, {*names, "room"}, f"{names[-1]}: {FULL}"))
            disk.clear()
            until(lambda: asked(desk) == (200, WELL))


def test_papers_that_cannot_be_kept_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.joinpath("blobs").mkdir(parents=True)
    with mounted(tmp_path / "disk", 20) as disk:
        bodies = disk.folder / "blobs"
        bodies.mkdir()
        folder.joinpath("blobs").rmdir()
        folder.joinpath("blobs").symlink_to(bodies)
        with Installation(folder, {}, dict).runs() as desk:
            assert asked(desk) == (200, WELL)
            until(lambda: says(disk, desk, {"blobs", "room"}, f"blobs: {FULL}"))


def test_below_the_reserve_it_is_ready_and_says_so(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", 20) as disk, Installation(disk.folder / "var", {}, dict).runs() as desk:
        disk.fill(2 * MEGABYTE - 1)
        assert asked(desk) == (200, {**WELL, "room": False})
