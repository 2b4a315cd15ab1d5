"""Generations of a back-up: what each can give back, when they go, and what goes with them."""

from __future__ import annotations

import fcntl
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests.desk import Desk, Paper
from tests.test_upkeep import elsewhere, kept, saved
from wallet.blobs import open_store
from wallet.config import Config
from wallet.errors import ConfigError
from wallet.sweep import sweep
from wallet.upkeep.backup import backup
from wallet.upkeep.folder import BackupFolder
from wallet.upkeep.restore import restore

__all__ = ["elsewhere"]


def removed(desk: Desk, paper: Paper) -> None:
    """By its owner, and by the sweep from the store."""
    desk.missing("blob/delete", paper.shown())
    sweep(desk.parts)


def held(folder: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in folder.rglob("*") if path.parent.parent.name == "blobs")


def in_store(config: Config) -> list[bytes]:
    store = open_store(config)
    return sorted(b"".join(store.get(key)[0]) for key, _length, _put in store.listed())


def test_a_paper_that_was_removed_is_in_the_generation_of_before_and_in_no_later_one(
    desk: Desk, tmp_path: Path, elsewhere: Config
) -> None:
    paper, body = kept(desk)
    folder = saved(desk, tmp_path / "backup")
    removed(desk, paper)
    _, other = kept(desk)
    backup(desk.parts.config, folder.path, desk.clock())
    older, newer = folder.generations()
    assert [one.manifest().bodies for one in (older, newer)] == [1, 1]
    assert restore(elsewhere, folder.path, desk.clock(), name=older.path.name).bodies == 1
    assert in_store(elsewhere) == [body]
    assert held(folder.path) == sorted([body, other])


def test_on_day_31_what_was_removed_after_a_back_up_is_in_none(
    desk: Desk, tmp_path: Path, elsewhere: Config
) -> None:
    paper, body = kept(desk)
    folder = saved(desk, tmp_path / "backup")
    removed(desk, paper)
    _, other = kept(desk)
    for day in (1, 29):
        backup(desk.parts.config, folder.path, desk.clock() + timedelta(day))
    assert body in held(folder.path)
    backup(desk.parts.config, folder.path, desk.clock() + timedelta(31))
    assert held(folder.path) == [other]
    assert paper.id.hex() not in "".join(path.read_bytes().hex() for path in files(folder))
    oldest = folder.generations()[0]
    assert restore(elsewhere, folder.path, desk.clock(), name=oldest.path.name).bodies == 1
    assert in_store(elsewhere) == [other]


def files(folder: BackupFolder) -> list[Path]:
    return [path for path in folder.database.rglob("*") if path.is_file()]


def test_no_more_are_kept_than_were_asked_for_and_the_last_one_always_is(desk: Desk, tmp_path: Path) -> None:
    folder, config = BackupFolder(tmp_path / "backup"), desk.parts.config
    for day in range(4):
        assert backup(config, folder.path, desk.clock() + timedelta(day), keep=3).generations == min(
            day + 1, 3
        )
    assert [one.path.name[:6] for one in folder.generations()] == ["000002", "000003", "000004"]
    backup(config, folder.path, desk.clock() + timedelta(90), keep=3)
    assert [one.path.name[:6] for one in folder.generations()] == ["000005"]


def test_a_generation_that_is_damaged_stops_no_new_one_and_nothing_is_dropped(
    desk: Desk, tmp_path: Path
) -> None:
    paper, body = kept(desk)
    folder = saved(desk, tmp_path / "backup")
    removed(desk, paper)
    (folder.chosen().path / "bodies.txt").write_text("")
    with pytest.raises(ConfigError, match="damaged"):
        backup(desk.parts.config, folder.path, desk.clock(), keep=2)
    assert [one.manifest().bodies for one in folder.generations()] == [1, 0]
    assert held(folder.path) == [body]


def test_two_back_ups_never_write_into_one_folder_at_once(desk: Desk, tmp_path: Path) -> None:
    folder = saved(desk, tmp_path / "backup")
    other = os.open(folder.path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    with pytest.raises(ConfigError, match="under way"):
        backup(desk.parts.config, folder.path, desk.clock())
    os.close(other)
    assert backup(desk.parts.config, folder.path, desk.clock()).generations == 2


def test_what_format_2_left_goes_once_there_is_a_new_one(desk: Desk, tmp_path: Path) -> None:
    folder = BackupFolder(tmp_path / "backup")
    folder.make()
    for name in ("manifest.json", "wallet.db", "wallet.dump"):
        (folder.database / name).write_text("{}")
    backup(desk.parts.config, folder.path, desk.clock())
    assert list(folder.database.iterdir()) == [folder.chosen().path]


def test_no_key_and_no_seed_lies_in_the_folder_of_a_back_up(desk: Desk, tmp_path: Path) -> None:
    config = desk.parts.config
    with pytest.raises(ConfigError, match="belong apart"):
        backup(config, config.folder, desk.clock())
    early = tmp_path / "backup" / "secrets"
    early.mkdir(parents=True)
    with pytest.raises(ConfigError, match="belong apart"):
        backup(config, tmp_path / "backup", desk.clock())
    early.rmdir()
    with pytest.raises(ConfigError, match="two places"):
        backup(config, tmp_path / "keys" / "backup", desk.clock(), tmp_path / "keys")
    backup(config, tmp_path / "backup", desk.clock(), tmp_path / "keys")


def test_a_back_up_that_fails_says_so_in_one_line_and_leaves_nothing_half(desk: Desk, tmp_path: Path) -> None:
    folder = saved(desk, tmp_path / "backup")
    kept(desk)
    shutil.rmtree(folder.blobs)
    folder.blobs.write_text("no folder")
    with pytest.raises(ConfigError):
        backup(desk.parts.config, folder.path, desk.clock())
    folder.blobs.unlink()
    folder.blobs.mkdir()
    key = next(iter(desk.parts.blobs.listed()))[0]
    folder.body(key).parent.write_text("no folder")
    with pytest.raises(ConfigError, match="exists"):
        backup(desk.parts.config, folder.path, desk.clock())
    assert len(list(folder.database.iterdir())) == 1
    folder.body(key).parent.unlink()
    assert backup(desk.parts.config, folder.path, desk.clock()).bodies == 1
