"""Doors: anyone may ask, only a session may write, only the write token removes."""

from __future__ import annotations

import os

from tests.desk import Desk, refused
from tests.holder import Door, settled
from wallet.crypto.bytes import b64


def test_a_door_gives_its_box_to_whoever_knows_its_id(desk: Desk) -> None:
    door = Door()
    assert settled(desk).puts(door).status_code == 201
    assert desk.post("door/open", {"door_id": b64(door.id)}).json == {"box": b64(door.box)}


def test_an_unknown_door_is_the_one_404(desk: Desk) -> None:
    assert refused(desk.post("door/open", {"door_id": b64(os.urandom(16))}), 404, "not_found")


def test_a_door_is_never_written_over(desk: Desk) -> None:
    door = Door()
    settled(desk).puts(door)
    assert refused(settled(desk).puts(Door(id=door.id)), 409, "exists")
    assert desk.post("door/open", {"door_id": b64(door.id)}).json == {"box": b64(door.box)}


def test_a_door_is_not_written_without_a_session(desk: Desk) -> None:
    body = {"id": b64(bytes(16)), "box": b64(bytes(136)), "write_hash": b64(bytes(32))}
    assert refused(desk.post("door/put", body), 401, "no_session")


def test_only_the_write_token_removes_a_door(desk: Desk) -> None:
    holder, door = settled(desk), Door()
    holder.puts(door)
    wrong = {"id": b64(door.id), "write": b64(os.urandom(16))}
    assert refused(holder.asks("door/delete", wrong), 404, "not_found")
    assert holder.asks("door/delete", {"id": b64(door.id), "write": b64(door.write)}).status_code == 204
    assert refused(desk.post("door/open", {"door_id": b64(door.id)}), 404, "not_found")
    assert refused(holder.asks("door/delete", wrong), 404, "not_found")


def test_a_vault_writes_sixty_doors_a_day(desk: Desk) -> None:
    holder = settled(desk)
    assert {holder.puts(Door()).status_code for _ in range(60)} == {201}
    answer = holder.puts(Door())
    assert refused(answer, 429, "quota")
    assert int(answer.headers["Retry-After"]) == 12 * 3600
    desk.clock.forward(hours=12)
    holder.unlocks()
    assert holder.puts(Door()).status_code == 201
