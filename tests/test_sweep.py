"""What ends by itself, seen with a clock that is moved, on both pairs of stores."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.desk import Desk, Paper, refused, sealed
from tests.web import share_calls as calls
from tests.web.share_calls import Grant, digits, kinds, knock, made, opened, put_grants, story, typed
from wallet import sweep as sweeping
from wallet.blobs.files import FileStore
from wallet.blobs.store import BlobStore
from wallet.errors import NotFound, StoreAway
from wallet.models import Blob, LooseObject, Share, ShareDoor, ShareEvent
from wallet.models import Grant as GrantRow
from wallet.sweep import sweep


def count(desk: Desk, table: type) -> int:
    with desk.parts.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def object_key(desk: Desk, paper: Paper) -> str:
    with desk.parts.database.read() as session:
        blob = session.get(Blob, paper.id)
    assert blob is not None
    return blob.object_key


def in_store(desk: Desk, key: str) -> bool:
    try:
        desk.parts.blobs.get(key)
    except NotFound:
        return False
    return True


def test_what_nobody_renews_is_gone_from_the_store(desk: Desk) -> None:
    (dropped, _), (renewed, body) = desk.kept(), desk.kept()
    keys = [object_key(desk, paper) for paper in (dropped, renewed)]
    desk.missing("blob/renew", renewed.shown())
    desk.clock.forward(days=7)
    sweep(desk.parts)
    assert in_store(desk, keys[0])  # to the end of the month: rows keep months, not days
    desk.clock.forward(days=1)
    sweep(desk.parts)
    assert [in_store(desk, key) for key in keys] == [False, True]
    assert refused(desk.get_blob(dropped), 404, "not_found")
    assert desk.get_blob(renewed).data == body
    assert count(desk, LooseObject) == 0
    desk.clock.forward(days=365 * 5 + 40)
    sweep(desk.parts)
    assert not in_store(desk, keys[1])
    assert count(desk, Blob) == 0


def test_a_deleted_paper_leaves_the_store_at_the_next_round(desk: Desk) -> None:
    papers = [desk.kept()[0] for _ in range(3)]
    keys = [object_key(desk, paper) for paper in papers]
    assert desk.missing("blob/delete", *(paper.shown() for paper in papers[:2])) == []
    sweep(desk.parts)
    assert [in_store(desk, key) for key in keys] == [False, False, True]
    assert count(desk, LooseObject) == 0


def test_a_body_that_never_became_a_blob_goes_at_once_when_it_was_cut(desk: Desk) -> None:
    paper = Paper()
    assert refused(desk.put_blob(paper, sealed()[:5000], announced=len(sealed())), 400, "bad_request")
    assert count(desk, LooseObject) == 1
    sweep(desk.parts)
    assert count(desk, LooseObject) == 0


def test_a_body_whose_server_died_goes_when_its_time_is_over(desk: Desk) -> None:
    import io

    from wallet.blobs.store import new_key

    key = new_key()
    with desk.parts.database.write() as session:
        session.add(LooseObject(object_key=key, due=desk.clock.now + 3 * 3600))
    desk.parts.blobs.put(key, io.BytesIO(b"half a wallet"), 13)
    sweep(desk.parts)
    assert in_store(desk, key)
    desk.clock.forward(hours=3)
    sweep(desk.parts)
    assert not in_store(desk, key)


def test_an_upload_that_the_sweep_has_given_up_makes_no_blob(
    inner_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow:
        """The real store, on which three hours go by."""

        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

        def put(self, key: str, stream: object, length: int) -> None:
            real.put(key, stream, length)  # type: ignore[arg-type]
            inner_desk.clock.forward(hours=3)
            sweep(inner_desk.parts)

    real: BlobStore = inner_desk.parts.blobs
    monkeypatch.setitem(inner_desk.parts.__dict__, "blobs", Slow())
    paper = Paper()
    assert refused(inner_desk.put_blob(paper, sealed()), 408, "too_slow")
    assert refused(inner_desk.get_blob(paper), 404, "not_found")


def test_while_the_store_is_away_the_mark_waits(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    paper, _ = desk.kept()
    key = object_key(desk, paper)
    desk.missing("blob/delete", paper.shown())

    class Away:
        """A store that does not answer."""

        def delete(self, key: str) -> None:
            raise StoreAway

        def tidy(self, older_than: float) -> None:
            raise StoreAway

    with monkeypatch.context() as patch:
        patch.setitem(desk.parts.__dict__, "blobs", Away())
        with pytest.raises(StoreAway):
            sweep(desk.parts)
    assert count(desk, LooseObject) == 1
    sweep(desk.parts)
    assert not in_store(desk, key)


def test_a_share_whose_time_is_over_leaves_its_story_for_thirty_days(desk: Desk) -> None:
    code = digits(desk)
    share = made(desk, code)
    opened(knock(desk, share.link))
    desk.clock.forward(minutes=45)
    sweep(desk.parts)
    with desk.parts.database.read() as session:
        row = session.get(Share, share.id)
        assert row is not None
        assert [row.manifest, row.expires_at, row.max_opens] == [None] * 3
    assert count(desk, ShareDoor) == 0
    told = story(desk, share)
    assert (told["ended"], told["opens"]) == (True, 1)
    times = {event["kind"]: event["at"] - told["now"] for event in told["events"]}
    assert times == {"opened": -45 * 60, "ended": -15 * 60}
    desk.clock.forward(days=29)
    sweep(desk.parts)
    assert kinds(desk, share) == ["ended", "opened"]
    desk.clock.forward(days=1)
    sweep(desk.parts)
    assert [count(desk, table) for table in (Share, ShareDoor, ShareEvent)] == [0, 0, 0]


def test_digits_that_are_over_free_their_locator(desk: Desk) -> None:
    code = digits(desk)
    share = made(desk, code, expires_at=desk.clock.now + 2 * 86_400)
    desk.clock.forward(hours=24)
    sweep(desk.parts)
    assert count(desk, ShareDoor) == 1
    desk.clock.forward(hours=1)
    assert typed(desk, code.locator or "") != code.id
    opened(knock(desk, share.link))


def test_grants_go_on_the_day_after_their_end(desk: Desk) -> None:
    paper, _ = desk.kept()
    assert put_grants(desk, Grant(paper, calls.Shared()).shown(desk)).status_code == 201
    desk.clock.forward(hours=11)
    sweep(desk.parts)
    assert count(desk, GrantRow) == 1
    desk.clock.forward(hours=2)
    sweep(desk.parts)
    assert count(desk, GrantRow) == 0


def test_nothing_that_is_gone_is_left_in_a_log_of_recent_changes(desk: Desk) -> None:
    share = made(desk)
    assert calls.end(desk, share).status_code == 204
    sweep(desk.parts)
    kept = [path for path in desk.parts.config.folder.rglob("*") if path.is_file()]
    assert all(share.manifest[:64] not in path.read_bytes() for path in kept)
    assert [path.name for path in kept if path.name.endswith("-wal") and path.stat().st_size] == []


def test_old_unfinished_files_are_tidied(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    left = tmp_path / "incoming" / "left"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    store.tidy(time.time() - sweeping.ABANDONED)
    assert not left.exists()
