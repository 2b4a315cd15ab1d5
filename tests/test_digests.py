"""A changed byte of a body is seen: by the check, by the back-up, and by the restore."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.desk import Desk, Paper, in_process, sealed
from tests.test_generations import removed
from tests.test_spoilt_back_ups import flip
from tests.test_upkeep import elsewhere, kept, saved
from tests.web.mailbox_calls import Box
from wallet.app import create_app
from wallet.blobs import open_store
from wallet.config import Config
from wallet.db import Database
from wallet.errors import ConfigError
from wallet.models import Blob
from wallet.upkeep import bodies, copying, dump
from wallet.upkeep.backup import backup
from wallet.upkeep.restore import restore

__all__ = ["elsewhere"]


def row(desk: Desk, paper: Paper) -> Blob:
    with desk.parts.database.read() as session:
        return session.get_one(Blob, paper.id)


def counted(config: Config) -> tuple[int, int]:
    """Rows of bodies in a database, and bodies in its store."""
    database = Database(config.database)
    try:
        return len(dump.rows(database)), len(list(open_store(config).listed()))
    finally:
        database.close()


def changed(desk: Desk, paper: Paper, body: bytes) -> None:
    """One bit of the body in the store is another."""
    key, store = row(desk, paper).object_key, desk.parts.blobs
    store.delete(key)
    store.put(key, io.BytesIO(body[:500] + bytes([body[500] ^ 1]) + body[501:]), len(body))


def checked(desk: Desk) -> tuple[list[int], list[str]]:
    """What a check of all bodies finds, and what it says meanwhile."""
    said: list[str] = []
    found = bodies.check(desk.parts.database, desk.parts.blobs, said.append)
    return [one.count for one in found], said


def test_the_row_of_each_body_has_its_digest(desk: Desk) -> None:
    box = Box(desk)
    box.is_made()
    body, deposit = sealed(8), sealed()  # the first one is read in several pieces
    assert desk.put_blob(Paper(), body).status_code == 201
    assert box.is_given(deposit).status_code == 201
    with desk.parts.database.read() as session:
        digests = set(session.scalars(select(Blob.digest)))
    assert digests == {hashlib.sha256(one).digest() for one in (body, deposit)}


def test_a_check_of_the_bodies_finds_the_one_that_was_changed(desk: Desk) -> None:
    (paper, body), _ = kept(desk), kept(desk)
    assert checked(desk) == ([], ["50 %: 1 of 2 bodies are read", "100 %: 2 of 2 bodies are read"])
    changed(desk, paper, body)
    assert checked(desk)[0] == [1]
    with desk.parts.database.write() as session:
        session.get_one(Blob, paper.id).digest = None  # as rows of before have it
    assert checked(desk) == ([], ["100 %: 1 of 1 bodies are read"])


def test_a_body_that_was_changed_is_never_copied_and_the_whole_one_stays(desk: Desk, tmp_path: Path) -> None:
    (first, body), (second, other) = kept(desk), kept(desk)
    changed(desk, first, body)
    done = backup(desk.parts.config, tmp_path / "backup", desk.clock())
    assert (done.bodies, done.missing) == (1, 1)
    desk.parts.blobs.delete(row(desk, first).object_key)
    desk.parts.blobs.put(row(desk, first).object_key, io.BytesIO(body), len(body))
    assert backup(desk.parts.config, tmp_path / "backup", desk.clock()).missing == 0
    changed(desk, second, other)
    done = backup(desk.parts.config, tmp_path / "backup", desk.clock())
    assert (done.bodies, done.fresh, done.missing) == (2, 0, 0)


def test_a_paper_that_goes_while_a_back_up_is_made_is_not_missing_and_a_lost_one_is(
    desk: Desk, tmp_path: Path, elsewhere: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    stays, _ = kept(desk)
    take = dump.take

    def slow(*where: object) -> object:
        """Somebody puts a paper before the rows are taken, and removes it before its body is copied."""
        paper, _body = kept(desk)
        rows = take(*where)  # type: ignore[arg-type]
        removed(desk, paper)
        return rows

    monkeypatch.setattr(dump, "take", slow)
    done = backup(desk.parts.config, tmp_path / "backup", desk.clock())
    assert (done.bodies, done.missing) == (1, 0)
    back = restore(elsewhere, tmp_path / "backup", desk.clock())
    assert (back.bodies, back.missing) == (1, 0)
    assert counted(elsewhere) == (1, 1)
    lost, _ = kept(desk)
    desk.parts.blobs.delete(row(desk, lost).object_key)
    done = backup(desk.parts.config, tmp_path / "backup", desk.clock())
    assert (done.bodies, done.missing) == (1, 1)
    assert row(desk, stays)


def test_a_body_that_was_changed_in_the_back_up_is_read_again_within_thirty_and_mended(
    desk: Desk, tmp_path: Path
) -> None:
    _, body = kept(desk)
    folder = saved(desk, tmp_path / "backup")
    place = folder.bodies()[0]
    flip(place)
    done = [backup(desk.parts.config, folder.path, desk.clock(), keep=40).fresh for _ in range(copying.ROUND)]
    assert sum(done) == 1
    assert place.read_bytes() == body


def test_a_restore_gives_back_what_is_whole_where_that_is_asked_for(
    desk: Desk, tmp_path: Path, elsewhere: Config
) -> None:
    papers = [kept(desk) for _ in range(2)]
    folder = saved(desk, tmp_path / "backup")
    key = row(desk, papers[0][0]).object_key
    flip(folder.body(key))
    with pytest.raises(ConfigError, match="1 of 2 papers are missing or damaged"):
        restore(elsewhere, folder.path, desk.clock(), tmp_path / "keys")
    done = restore(elsewhere, folder.path, desk.clock(), tmp_path / "keys", yes=True)
    assert (done.bodies, done.missing) == (1, 1)
    other = in_process(create_app(elsewhere, desk.clock), desk.clock)
    assert other.get_blob(papers[1][0]).data == papers[1][1]
    assert other.get_blob(papers[0][0]).status_code == 404
    other.parts.close()


def test_a_restore_replaces_a_changed_body_that_the_store_still_has(
    desk: Desk, tmp_path: Path, elsewhere: Config
) -> None:
    paper, body = kept(desk)
    folder = saved(desk, tmp_path / "backup")
    key, store = row(desk, paper).object_key, open_store(elsewhere)
    store.put(key, io.BytesIO(bytes(len(body))), len(body))
    assert restore(elsewhere, folder.path, desk.clock()).bodies == 1
    assert b"".join(store.get(key)[0]) == body
