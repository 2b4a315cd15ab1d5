"""What lies in the database of a door: no id and no box, and nothing that opens without both key files."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.desk import Desk, in_process, refused
from tests.holder import Door, Holder, settled
from tests.web.lock_calls import behind, locked
from wallet.app import create_app
from wallet.crypto.at_rest import AtRest, new_key_line
from wallet.crypto.bytes import b64, unb64
from wallet.db import Base
from wallet.models import Door as DoorRow
from wallet.upkeep import dump


def name_of(door: Door, line: str) -> bytes:
    """What its row is called under this line of a key file."""
    return hmac.new(unb64(line.strip()), b"WV2/door/row\0" + door.id, sha256).digest()[:16]


def rows(desk: Desk) -> set[bytes]:
    with desk.parts.database.read() as session:
        return set(session.scalars(select(DoorRow.id)))


def stolen(desk: Desk, file: Path) -> bytes:
    """The whole database: every byte of SQLite's file, every value that PostgreSQL gives."""
    if desk.parts.config.embedded_database:
        dump.take(desk.parts.database, desk.parts.config.database, file)
        return file.read_bytes()
    found: list[bytes] = []
    with desk.parts.database.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                found += [one if isinstance(one, bytes) else str(one).encode() for one in row]
    return b"\n".join(found)


def forms(value: bytes) -> list[bytes]:
    """As it is, and as text would have it."""
    return [value, value.hex().encode(), b64(value).encode()]


def test_a_stolen_database_shows_neither_door_nor_box(desk: Desk, tmp_path: Path) -> None:
    holder, door, swapped = settled(desk), Door(), Door()
    holder.puts(door)
    holder.puts(swapped)
    locked(desk, holder, swapped)
    taken = stolen(desk, tmp_path / "stolen")
    for one in (door, swapped):
        for secret in (one.id, one.box, one.write, sha256(one.write).digest()):
            assert not any(form in taken for form in forms(secret))
        assert name_of(one, desk.parts.config.door_key.read_text()) in taken


def test_the_name_and_the_length_of_a_row_tell_nothing(desk: Desk) -> None:
    holder, door = settled(desk), Door()
    holder.puts(door)
    holder.puts(Door(box=bytes(136)))
    with desk.parts.database.read() as session:
        assert set(session.scalars(select(func.length(DoorRow.sealed)))) == {212}
    assert name_of(door, desk.parts.config.door_key.read_text()) in rows(desk)
    assert door.id not in rows(desk)


def test_an_unknown_door_is_the_same_work(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door, done = Door(), list[tuple[str, int]]()
    settled(desk).puts(door)
    opens = AtRest.open

    def counted(self: AtRest, place: str, row: bytes, sealed: bytes) -> bytes:
        done.append((place, len(sealed)))
        return opens(self, place, row, sealed)

    with with_keys(desk) as here:
        monkeypatch.setattr(AtRest, "open", counted)
        assert behind(here, door) == door.box
        known, done[:] = list(done), []
        assert behind(here, Door()) is None
    assert known == done
    assert ("door.sealed", 212) in known


@contextmanager
def with_keys(desk: Desk, ids: Path | None = None, at_rest: Path | None = None) -> Iterator[Desk]:
    """The same database, after a start with other key files."""
    now = desk.parts.config
    config = replace(
        now, door_key_file=str(ids or now.door_key), at_rest_key_file=str(at_rest or now.at_rest_key)
    )
    other = in_process(create_app(config, desk.clock), desk.clock)
    try:
        yield other
    finally:
        other.parts.close()


def keys(file: Path, *lines: str) -> Path:
    file.touch(mode=0o600)
    file.write_text("".join(lines))
    return file


def test_a_door_moves_to_a_new_id_key_when_it_is_opened_and_only_then(desk: Desk, tmp_path: Path) -> None:
    holder, door, sleeping = settled(desk), Door(), Door()
    holder.puts(door)
    holder.puts(sleeping)
    old, new = desk.parts.config.door_key.read_text(), new_key_line()
    with with_keys(desk, ids=keys(tmp_path / "both", new, old)) as both:
        assert behind(both, Door()) is None
        assert rows(desk) == {name_of(door, old), name_of(sleeping, old)}
        assert behind(both, door) == door.box
        assert rows(desk) == {name_of(door, new), name_of(sleeping, old)}
        assert behind(both, door) == door.box
    with with_keys(desk, ids=keys(tmp_path / "new", new)) as later:
        assert behind(later, door) == door.box
        assert behind(later, sleeping) is None
    assert (behind(desk, door), behind(desk, sleeping)) == (None, sleeping.box)


def test_a_door_under_an_old_id_key_is_never_written_over_and_can_be_removed(
    desk: Desk, tmp_path: Path
) -> None:
    door = Door()
    settled(desk).puts(door)
    file = keys(tmp_path / "both", new_key_line(), desk.parts.config.door_key.read_text())
    with with_keys(desk, ids=file) as both:
        holder = settled(both)
        assert refused(holder.puts(Door(id=door.id)), 409, "exists")
        wrong = {"id": b64(door.id), "write": b64(os.urandom(16))}
        assert refused(holder.asks("door/delete", wrong), 404, "not_found")
        assert holder.asks("door/delete", wrong | {"write": b64(door.write)}).status_code == 204
    assert rows(desk) == set()


def test_a_door_is_sealed_again_under_a_new_key_at_rest_when_it_is_opened(desk: Desk, tmp_path: Path) -> None:
    holder, door, sleeping = settled(desk), Door(), Door()
    holder.puts(door)
    holder.puts(sleeping)
    old, new = desk.parts.config.at_rest_key.read_text(), new_key_line()
    with with_keys(desk, at_rest=keys(tmp_path / "both", new, old)) as both:
        assert behind(both, door) == door.box
        with both.parts.database.read() as session:
            sealed = {row.id: row.sealed for row in session.scalars(select(DoorRow))}
    line = desk.parts.config.door_key.read_text()
    current = both.parts.at_rest.is_current
    assert current(sealed[name_of(door, line)])
    assert not current(sealed[name_of(sleeping, line)])
    with with_keys(desk, at_rest=keys(tmp_path / "new", new)) as later:
        assert behind(later, door) == door.box


def test_a_lock_that_began_under_the_old_keys_ends_under_the_new_ones(desk: Desk, tmp_path: Path) -> None:
    holder, door, gone = settled(desk), Door(), Door()
    holder.puts(door)
    holder.puts(gone)
    stand_in = locked(desk, holder, door, gone)
    stand_in.unlocks()
    stand_in.asks("door/delete", {"id": b64(gone.id), "write": b64(stand_in.write)})
    parts = desk.parts.config
    ids = keys(tmp_path / "ids", new_key_line(), parts.door_key.read_text())
    at_rest = keys(tmp_path / "at_rest", new_key_line(), parts.at_rest_key.read_text())
    with with_keys(desk, ids, at_rest) as both:
        assert behind(both, door) == stand_in.box
        assert behind(both, gone) is None
        desk.clock.forward(hours=2)
        assert (behind(both, door), behind(both, gone)) == (door.box, gone.box)
        owner = as_seen_by(both, holder)
        assert owner.unlocks().status_code == 200
        for one in (door, gone):
            assert owner.asks("door/delete", {"id": b64(one.id), "write": b64(one.write)}).status_code == 204
    assert rows(desk) == set()


def as_seen_by(desk: Desk, holder: Holder) -> Holder:
    """The same person at another server of the same database."""
    twin = holder.other_device()
    twin.desk, twin.client = desk, desk.server.test_client()
    return twin
