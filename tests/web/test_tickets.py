"""Tickets: bought with a session, charged to the month."""

from __future__ import annotations

import pytest

from tests.desk import Desk, refused, sealed
from tests.desk import Paper as Sheet
from tests.holder import settled
from wallet.crypto.bytes import unb64


def test_a_ticket_is_good_for_one_body(desk: Desk) -> None:
    bought = settled(desk).asks("tickets", {"n": 1, "bytes": 1_000_000}).json
    assert bought is not None
    ticket = unb64(bought["tickets"][0], 16)
    assert desk.put_blob(Sheet(), sealed(), ticket).status_code == 201
    assert refused(desk.put_blob(Sheet(), sealed(), ticket), 403, "ticket")


def test_a_ticket_lives_thirty_minutes(desk: Desk) -> None:
    bought = settled(desk).asks("tickets", {"n": 1, "bytes": 1_000_000}).json
    assert bought is not None
    desk.clock.forward(minutes=30)
    assert refused(desk.put_blob(Sheet(), sealed(), unb64(bought["tickets"][0])), 403, "ticket")


def test_the_bytes_of_a_month_end_and_the_next_month_begins_anew(desk: Desk) -> None:
    holder = settled(desk)
    most = desk.parts.config.bytes_a_month // 30_000_000
    for _ in range(most):
        assert holder.asks("tickets", {"n": 1, "bytes": 30_000_000}).status_code == 200
    over = holder.asks("tickets", {"n": 1, "bytes": 30_000_000})
    assert refused(over, 429, "quota")
    desk.clock.forward(seconds=int(over.headers["Retry-After"]))
    holder.unlocks()
    assert holder.asks("tickets", {"n": 1, "bytes": 30_000_000}).status_code == 200


def test_the_tickets_of_a_month_end(desk: Desk) -> None:
    holder = settled(desk)
    for _ in range(desk.parts.config.tickets_a_month // 64):
        assert holder.asks("tickets", {"n": 64, "bytes": 0}).status_code == 200
    assert refused(holder.asks("tickets", {"n": 64, "bytes": 0}), 429, "quota")


def test_many_wallets_of_one_network_fill_no_disk(desk: Desk) -> None:
    wallets = desk.parts.config.network_bytes_a_day // desk.parts.config.bytes_a_month
    for _ in range(wallets):
        holder = settled(desk)
        for _ in range(desk.parts.config.bytes_a_month // 1_980_000_000):
            assert holder.asks("tickets", {"n": 60, "bytes": 33_000_000}).status_code == 200
    answers = [settled(desk).asks("tickets", {"n": 60, "bytes": 33_000_000}) for _ in range(2)]
    assert refused(answers[-1], 429, "slow_down")


def test_a_wallet_leaves_sixty_notes_a_day(desk: Desk) -> None:
    holder, other = settled(desk), settled(desk)
    assert refused(holder.asks("tickets", {"n": 61, "bytes": 0, "note": True}), 429, "quota")
    for one in (holder, other):
        assert one.asks("tickets", {"n": 60, "bytes": 0, "note": True}).status_code == 200
    assert refused(holder.asks("tickets", {"n": 1, "bytes": 0, "note": True}), 429, "quota")
    assert holder.asks("tickets", {"n": 60, "bytes": 0}).status_code == 200
    assert refused(other.asks("tickets", {"n": 1, "bytes": 1, "note": True}), 400, "bad_request")
    desk.clock.forward(days=1)
    holder.unlocks()
    assert holder.asks("tickets", {"n": 1, "bytes": 0, "note": True}).status_code == 200


@pytest.mark.parametrize(
    ("n", "size"), [(0, 0), (65, 0), (1, -1), (1, 40_000_000), (True, 0), ("1", 0), (1.0, 0)]
)
def test_odd_orders_are_refused(desk: Desk, n: object, size: object) -> None:
    assert refused(settled(desk).asks("tickets", {"n": n, "bytes": size}), 400, "bad_request")
