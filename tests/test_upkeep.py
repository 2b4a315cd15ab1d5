"""Back-ups, restores and checks on both pairs of stores."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests import servers
from tests.desk import Desk, Paper, in_process
from tests.holder import Door, settled
from tests.web.lock_calls import behind
from wallet.app import create_app
from wallet.blobs import open_store
from wallet.blobs.store import new_key
from wallet.config import Config, make
from wallet.errors import ConfigError
from wallet.sweep import sweep
from wallet.upkeep import key_files
from wallet.upkeep.backup import backup
from wallet.upkeep.folder import BackupFolder
from wallet.upkeep.fsck import check
from wallet.upkeep.restore import Restored, restore


@pytest.fixture
def elsewhere(desk: Desk, tmp_path: Path, request: pytest.FixtureRequest) -> Config:
    """An empty machine of the same kind, with the seeds brought over by hand."""
    config = desk.parts.config
    fresh: dict[str, str] = {"folder": str(tmp_path / "elsewhere"), "oprf_folder": str(config.oprf)}
    fresh["origin"] = config.origin
    if not config.embedded_database:
        postgres: servers.Postgres = request.getfixturevalue("postgres")
        seaweed: servers.Seaweed = request.getfixturevalue("seaweed")
        fresh["database_url"] = postgres.new_database()
        names = ("s3_endpoint", "s3_region", "s3_key", "s3_secret", "blob_store")
        fresh |= {name: getattr(config, name) for name in names}
        fresh["s3_bucket"] = seaweed.new_bucket()
    return make(fresh)


def kept(desk: Desk) -> tuple[Paper, bytes]:
    paper, body = desk.kept()
    desk.missing("blob/renew", paper.shown())
    return paper, body


def saved(desk: Desk, folder: Path) -> BackupFolder:
    backup(desk.parts.config, folder, desk.clock(), keys_beside(folder))
    return BackupFolder(folder)


def restored(desk: Desk, elsewhere: Config, folder: Path) -> Restored:
    """What lies in `folder` is put back on another machine."""
    return restore(elsewhere, folder / "backup", desk.clock(), folder / "keys")


def keys_beside(folder: Path) -> Path:
    """The folder of keys that belongs to a back-up, in another place."""
    return folder.with_name("keys")


def test_what_was_backed_up_is_back_on_an_empty_machine(
    desk: Desk, tmp_path: Path, elsewhere: Config
) -> None:
    holder, door, (paper, body) = settled(desk), Door(), kept(desk)
    holder.puts(door)
    saved(desk, tmp_path / "backup")
    later, _ = kept(desk)
    assert restored(desk, elsewhere, tmp_path).bodies == 1
    other = in_process(create_app(elsewhere, desk.clock), desk.clock)
    try:
        holder.client = other.client
        assert holder.unlocks().status_code == 200
        assert behind(other, door) == door.box
        assert other.get_blob(paper).data == body
        assert other.get_blob(later).status_code == 404
        parts = other.parts
        assert check(parts.database, parts.blobs, parts.at_rest, desk.clock(), repair=False) == []
    finally:
        other.parts.database.close()


def test_a_second_back_up_copies_what_is_new_and_forgets_what_is_gone(desk: Desk, tmp_path: Path) -> None:
    first, _ = kept(desk)
    kept(desk)
    folder = saved(desk, tmp_path / "backup")
    times = {path: path.stat().st_mtime_ns for path in folder.bodies()}
    desk.missing("blob/delete", first.shown())
    kept(desk)
    done = backup(desk.parts.config, tmp_path / "backup", desk.clock(), keep=1)
    assert (done.bodies, done.fresh, done.dropped, done.missing, done.generations) == (2, 1, 1, 0, 1)
    assert len(folder.bodies()) == 2
    left = [path for path in folder.bodies() if path in times]
    assert [path.stat().st_mtime_ns for path in left] == [times[path] for path in left]


def test_it_is_for_its_owner_alone_and_holds_no_seed_and_no_session(desk: Desk, tmp_path: Path) -> None:
    holder = settled(desk)
    kept(desk)
    folder = saved(desk, tmp_path / "backup")
    for path in folder.path.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path.name
    held = b"".join(path.read_bytes() for path in folder.path.rglob("*") if path.is_file())
    for seed in desk.parts.config.oprf.glob("seed-*"):
        assert seed.read_bytes() not in held
    assert holder.token.encode() not in held
    for name, key in key_files.places(desk.parts.config).items():
        assert key.read_bytes().strip() not in held
        copy = keys_beside(folder.path) / name
        assert copy.read_bytes() == key.read_bytes()
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_keys_are_never_copied_into_the_back_up(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    with pytest.raises(ConfigError, match="two places"):
        backup(desk.parts.config, folder, desk.clock(), folder / "keys")
    assert not folder.exists()
    backup(desk.parts.config, folder, desk.clock())
    assert {path.name for path in folder.iterdir()} == {"database", "blobs"}


def test_keys_of_somebody_else_are_never_written_over(desk: Desk, tmp_path: Path, elsewhere: Config) -> None:
    saved(desk, tmp_path / "backup")
    elsewhere.door_key.parent.mkdir(parents=True)
    elsewhere.door_key.write_text("another")
    with pytest.raises(ConfigError, match="another key"):
        restored(desk, elsewhere, tmp_path)
    assert (elsewhere.door_key.read_text(), elsewhere.at_rest_key.exists()) == ("another", False)


def test_a_database_in_use_is_never_written_over(desk: Desk, tmp_path: Path) -> None:
    holder = settled(desk)
    saved(desk, tmp_path / "backup")
    with pytest.raises(ConfigError, match="empty"):
        restore(desk.parts.config, tmp_path / "backup", desk.clock())
    assert holder.unlocks().status_code == 200


def test_a_restore_that_was_cut_can_be_done_again(desk: Desk, tmp_path: Path, elsewhere: Config) -> None:
    paper, body = kept(desk)
    kept(desk)
    folder = saved(desk, tmp_path / "backup")
    first = folder.bodies()[0]
    with first.open("rb") as file:  # what an earlier try came to
        open_store(elsewhere).put(first.name, file, first.stat().st_size)
    assert restored(desk, elsewhere, tmp_path).bodies == 2
    other = in_process(create_app(elsewhere, desk.clock), desk.clock)
    assert other.get_blob(paper).data == body
    other.parts.database.close()


def found(desk: Desk, *, repair: bool = False) -> dict[str, int]:
    parts = desk.parts
    findings = check(parts.database, parts.blobs, parts.at_rest, desk.clock(), repair=repair)
    return {one.what: one.count for one in findings}


def test_a_sound_server_has_nothing_to_mend(desk: Desk) -> None:
    settled(desk)
    kept(desk)
    assert found(desk) == {}


def test_a_body_that_nobody_names_is_found_after_its_grace_and_swept_after_a_repair(desk: Desk) -> None:
    import io

    paper, body = kept(desk)
    orphan = new_key()
    desk.parts.blobs.put(orphan, io.BytesIO(body), len(body))
    desk.clock.at = desk.clock.at.replace(year=2050)
    desk.missing("blob/renew", paper.shown())
    what = "bodies in the store that no paper names"
    assert found(desk) == {what: 1}
    assert found(desk, repair=True) == {what: 1}
    sweep(desk.parts)
    assert found(desk) == {}
    assert desk.get_blob(paper).data == body


def test_a_body_that_is_missing_is_found_and_never_mended(desk: Desk) -> None:
    from wallet.models import Blob

    paper, _ = kept(desk)
    with desk.parts.database.read() as session:
        key = session.get_one(Blob, paper.id).object_key
    desk.parts.blobs.delete(key)
    what = "papers whose body is missing from the store"
    assert found(desk, repair=True) == {what: 1}
    assert found(desk) == {what: 1}


def test_what_another_key_sealed_is_found(desk: Desk) -> None:
    from tests.web.recovery_calls import Helpers
    from wallet.crypto.at_rest import AtRest

    Helpers(desk).are_named()
    settled(desk).puts(Door())
    parts = desk.parts
    findings = check(parts.database, parts.blobs, AtRest([os.urandom(32)]), desk.clock(), repair=True)
    assert [(one.count, one.mends) for one in findings] == [(2, False)]
