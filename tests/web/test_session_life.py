"""A session of a wallet ends twelve hours after it was opened, however busy it is."""

from __future__ import annotations

import os
from pathlib import Path

from tests.desk import Desk, refused
from tests.holder import settled
from tests.live import started
from tests.server.clock import SetClock
from tests.server.http import Remote
from tests.servers import free_ports
from wallet import sessions, tokens
from wallet.crypto.bytes import b64

NEARLY = 11 * 60 + 51
"""Minutes after the opening: not idle for nine more, and old then."""


def test_a_session_ends_twelve_hours_after_its_opening_however_busy(desk: Desk) -> None:
    holder = settled(desk)
    holder.stays_busy(minutes=NEARLY)
    desk.clock.forward(minutes=8, seconds=59)
    assert holder.reads().status_code == 200
    desk.clock.forward(seconds=1)
    assert refused(holder.reads(), 401, "no_session")
    assert holder.unlocks().status_code == 200
    holder.stays_busy(minutes=18)


def test_each_opening_has_twelve_hours_of_its_own(desk: Desk) -> None:
    phone = settled(desk)
    phone.stays_busy(minutes=NEARLY)
    laptop = phone.other_device()
    laptop.unlocks()
    desk.clock.forward(minutes=9)
    assert laptop.reads().status_code == 200
    assert refused(phone.reads(), 401, "no_session")


def test_a_restart_gives_no_more_time(tmp_path: Path) -> None:
    clock = SetClock(file=tmp_path / "clock")
    port = str(free_ports(1)[0])
    settings = {"folder": str(tmp_path / "var"), "port": port, "origin": f"http://127.0.0.1:{port}"}
    with started(settings, clock, tmp_path, line="") as parts:
        holder = settled(Desk(Remote(int(port)), clock, parts))
        holder.stays_busy(minutes=NEARLY)
    with started(settings, clock, tmp_path, line=""):
        assert holder.reads().status_code == 200
        clock.forward(minutes=9)
        assert refused(holder.reads(), 401, "no_session")


def test_sessions_of_any_age_are_ended_together(desk: Desk) -> None:
    phone, stranger = settled(desk), settled(desk)
    laptop, kiosk = phone.other_device(), phone.other_device()
    for device in (laptop, kiosk):
        desk.clock.forward(minutes=1)
        device.unlocks()
    assert laptop.asks("session/end-others").status_code == 204
    for device in (phone, kiosk):
        assert refused(device.reads(), 401, "no_session")
    assert (laptop.reads().status_code, stranger.reads().status_code) == (200, 200)
    kiosk.unlocks()
    assert laptop.asks("vault/delete").status_code == 204
    assert refused(kiosk.reads(), 401, "no_session")
    assert stranger.reads().status_code == 200


def test_a_session_of_a_version_that_gave_them_no_end_is_over(desk: Desk) -> None:
    holder, soon = settled(desk), desk.clock.now + 60
    for end, status in ((soon.to_bytes(8, "big"), 204), (b"", 401)):
        token = os.urandom(32)
        desk.parts.ephemeral.put(sessions.SESSION, tokens.hashed(token), holder.vault_id + end, soon)
        holder.token = b64(token)
        assert holder.asks("session/end").status_code == status
