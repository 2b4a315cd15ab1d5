"""Closing a vault: thirty days in which an unlock undoes it, then all that it could reach is gone."""

from __future__ import annotations

import os
from dataclasses import dataclass

from sqlalchemy import func, select

from tests.desk import BYTES, Desk, refused
from tests.holder import Door, Holder, settled
from tests.web.lock_calls import behind
from tests.web.recovery_calls import Helpers, reach
from wallet.blobs.files import FileStore
from wallet.closing import AT_ONCE
from wallet.crypto.bytes import b64
from wallet.models import Blob, Grant, LooseObject, Recovery, Vault, VaultVersion
from wallet.models import Door as DoorRow
from wallet.sweep import sweep


@dataclass
class Thing:
    """What a list of a vault names: an id and a write token."""

    id: bytes
    write: bytes


def close(holder: Holder, body: bytes) -> int:
    return holder.client.post(
        "/v1/vault/close", data=body, content_type=BYTES, headers=holder.bearer
    ).status_code


def rows(desk: Desk, *tables: type) -> list[int]:
    with desk.parts.database.read() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_after_thirty_days_everything_is_gone_from_database_and_store(desk: Desk) -> None:
    holder, door, helpers = settled(desk), Door(), Helpers(desk)
    papers = [desk.kept()[0] for _ in range(3)]
    bystander, body = desk.kept()
    desk.missing("blob/renew", *[paper.shown() for paper in (*papers, bystander)])
    holder.puts(door)
    helpers.are_named()
    assert close(holder, reach(papers, [door], [helpers])) == 204
    desk.clock.forward(days=29)
    sweep(desk.parts)
    assert desk.get_blob(papers[0]).status_code == 200
    assert behind(desk, door) == door.box
    desk.clock.forward(days=1)
    sweep(desk.parts)
    assert rows(desk, Vault, VaultVersion, DoorRow, Grant, Recovery, LooseObject) == [0] * 6
    assert rows(desk, Blob) == [1]
    assert all(refused(desk.get_blob(paper), 404, "not_found") for paper in papers)
    assert desk.get_blob(bystander).data == body
    store = desk.parts.blobs
    if isinstance(store, FileStore):
        assert len([path for path in desk.parts.config.blob_folder.glob("??/*")]) == 1
    assert refused(holder.unlocks(), 404, "not_found")


def test_any_unlock_undoes_it_and_throws_the_list_away(desk: Desk) -> None:
    holder, door = settled(desk), Door()
    paper, body = desk.kept()
    desk.missing("blob/renew", paper.shown())
    holder.puts(door)
    assert close(holder, reach([paper], [door])) == 204
    desk.clock.forward(days=29)
    assert holder.unlocks().status_code == 200
    with desk.parts.database.read() as session:
        vault = session.get(Vault, holder.vault_id)
        assert vault is not None
        assert (vault.closing_at, vault.closing) == (None, None)
    desk.clock.forward(days=300)
    sweep(desk.parts)
    assert desk.get_blob(paper).data == body
    assert behind(desk, door) == door.box


def test_it_ends_the_other_sessions(desk: Desk) -> None:
    holder = settled(desk)
    other = holder.other_device()
    other.unlocks()
    assert close(holder, reach()) == 204
    assert refused(other.reads(), 401, "no_session")


def test_nothing_goes_whose_write_token_is_wrong(desk: Desk) -> None:
    holder, (paper, body) = settled(desk), desk.kept()
    desk.missing("blob/renew", paper.shown())
    door = Door()
    holder.puts(door)
    stolen = [Thing(paper.id, os.urandom(16))]
    assert (
        close(holder, reach(stolen, [Thing(door.id, os.urandom(16)), Thing(os.urandom(16), door.write)]))
        == 204
    )
    desk.clock.forward(days=30)
    sweep(desk.parts)
    assert rows(desk, Vault) == [0]
    assert desk.get_blob(paper).data == body
    assert behind(desk, door) == door.box


def test_a_long_list_goes_step_by_step(desk: Desk) -> None:
    holder = settled(desk)
    doors = [Thing(os.urandom(16), os.urandom(16)) for _ in range(2 * AT_ONCE + 1)]
    last = Door()
    holder.puts(last)
    assert close(holder, reach([], [*doors, last])) == 204
    desk.clock.forward(days=30)
    sweep(desk.parts)
    assert behind(desk, last) is None
    assert rows(desk, Vault) == [0]


def test_the_list_lies_sealed_and_padded(desk: Desk) -> None:
    lengths = set()
    for count in (0, 1, 400):
        holder = settled(desk)
        things = [Thing(os.urandom(16), os.urandom(16)) for _ in range(count)]
        assert close(holder, reach(things)) == 204
        with desk.parts.database.read() as session:
            vault = session.get(Vault, holder.vault_id)
            assert vault is not None
            assert vault.closing is not None
            assert not any(thing.id in vault.closing or thing.write in vault.closing for thing in things)
            lengths.add(len(vault.closing))
    assert len(lengths) == 1


def test_what_is_no_list_is_refused(desk: Desk) -> None:
    holder, whole = settled(desk), reach([Thing(os.urandom(16), os.urandom(16))])
    for body in (whole[:-1], whole + bytes(1), whole + bytes(32), b"\0\0\0\2{}"):
        assert close(holder, body) == 400
    assert refused(holder.asks("vault/close"), 415, "bad_type")
    assert b64(holder.vault_id)
