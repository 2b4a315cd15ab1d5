"""A free-access PC is enrolled, tells how it is, hears what to do; nothing of a visit is kept."""

from __future__ import annotations

import os

import pytest
import rbcl
from sqlalchemy import text

from tests.desk import Desk, refused
from tests.host_desk import BUSY, QUIET, HostAtDesk, Pc, enrolled, signed_in
from wallet.crypto.bytes import b64
from wallet.sweep import sweep


@pytest.fixture
def host(desk: Desk) -> HostAtDesk:
    return signed_in(desk)


def test_a_code_makes_one_pc_of_that_name(desk: Desk, host: HostAtDesk) -> None:
    code = host.gets_a_code("By the window")
    answer = Pc(desk).enrols(code)
    assert answer.json is not None
    assert answer.json["pc"] == "By the window"
    assert refused(Pc(desk).enrols(code), 404, "not_found")
    shown = [{**one, "id": ""} for one in host.sees()]
    away = {"seen": False, "state": "off", "left": None, "printer": "none", "help": False}
    assert shown == [{"id": "", "name": "By the window", **away}]


def test_a_code_lives_ten_minutes_and_a_wrong_one_enrols_nothing(desk: Desk, host: HostAtDesk) -> None:
    late = host.gets_a_code()
    wrong = f"{(int(late) + 1) % 10**10:010}"
    assert refused(Pc(desk).enrols(wrong), 404, "not_found")
    desk.clock.forward(minutes=10)
    assert refused(Pc(desk).enrols(late), 404, "not_found")
    assert host.sees() == []


def test_codes_cannot_be_tried_one_after_the_other(desk: Desk) -> None:
    answers = [Pc(desk).enrols(f"{number:010}") for number in range(12)]
    assert refused(answers[0], 404, "not_found")
    assert refused(answers[-1], 429, "slow_down")


def test_a_host_sees_how_a_pc_is_and_not_what_it_was(desk: Desk, host: HostAtDesk) -> None:
    pc = enrolled(host)
    pc.beats(BUSY, help=True, printer="paper")
    seen = host.sees()[0]
    assert {name: seen[name] for name in BUSY} == {**BUSY, "help": True, "printer": "paper"}
    pc.beats(QUIET)
    assert {name: host.sees()[0][name] for name in QUIET} == QUIET
    desk.clock.forward(seconds=30)
    assert host.sees()[0]["seen"] is False


def test_a_host_sees_and_orders_its_own_pcs_alone(desk: Desk, host: HostAtDesk) -> None:
    other = signed_in(desk, "sofie")
    enrolled(host).beats(BUSY)
    theirs = host.sees()[0]["id"]
    assert other.sees() == []
    assert refused(other.orders("end", pc=theirs), 404, "not_found")
    assert refused(other.posts("pc/remove", {"pc": theirs}), 404, "not_found")
    assert refused(other.posts("pc/remove", {"pc": b64(bytes(16))}), 404, "not_found")


def test_an_order_is_heard_until_it_is_done(host: HostAtDesk) -> None:
    pc = enrolled(host)
    pc.beats(BUSY)
    assert host.orders("more_time", 10).status_code == 204
    first = pc.hears(BUSY)
    assert [(one["do"], one["minutes"]) for one in first] == [("more_time", 10)]
    assert pc.hears(BUSY) == first
    assert pc.hears(BUSY, done=[first[0]["id"]]) == []


def test_orders_wait_a_minute_at_most(desk: Desk, host: HostAtDesk) -> None:
    pc = enrolled(host)
    pc.beats(BUSY)
    for do, minutes in (("clear_printer", None), ("announce_closing", 15), ("end", None)):
        assert host.orders(do, minutes).status_code == 204
    assert {one["do"] for one in pc.hears(BUSY)} == {"clear_printer", "announce_closing", "end"}
    desk.clock.forward(seconds=60)
    assert pc.hears(BUSY) == []


def test_what_was_meant_for_one_visitor_does_not_reach_the_next(host: HostAtDesk) -> None:
    pc = enrolled(host)
    pc.beats(BUSY)
    host.orders("end")
    host.orders("more_time", 5)
    host.orders("announce_closing", 15)
    assert [one["do"] for one in pc.hears(QUIET)] == ["announce_closing"]
    assert [one["do"] for one in pc.hears(BUSY)] == ["announce_closing"]


@pytest.mark.parametrize(
    ("do", "minutes"), [("more_time", None), ("end", 5), ("more_time", 61), ("dance", None)]
)
def test_an_order_that_is_none_is_refused(host: HostAtDesk, do: str, minutes: int | None) -> None:
    enrolled(host).beats(BUSY)
    assert refused(host.orders(do, minutes), 400, "bad_request")


def test_a_pc_that_is_away_takes_no_orders_and_one_that_is_here_not_too_many(
    desk: Desk, host: HostAtDesk
) -> None:
    pc = enrolled(host)
    assert refused(host.orders("end"), 404, "not_found")
    pc.beats(BUSY)
    assert [host.orders("clear_printer").status_code for _ in range(17)] == [204] * 16 + [429]


def test_a_removed_pc_is_a_stranger_at_once(host: HostAtDesk) -> None:
    gone, kept = enrolled(host, "PC 1"), enrolled(host, "PC 2")
    gone.beats(BUSY)
    assert host.posts("pc/remove", {"pc": host.sees()[0]["id"]}).status_code == 204
    assert refused(gone.beats(BUSY), 401, "no_session")
    assert kept.beats(BUSY).status_code == 200
    assert [one["name"] for one in host.sees()] == ["PC 2"]


@pytest.mark.parametrize("carried", ["", "Kiosk", "Kiosk x", "Bearer {token}", "{token}"])
def test_only_the_token_of_a_pc_is_heard(desk: Desk, host: HostAtDesk, carried: str) -> None:
    pc = enrolled(host)
    headers = {"Authorization": carried.format(token=pc.token)}
    assert refused(desk.client.post("/kiosk/v1/beat", json=QUIET, headers=headers), 401, "no_session")


def kept(desk: Desk) -> set[tuple[str, str]]:
    """Every row of the two stores, but for the counters of networks and the host's own session."""
    found = set()
    with desk.parts.database.read() as session:
        for table in ("host", "kiosk", "vault", "door", "share"):
            rows = session.execute(text(f"SELECT * FROM {table}")).all()
            found |= {(table, str(row)) for row in rows}
    for row in desk.parts.ephemeral._ask("SELECT kind, key, value FROM item WHERE kind <> 'host'").fetchall():
        found.add((row[0], str(row)))
    return found


def test_nothing_of_a_visit_is_there_a_minute_after_the_last_beat(desk: Desk, host: HostAtDesk) -> None:
    pc = enrolled(host)
    before = kept(desk)
    pc.beats(BUSY, help=True)
    host.orders("more_time", 7)
    pc.beats(BUSY, printer="stopped")
    assert {kind for kind, _row in kept(desk) - before} == {"kiosk_live", "kiosk_order", "kiosk_where"}
    desk.clock.forward(seconds=60)
    sweep(desk.parts)
    assert kept(desk) == before
    files = [path for path in desk.parts.config.run.iterdir() if path.name.startswith("ephemeral")]
    assert files
    assert [path.name for path in files if b"stopped" in path.read_bytes()] == []


def test_no_counter_tells_of_visits(desk: Desk, host: HostAtDesk) -> None:
    pc = enrolled(host)
    pc.beats(QUIET)
    pc.beats(BUSY)
    kinds = {row[0] for row in desk.parts.ephemeral._ask("SELECT DISTINCT kind FROM counter").fetchall()}
    assert kinds <= {"network:machines", "network:host_tries"}


def test_a_visitor_opens_at_a_pc_whose_network_has_used_up_a_name(desk: Desk, host: HostAtDesk) -> None:
    pc, name = enrolled(host), os.urandom(16)

    def guesses(count: int) -> list[int]:
        point = b64(rbcl.crypto_core_ristretto255_random())
        body = {"kind": "row", "lookup": b64(name), "blinded": point}
        return [desk.post("oprf", body).status_code for _ in range(count)]

    assert guesses(16) == [200] * 15 + [429]
    pc.beats(BUSY)
    assert guesses(21) == [200] * 20 + [429]
    desk.clock.forward(hours=1)
    pc.beats(BUSY)
    assert guesses(1) == [200]
    desk.clock.forward(seconds=31)
    assert guesses(16) == [200] * 15 + [429], "the control: a PC that says nothing any more"
