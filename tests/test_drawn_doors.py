"""Ids of doors that the evaluator draws: each keeps its seed, and only who has the seed can see which."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import rbcl

from tests.test_oprf import evaluator, put_seed
from wallet.oprf import Door, LocalEvaluator
from wallet.oprf_math import derive_key, evaluate

POINT = rbcl.crypto_core_ristretto255_random()
FIRST, SECOND = bytes(range(32)), bytes(range(32, 64))
PLANTED = bytes(range(12)) + bytes.fromhex("96d88e14")
"""Drawn under FIRST; as docs/format.md has it."""
HOUR = 3600


def under(seed: bytes, door_id: bytes, kind: Door = Door.MANDATE) -> bytes:
    """The evaluation for this door with that seed."""
    return evaluate(derive_key(seed, b"WV2/oprf/" + kind.encode() + b"\0" + door_id), POINT)


@pytest.fixture
def running(tmp_path: Path) -> LocalEvaluator:
    put_seed(tmp_path, 1, FIRST)
    return evaluator(tmp_path)


def test_a_door_keeps_the_seed_that_it_was_drawn_under(running: LocalEvaluator, tmp_path: Path) -> None:
    before, own = running.draw(), os.urandom(16)
    put_seed(tmp_path, 2, SECOND)
    after = running.draw()
    for kind in Door:
        assert running.door(kind, before, POINT) == under(FIRST, before, kind)
        assert running.door(kind, after, POINT) == under(SECOND, after, kind)
    assert running.door(Door.MANDATE, own, POINT) == under(FIRST, own), "an id of before there was a mark"
    (tmp_path / "seed-1").unlink()
    for door_id in (before, after, own):
        assert running.door(Door.MANDATE, door_id, POINT) == under(SECOND, door_id)


def test_a_mark_is_as_the_format_says(running: LocalEvaluator, tmp_path: Path) -> None:
    put_seed(tmp_path, 2, SECOND)
    (tmp_path / "seed-1").rename(tmp_path / "seed-3")
    assert running.door(Door.DIGITS, PLANTED, POINT) == under(FIRST, PLANTED, Door.DIGITS)
    other = PLANTED[:-1] + bytes([PLANTED[-1] ^ 1])
    assert running.door(Door.DIGITS, other, POINT) == under(SECOND, other, Door.DIGITS)


def test_drawn_ids_are_all_different(running: LocalEvaluator) -> None:
    assert len({running.draw() for _ in range(200)}) == 200


def test_no_fake_changes_at_a_new_seed_nor_at_the_end_of_the_former(
    running: LocalEvaluator, tmp_path: Path
) -> None:
    name, since = os.urandom(16), 500_000 * HOUR + 1000
    hours = [hour * HOUR for hour in range(499_999, 500_003)]

    def shown() -> list[tuple[bytes, bytes]]:
        fakes = [running.fake(name, at) for at in hours]
        return [(fake, running.door(Door.DIGITS, fake[:16], POINT)) for fake in fakes]

    before = shown()
    os.utime(put_seed(tmp_path, 2, SECOND), (since, since))
    during = shown()
    assert during[:2] == before[:2], "those that had begun"
    assert not set(during[2:]) & set(before)
    (tmp_path / "seed-1").unlink()
    assert shown()[2:] == during[2:]
