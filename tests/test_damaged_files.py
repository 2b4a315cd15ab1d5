"""A file of SQLite with a damaged page, or on a disk that became read-only."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.desk import refused
from tests.holder import settled
from tests.installation import Installation
from tests.refused_start import STARTED, environ
from tests.servers import dying_with_us
from tests.waiting import until
from wallet.upkeep.folder import BackupFolder

PAGE = 4096


def damage(file: Path, table: str) -> None:
    """Overwrites the first page of a table, as a bad disk does."""
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    with file.open("r+b") as opened_file:
        opened_file.seek((root - 1) * PAGE)
        opened_file.write(b"\xff" * PAGE)


@pytest.fixture
def made(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "var", {}, dict)


def test_a_damaged_page_is_told(made: Installation, tmp_path: Path) -> None:
    with made.runs() as desk:
        holder = settled(desk)
    assert made.says("backup", tmp_path / "backup")[0] == 0
    (former,) = BackupFolder(tmp_path / "backup").generations()
    damage(made.folder / "data/wallet.db", "vault")
    with made.runs() as desk:
        holder.client, holder.desk = desk.client, desk
        assert refused(holder.unlocks(), 503, "store_away")
        until(lambda: desk.client.get("/readyz").status_code == 503)
        assert desk.client.get("/readyz").json["said"] == ["database: A store has a damaged page."]  # type: ignore[index]
    assert "database: A store has a damaged page." in made.log()
    assert "damaged page" in made.says("fsck")[1]
    status, said = made.says("backup", tmp_path / "backup")
    assert (status, len(said.splitlines()), "damaged page" in said) == (2, 1, True)
    assert [path for path in (tmp_path / "backup/database").iterdir() if path != former.path] == []
    assert former.database().exists()


def test_a_file_that_is_no_database_is_told(made: Installation) -> None:
    made.is_used()
    (made.folder / "data/wallet.db").write_bytes(b"\xff" * 3 * PAGE)
    assert "A store has a damaged page" in made.starts()
    assert "A store has a damaged page" in made.says("fsck")[1]


@pytest.mark.parametrize("whole", [False, True])
def test_a_damaged_run_store_is_made_anew(made: Installation, *, whole: bool) -> None:
    with made.runs() as desk:
        holder = settled(desk)
    file = made.folder / "run/ephemeral.db"
    if whole:
        file.write_bytes(b"\xff" * PAGE)
    else:
        damage(file, "item")
    with made.runs() as desk:
        holder.client, holder.desk = desk.client, desk
        assert refused(holder.reads(), 401, "no_session")
        assert holder.unlocks().status_code == 200
    assert "ephemeral.db was damaged" in made.log()
    kept = len(made.log())
    assert made.starts() == STARTED
    assert len(made.log()) == kept


def test_a_damaged_store_of_guesses_stops_the_start(made: Installation) -> None:
    made.folder.joinpath("run").mkdir(parents=True)
    file = made.folder / "run/guesses.db"
    file.write_bytes(b"\xff" * PAGE)
    settings = {"oprf_socket": str(made.beside / "s")}
    done = subprocess.run(
        [*dying_with_us(), sys.executable, "-m", "wallet.cli", "oprf"],
        env=environ(made.folder, settings), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "guesses.db" in done.stderr
    assert file.read_bytes() == b"\xff" * PAGE


def test_a_read_only_disk_is_told(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        on_disk = {"folder": str(disk / "var"), "run_folder": str(tmp_path / "run")}
        made = Installation(tmp_path / "var", on_disk, dict)
        made.is_used()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert "read-only" in made.starts()
        assert "read-only" in made.says("fsck")[1]
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        assert made.starts() == STARTED
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
