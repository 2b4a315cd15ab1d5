"""Protocol section 14: no column ties two things together but the named ones; no log line holds an id."""

from __future__ import annotations

import logging

import pytest

import wallet.models  # noqa: F401
from tests.desk import Desk
from tests.holder import Door, Holder, catalogue, settled
from wallet.crypto.bytes import b64
from wallet.db import Base

THINGS = ("door", "vault", "blob", "grant", "share", "recovery", "mailbox")
NAMED = {
    ("vault_version", "vault_id"),
    ("grant", "blob_id"),
    ("share_door", "share_id"),
    ("share_event", "share_id"),
    ("share_event", "door_id"),
    ("kiosk", "host_id"),
    ("deposit", "mailbox_id"),
    ("deposit", "blob_id"),
    ("note", "mailbox_id"),
    ("place", "mailbox_id"),
    ("worker", "organisation_id"),
    ("worker", "mailbox_id"),
}
STAFF = {"host", "kiosk", "operator", "organisation", "worker"}
"""Accounts of people at work and their machines, which have names; nothing of a wallet is tied to them."""
PUBLIC = {("organisation", "address")}
"""Written by the operator: the address of the mailbox of the house, for everybody."""
BADGE = {("worker", "mailbox_id")}
"""Whose badge a mailbox is: for everybody, too. No other mailbox is anybody's."""
PERSONAL = ("name", "mail", "phone", "address", "ip", "user", "person", "agent", "language", "parent")


def columns() -> set[tuple[str, str]]:
    """Every column of every table."""
    return {(table.name, column.name) for table in Base.metadata.tables.values() for column in table.columns}


def test_only_the_named_columns_tie_two_things_together() -> None:
    tying = {
        (table, column)
        for table, column in columns()
        if any(column.startswith(f"{thing}_") for thing in THINGS) or column.endswith("_id")
    }
    assert tying == NAMED
    pointing = {
        (table.name, key.parent.name) for table in Base.metadata.tables.values() for key in table.foreign_keys
    }
    assert pointing <= NAMED


def test_no_column_knows_a_person() -> None:
    knowing = {found for found in columns() if any(word in found[1].split("_") for word in PERSONAL)}
    assert knowing == {(table, "name") for table in STAFF} | PUBLIC


def test_nothing_of_a_wallet_is_tied_to_people_at_work_but_their_badge() -> None:
    for table in Base.metadata.tables.values():
        keys = [key for key in table.foreign_keys if (table.name, key.parent.name) not in BADGE]
        assert {key.column.table.name in STAFF for key in keys} <= {table.name in STAFF}


def test_no_row_of_a_door_or_vault_knows_the_day_it_was_made() -> None:
    names = {column for table, column in columns() if table in ("door", "vault")}
    assert not names & {"created_at", "made_at", "day", "opened_at", "updated_at"}


def test_no_log_line_holds_an_id_a_token_or_an_address(
    inner_desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    holder, door = settled(inner_desk), Door()
    paper, _body = inner_desk.kept()
    holder.saves(catalogue(1))
    holder.saves(catalogue(2), '"AAAAAAAAAAAAAAAAAAAAAA"')
    holder.puts(door)
    holder.puts(door)
    holder.asks("door/delete", {"id": b64(door.id), "write": b64(bytes(16))})
    Holder(inner_desk).unlocks()
    inner_desk.get_blob(paper)
    secrets = [holder.vault_id, door.id, door.write, paper.id, paper.read, paper.write]
    told = "\n".join(record.getMessage() for record in caplog.records)
    for secret in secrets:
        assert b64(secret) not in told
        assert secret.hex() not in told
        assert str(secret)[2:-1] not in told
    assert holder.token not in told
    assert "127.0.0.1" not in told.replace(inner_desk.parts.config.origin, "")


def test_an_error_of_ours_is_logged_without_its_message(
    inner_desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    door_id = b64(bytes(range(16)))

    def breaks(*_arguments: object) -> bytes:
        raise LookupError(door_id)

    monkeypatch.setattr("wallet.doors.open_door", breaks)
    answer = inner_desk.client.post("/v1/door/open", json={"door_id": door_id})
    assert (answer.status_code, answer.json) == (500, {"code": "broken"})
    assert "LookupError" in caplog.text
    assert door_id not in caplog.text
