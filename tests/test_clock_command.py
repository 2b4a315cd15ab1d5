"""`wallet clock` and `wallet sweep`, and the time that other commands go by."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.server import keys
from wallet.cli import main
from wallet.clock_file import Base, ClockFile
from wallet.db import Database
from wallet.high_water import move, put, read
from wallet.migrations import upgrade
from wallet.models import SweepCount
from wallet.secrets_files import at_rest_keys
from wallet.steady import Machine

HOUR = 3600


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database of an installation that the environment names."""
    monkeypatch.setenv("WALLET_FOLDER", str(tmp_path))
    for folder in ("run", "data"):
        (tmp_path / folder).mkdir()
    url = f"sqlite:///{tmp_path}/data/wallet.db"
    upgrade(url)
    return url


def jumps(run: Path, hours: int) -> None:
    """The machine's clock is so many hours ahead of the time of the service."""
    zero = time.time() - hours * HOUR - Machine().elapsed()
    with ClockFile(run).held() as held:
        held.write(Base(Machine().boot(), zero, zero))


@pytest.mark.parametrize(("hours", "words"), [(5, "5 hours ahead"), (-72, "3 days behind")])
def test_it_tells_the_time_and_confirms_the_machines(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], hours: int, words: str
) -> None:
    database = Database(url)
    put(database, int(time.time()) - hours * HOUR)
    jumps(tmp_path / "run", hours)
    assert main(["clock"]) == 1
    assert words in capsys.readouterr().out
    assert main(["clock", "confirm"]) == 0
    assert "The machine's clock is right." in capsys.readouterr().out
    assert abs((read(database) or 0) - time.time()) < 60
    assert main(["clock"]) == 0
    database.close()


def test_nothing_is_mended_while_the_clock_is_wrong(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    jumps(tmp_path / "run", 5)
    keys.place(tmp_path)
    assert url
    at_rest_keys(tmp_path / "secrets" / "at_rest.key")
    assert main(["fsck", "--repair"]) == 2
    assert "5 hours ahead" in capsys.readouterr().err
    assert main(["fsck"]) == 0
    assert main(["clock", "confirm"]) == 0
    assert main(["fsck", "--repair"]) == 0


def test_it_works_where_there_is_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WALLET_FOLDER", str(tmp_path))
    (tmp_path / "run").mkdir()
    jumps(tmp_path / "run", 5)
    assert main(["clock"]) == 1
    assert main(["clock", "confirm"]) == 0
    assert main(["clock"]) == 0
    assert not (tmp_path / "data").exists()
    assert capsys.readouterr().err == ""


def test_a_start_without_its_file_is_refused_in_a_line(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "run" / "clock").mkdir()
    assert url
    assert main(["run"]) == 2
    assert capsys.readouterr().err == f"wallet: {tmp_path}/run/clock: Is a directory\n"


def test_the_sweep_tells_what_waits_and_goes_on(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    database = Database(url)
    with database.write() as session:
        session.add(SweepCount(step="papers", day=1, ended=0, most=40, waiting=9_000))
    for asked, status in ((["sweep"], 1), (["sweep", "confirm"], 0)):
        assert main(asked) == status
        assert "9000 papers are due, on the fullest day 40 went" in capsys.readouterr().out
    assert main(["sweep"]) == 0
    assert capsys.readouterr().out == "Nothing waits.\n"
    database.close()


def test_the_latest_time_moves_forward_once_a_minute(url: str) -> None:
    database = Database(url)
    for now, kept in ((1_000, 1_000), (1_059, 1_000), (1_060, 1_060), (500, 1_060)):
        move(database, now)
        assert read(database) == kept
    put(database, 700)
    assert read(database) == 1_060
    database.close()


def test_a_command_says_that_the_tables_are_of_a_former_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WALLET_FOLDER", str(tmp_path))
    (tmp_path / "data").mkdir()
    upgrade(f"sqlite:///{tmp_path}/data/wallet.db", "0016")
    assert main(["backup", str(tmp_path / "backup")]) == 2
    assert "run `wallet migrate`" in capsys.readouterr().err
    assert main(["migrate"]) == 0
    assert main(["clock"]) == 0
