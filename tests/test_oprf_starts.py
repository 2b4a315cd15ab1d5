"""`wallet oprf` takes the place of a dead one, and never that of one which serves."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.refused_start import environ
from tests.servers import dying_with_us
from tests.waiting import until
from wallet.background import Alone
from wallet.ephemeral import Ephemeral
from wallet.oprf_socket import SocketSeeds

KEY = b"a key of a day that is over...."


@pytest.fixture
def path() -> Iterator[Path]:
    """Of a socket, which may be short only."""
    folder = Path(tempfile.mkdtemp(prefix="sacoche-"))
    yield folder / "s"
    shutil.rmtree(folder)


def begin(folder: Path, path: Path) -> subprocess.Popen[str]:
    """`wallet oprf`, not waited for."""
    own = {"oprf_socket": str(path)}
    return subprocess.Popen(
        [*dying_with_us(), sys.executable, "-m", "wallet.cli", "oprf"],
        env=environ(folder, own), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def serves(process: subprocess.Popen[str]) -> bool:
    """Whether it serves, once it has said so or ended."""
    assert process.stdout
    return process.stdout.readline().startswith("The evaluator is at ")


def refusal(process: subprocess.Popen[str]) -> str:
    """The one line of a process that does not serve."""
    _out, said = process.communicate(timeout=20)
    assert (process.returncode, len(said.splitlines())) == (2, 1), said
    return said


@contextlib.contextmanager
def running(folder: Path, path: Path) -> Iterator[subprocess.Popen[str]]:
    """One that serves."""
    process = begin(folder, path)
    try:
        assert serves(process)
        yield process
    finally:
        process.kill()
        process.communicate(timeout=60)


def test_a_second_one_is_refused_and_the_first_goes_on(tmp_path: Path, path: Path) -> None:
    with running(tmp_path / "one", path):
        SocketSeeds(str(path)).keep_identity(b"of the first one")
        second = begin(tmp_path / "two", path)
        assert not serves(second)
        assert refusal(second) == f"wallet: WALLET_OPRF_SOCKET: {path}: another process serves there\n"
        assert SocketSeeds(str(path)).identity() == b"of the first one"


def test_the_place_of_a_killed_one_is_taken(tmp_path: Path, path: Path) -> None:
    with running(tmp_path, path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)
        assert path.is_socket()
    with running(tmp_path, path):
        assert not SocketSeeds(str(path)).has_seeds()


def test_guesses_of_a_former_day_and_their_key_do_not_stay_in_the_log(tmp_path: Path, path: Path) -> None:
    kept = tmp_path / "run" / "guesses.db"
    with running(tmp_path, path):
        former = Ephemeral(kept)
        former.put("guess-key", b"", KEY, until=1)
        with kept.with_name("guesses.db-wal").open("rb") as log:
            assert KEY in log.read()
        former.close()
    with running(tmp_path, path):
        until(lambda: kept.with_name("guesses.db-wal").stat().st_size == 0)
        assert KEY not in kept.read_bytes()


def test_of_several_at_once_one_serves(tmp_path: Path, path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    begun = [begin(tmp_path / str(number), path) for number in range(4)]
    try:
        first, *others = sorted(begun, key=serves, reverse=True)
        assert all("another process serves there" in refusal(other) for other in others)
        assert first.poll() is None
        assert not SocketSeeds(str(path)).has_seeds()
    finally:
        for process in begun:
            process.kill()
            process.communicate(timeout=60)


def test_one_that_has_begun_to_start_is_not_overtaken(tmp_path: Path, path: Path) -> None:
    lock = Alone(path.with_name("s.lock"))
    assert lock.holds()
    assert "another process serves there" in refusal(begin(tmp_path, path))
    assert not path.exists()
    lock.release()
    with running(tmp_path, path):
        assert path.is_socket()


def test_one_that_holds_no_lock_is_not_replaced(tmp_path: Path, path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(path))
        other.listen()
        assert "another process serves there" in refusal(begin(tmp_path, path))
        assert path.is_socket()


def test_a_file_of_another_kind_stays(tmp_path: Path, path: Path) -> None:
    path.write_text("a paper of somebody")
    assert "is no socket" in refusal(begin(tmp_path, path))
    assert path.read_text() == "a paper of somebody"
