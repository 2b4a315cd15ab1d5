"""What is no whole back-up is never restored."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.test_upkeep import elsewhere, kept, keys_beside, restored, saved
from wallet import schema
from wallet.blobs import open_store
from wallet.config import Config
from wallet.errors import ConfigError
from wallet.upkeep.folder import BackupFolder

__all__ = ["elsewhere"]


def no_manifest(folder: BackupFolder) -> None:
    (folder.chosen().path / "manifest.json").unlink()


def damaged(folder: BackupFolder) -> None:
    flip(folder.chosen().database())


def damaged_list(folder: BackupFolder) -> None:
    flip(folder.chosen().path / "bodies.txt")


def another_format(folder: BackupFolder) -> None:
    manifest = folder.chosen().path / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 2}))


def damaged_body(folder: BackupFolder) -> None:
    flip(folder.bodies()[0])


def missing_body(folder: BackupFolder) -> None:
    folder.bodies()[0].unlink()


def without_the_key(folder: BackupFolder) -> None:
    (keys_beside(folder.path) / "door_ids.key").unlink()


def flip(file: Path) -> None:
    """One bit of one byte is another."""
    content = file.read_bytes()
    file.write_bytes(content[:50] + bytes([content[50] ^ 1]) + content[51:])


SPOILT = [no_manifest, damaged, damaged_list, another_format, damaged_body, missing_body, without_the_key]


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_is_no_whole_back_up_is_refused_before_anything_is_written(
    desk: Desk, tmp_path: Path, elsewhere: Config, spoil: Callable[[BackupFolder], None]
) -> None:
    kept(desk)
    spoil(saved(desk, tmp_path / "backup"))
    with pytest.raises(ConfigError):
        restored(desk, elsewhere, tmp_path)
    assert schema.is_empty(elsewhere.database)
    assert list(open_store(elsewhere).listed()) == []


def test_a_back_up_of_before_the_list_of_removed_papers_is_restored(
    desk: Desk, tmp_path: Path, elsewhere: Config
) -> None:
    kept(desk)
    manifest = saved(desk, tmp_path / "backup").chosen().path / "manifest.json"
    said = json.loads(manifest.read_text())
    assert said.pop("removed") == []
    manifest.write_text(json.dumps(said))
    assert restored(desk, elsewhere, tmp_path).bodies == 1
