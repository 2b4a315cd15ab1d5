"""The server starts with a whole configuration, or says in one line which setting is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from wallet.config import load, make
from wallet.errors import ConfigError

WRONG = [
    ({"WALLET_PROT": "80"}, "WALLET_PROT: there is no such setting"),
    ({"WALLET_PORT": "many"}, "WALLET_PORT: 'many' is not a whole number"),
    ({"WALLET_PORT": "-1"}, "WALLET_PORT: '-1' is not a whole number"),
    ({"WALLET_PORT": "65536"}, "WALLET_PORT: 65536 is not a port"),
    ({"WALLET_DISK_RESERVE": "63999999"}, "WALLET_DISK_RESERVE: 63999999 is less than 64000000"),
    ({"WALLET_THREADS": "0"}, "WALLET_THREADS: 0 is too few"),
    ({"WALLET_ORIGIN": "sacoche.example"}, "WALLET_ORIGIN: 'sacoche.example' is not like https://"),
    ({"WALLET_ORIGIN": "https://a.example/"}, "WALLET_ORIGIN: 'https://a.example/' is not like https://"),
    ({"WALLET_BLOB_STORE": "tape"}, "WALLET_BLOB_STORE: 'tape' is neither files nor s3"),
    ({"WALLET_BLOB_STORE": "s3"}, "WALLET_S3_ENDPOINT: missing, and WALLET_BLOB_STORE is s3"),
    ({"WALLET_DATABASE_URL": "mysql://x"}, "WALLET_DATABASE_URL: starts neither with"),
    ({"WALLET_CONFIG": "/nowhere/wallet.toml"}, "WALLET_CONFIG: cannot read /nowhere/wallet.toml"),
]


@pytest.mark.parametrize(("environ", "line"), WRONG)
def test_a_wrong_setting_is_named_in_one_line(environ: dict[str, str], line: str) -> None:
    with pytest.raises(ConfigError) as told:
        load(environ)
    assert str(told.value).startswith(line)
    assert "\n" not in str(told.value)


def test_a_variable_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "wallet.toml"
    file.write_text('port = 9000\nfolder = "/srv/wallet"\n')
    config = load({"WALLET_CONFIG": str(file), "WALLET_PORT": "9001", "HOME": "/"})
    assert (config.port, config.folder) == (9001, Path("/srv/wallet"))


@pytest.mark.parametrize("text", ["port = ", 'port = "x"', "port = true", "folder = 3", "prot = 80"])
def test_a_wrong_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "wallet.toml"
    file.write_text(text)
    with pytest.raises(ConfigError):
        load({"WALLET_CONFIG": str(file)})


def test_a_config_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        make({}).port = 1  # type: ignore[misc]


def started(**environ: str) -> subprocess.CompletedProcess[str]:
    """`wallet run` with those settings, as a person starts it."""
    return subprocess.run(
        [sys.executable, "-m", "wallet.cli", "run"], env={"PATH": os.environ["PATH"], **environ},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_start_that_fails_says_one_line(tmp_path: Path) -> None:
    done = started(WALLET_FOLDER=str(tmp_path), WALLET_PORT="x")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "wallet: WALLET_PORT: 'x' is not a whole number\n"


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "at_rest.key").write_text("x")
    (secrets / "at_rest.key").chmod(0o644)
    done = started(WALLET_FOLDER=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "set its mode to 0600" in done.stderr


def test_a_database_that_is_away_is_named(tmp_path: Path) -> None:
    done = started(WALLET_FOLDER=str(tmp_path), WALLET_DATABASE_URL=f"sqlite:///{tmp_path}/no/where.db")
    assert done.returncode == 2
    assert done.stderr.startswith("wallet: WALLET_DATABASE_URL: ")
    assert done.stderr.count("\n") == 1
