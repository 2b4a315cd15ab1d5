"""The soaks of `./dev endure` in a very small form, and a server whose losses they have to find."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import delete

from tests.endure import clients, kills, load, shown
from tests.endure.ledger import Ledger
from tests.holder import settled
from tests.live import shared_desk
from tests.server import stores as rows_of
from tests.server.http import Remote
from wallet.models import Blob, Vault


def test_a_line_that_is_cut_while_it_is_made_counts_as_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_cut(*_arguments: object, **_more: object) -> NoReturn:
        raise ConnectionResetError

    monkeypatch.setattr("socket.create_connection", is_cut)
    with pytest.raises(ConnectionResetError):
        Remote(1).test_client().get("/healthz")


@pytest.mark.parametrize("stores", ["embedded", "scaled"])
def test_two_kills_lose_nothing(request: pytest.FixtureRequest, tmp_path: Path, stores: str) -> None:
    settings: dict[str, str] = dict(request.getfixturevalue(stores))
    settings.pop("folder")
    outcome = kills.soak(tmp_path, settings, duration=60, most=2)
    assert outcome.faults == []
    assert (outcome.measured["kills"], outcome.measured["losses"]) == (2, 0)


def test_ten_seconds_of_load_are_answered_as_expected(tmp_path: Path) -> None:
    outcome = load.soak(tmp_path, {}, duration=10)
    assert outcome.faults == []
    assert outcome.measured["requests"] != 0


def test_what_bad_clients_cost_others_is_told(tmp_path: Path) -> None:
    """Whoever waits for more than a second is a fault of the soak, and not of this test on a busy machine."""
    small = {"threads": "8", "socket_timeout": "2"}
    outcome = clients.soak(tmp_path, small, duration=5, crowd=6)
    assert {"half bodies, one address", "all together, many addresses"} <= set(outcome.measured)
    assert not any(fault.startswith("logged") for fault in outcome.faults)


def test_what_a_server_lost_changed_or_brought_back_is_found(tmp_path: Path) -> None:
    with shared_desk(tmp_path, {}) as desk:
        holder, ledger = settled(desk), Ledger()
        vault = shown.list_of(holder)
        with ledger.told(holder.reads().data, vault):
            pass
        lost, deleted = (shown.put(ledger, holder, 0) for _ in range(2))
        rows = rows_of.rows(desk.parts)
        shown.delete(ledger, desk, deleted)
        ledger.check(0)
        assert ledger.losses == []
        with desk.parts.database.write() as session:
            session.execute(delete(Blob).where(Blob.id == lost.paper.id))
            session.add_all(Blob(**row) for row in rows["blob"] if row["id"] == deleted.paper.id)
            session.get_one(Vault, holder.vault_id).catalogue = bytes(16384)
        ledger.read(ledger.things)
    assert sorted(ledger.losses) == [
        "a body: acknowledged, and gone",
        "a body: deleted, and back",
        "a list: holds other bytes",
    ]
