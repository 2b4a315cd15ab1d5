"""The evaluator against RFC 9497's own values, its seeds, its socket."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import rbcl

from tests.server.clock import SetClock
from wallet.ephemeral import Ephemeral
from wallet.errors import BadRequest, ConfigError, StoreAway, TooManyGuesses
from wallet.guess_budget import Guess, Kind
from wallet.oprf import Door, LocalEvaluator
from wallet.oprf_math import derive_key, evaluate
from wallet.oprf_socket import OprfServer, SocketEvaluator
from wallet.seed_folder import SeedFolder

WHOSE = bytes(range(16))
# RFC 9497, appendix A.1.1
KEY = "5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e"
EVALUATIONS = [
    ("609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c",
     "7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e"),
    ("da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418",
     "b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25"),
]  # fmt: skip


def evaluator(folder: Path, clock: SetClock | None = None) -> LocalEvaluator:
    """With counters beside its seed; those of one folder are one."""
    made = LocalEvaluator(folder, Ephemeral(folder / "counters.db"), clock or SetClock())
    SeedFolder(folder).keep_identity(WHOSE)
    return made


def card(name: bytes) -> Guess:
    """A guess at a card's pictures, which has the same budget from everywhere."""
    return Guess(Kind.CARD, name)


def test_the_key_is_derived_as_rfc_9497_does() -> None:
    assert derive_key(b"\xa3" * 32, b"test key").hex() == KEY


@pytest.mark.parametrize(("blinded", "evaluation"), EVALUATIONS)
def test_points_are_evaluated_as_rfc_9497_does(blinded: str, evaluation: str) -> None:
    assert evaluate(bytes.fromhex(KEY), bytes.fromhex(blinded)).hex() == evaluation


@pytest.mark.parametrize("point", [bytes(32), b"\xff" * 32, b"\x01" + bytes(31), b"", bytes(33)])
def test_what_is_no_element_is_refused(point: bytes) -> None:
    with pytest.raises(BadRequest):
        evaluate(bytes.fromhex(KEY), point)


def test_the_seed_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    evaluator(tmp_path).close()
    seed = (tmp_path / "seed-1").read_bytes()
    assert (len(seed), stat.S_IMODE((tmp_path / "seed-1").stat().st_mode)) == (32, 0o600)
    evaluator(tmp_path).close()
    assert (tmp_path / "seed-1").read_bytes() == seed


def test_a_new_epoch_answers_besides_the_former_one(tmp_path: Path) -> None:
    name, point = os.urandom(16), rbcl.crypto_core_ristretto255_random()
    before = evaluator(tmp_path).guess(card(name), point)
    (tmp_path / "seed-2").write_bytes(os.urandom(32))
    (tmp_path / "seed-2").chmod(0o600)
    after = evaluator(tmp_path).guess(card(name), point)
    assert after.former == before.present
    assert after.present.epoch == 2
    assert after.present.point != before.present.point


@pytest.mark.parametrize(("name", "content"), [("seed-1", b"short"), ("seed-x", bytes(32))])
def test_a_broken_seed_stops_the_start(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / name).chmod(0o600)
    with pytest.raises(ConfigError):
        evaluator(tmp_path)


def test_the_counters_of_two_workers_are_one(tmp_path: Path) -> None:
    clock = SetClock()
    one, two = evaluator(tmp_path, clock), evaluator(tmp_path, clock)
    name, point = os.urandom(16), rbcl.crypto_core_ristretto255_random()
    for _ in range(10):
        one.guess(card(name), point)
        two.guess(card(name), point)
    for worker in (one, two):
        with pytest.raises(TooManyGuesses):
            worker.guess(card(name), point)


def test_counters_hold_no_name_and_nothing_after_a_day(tmp_path: Path) -> None:
    clock = SetClock()
    counting = evaluator(tmp_path, clock)
    name = b"a lookup, 16 B.."
    counting.guess(card(name), rbcl.crypto_core_ristretto255_random())
    assert all(name not in path.read_bytes() for path in tmp_path.iterdir())
    clock.forward(days=1, minutes=1)
    counting.guess(card(os.urandom(16)), rbcl.crypto_core_ristretto255_random())
    with sqlite3.connect(tmp_path / "counters.db") as kept:
        assert kept.execute("SELECT count(DISTINCT key) FROM counter").fetchone() == (1,)


def test_one_evaluation_has_one_purpose(tmp_path: Path) -> None:
    one, name, point = evaluator(tmp_path), os.urandom(16), rbcl.crypto_core_ristretto255_random()
    guesses = [one.guess(Guess(kind, name), point).present.point for kind in Kind]
    points = [*guesses, *(one.door(kind, name, point) for kind in Door)]
    assert len(set(points)) == len(Kind) + len(Door)
    assert guesses[0] == one.guess(Guess(Kind.ROW, name), point).present.point


def put_seed(folder: Path, epoch: int, content: bytes | None = None) -> Path:
    """Puts a seed there, whole at once."""
    half = folder / ".half"
    half.touch(mode=0o600)
    half.write_bytes(os.urandom(32) if content is None else content)
    return half.rename(folder / f"seed-{epoch}")


@pytest.fixture
def behind_a_socket(tmp_path: Path) -> Iterator[SocketEvaluator]:
    """An evaluator served on a socket, as `wallet oprf` does."""
    path = Path("/tmp") / f"sacoche-oprf-{os.getpid()}.sock"
    (tmp_path / "oprf").mkdir()
    with OprfServer(path, evaluator(tmp_path / "oprf"), SeedFolder(tmp_path / "oprf")) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield SocketEvaluator(str(path), WHOSE)
        server.shutdown()
        thread.join()
    path.unlink()
    path.with_name(f"{path.name}.lock").unlink()


def test_an_evaluator_behind_a_socket_answers_as_a_local_one(
    behind_a_socket: SocketEvaluator, tmp_path: Path
) -> None:
    local = evaluator(tmp_path / "oprf")
    name, point = os.urandom(16), rbcl.crypto_core_ristretto255_random()
    assert behind_a_socket.ready()
    assert behind_a_socket.guess(card(name), point) == local.guess(card(name), point)
    for kind in Door:
        assert behind_a_socket.door(kind, name, point) == local.door(kind, name, point)
    assert behind_a_socket.fake(name, 2**31) == local.fake(name, 2**31)
    put_seed(tmp_path / "oprf", 2)
    drawn = behind_a_socket.draw()
    assert behind_a_socket.door(Door.DIGITS, drawn, point) == local.door(Door.DIGITS, drawn, point)
    for at in (0, 2**31):
        assert behind_a_socket.fake(name, at) == local.fake(name, at)
    assert local.fake(name, 0) != local.fake(name, 2**31), "the second is asked for"
    with pytest.raises(BadRequest):
        behind_a_socket.guess(card(name), bytes(32))
    for _ in range(18):
        behind_a_socket.guess(card(name), point)
    with pytest.raises(TooManyGuesses) as told:
        behind_a_socket.guess(card(name), point)
    assert told.value.retry_after == 3600


def test_a_socket_where_nobody_listens_is_a_store_away(tmp_path: Path) -> None:
    away = SocketEvaluator(str(tmp_path / "nobody"))
    assert not away.ready()
    with pytest.raises(StoreAway):
        away.guess(card(bytes(16)), EVALUATIONS[0][0][:32].encode())
