"""The token of a free-access PC: its service's own user reads it, nobody else, and `check` looks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.words import CHECKS
from tests.desk import Desk
from tests.host_desk import HostAtDesk, signed_in
from tests.kiosk_machine import Machine
from tests.server.http import Remote

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="a mount namespace of its own needs root"),
    pytest.mark.parametrize("desk", ["embedded"], indirect=True),
]
TOKEN = "/etc/wallet-kiosk/token"
BEAT = """
from kiosk.desk import Desk
from kiosk.settings import load
told = load()
Desk(told.origin, told.token).beat({"state": "free", "left": None, "printer": "ok", "help": False})
"""


@pytest.fixture
def host(desk: Desk) -> HostAtDesk:
    return signed_in(desk)


@pytest.fixture
def machine(desk: Desk, tmp_path: Path) -> Machine:
    """A PC that is installed for the server of this test, and knows no host yet."""
    assert isinstance(desk.server, Remote)
    made = Machine(tmp_path, f"http://127.0.0.1:{desk.server.port}")
    made.makes_the_user()
    return made


def enrolled(machine: Machine, host: HostAtDesk) -> None:
    answer = machine.kiosk("enrol", host.gets_a_code("By the window"))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "By the window" in answer.stdout


def test_a_host_sees_the_pc_that_the_services_user_runs(host: HostAtDesk, machine: Machine) -> None:
    enrolled(machine, host)
    assert not host.sees()[0]["seen"]
    assert machine.runs_as("wallet-kiosk", *machine.python, "-c", BEAT).stderr == ""
    assert host.sees()[0]["seen"]


def test_the_token_is_for_the_services_user_alone_to_read(host: HostAtDesk, machine: Machine) -> None:
    enrolled(machine, host)
    assert len(machine.runs_as("wallet-kiosk", "cat", TOKEN).stdout.strip()) == 43
    assert machine.runs_as("wallet-kiosk", "sh", "-c", f"echo >> {TOKEN}").returncode != 0
    assert "origin" in machine.runs_as("daemon", "cat", "/etc/wallet-kiosk/kiosk.toml").stdout
    assert machine.runs_as("daemon", "cat", TOKEN).stdout == ""


def test_another_enrolment_takes_the_place_of_the_first(host: HostAtDesk, machine: Machine) -> None:
    enrolled(machine, host)
    first = (machine.etc / "wallet-kiosk/token").read_text()
    enrolled(machine, host)
    assert (machine.etc / "wallet-kiosk/token").read_text() != first
    assert machine.runs_as("wallet-kiosk", "cat", TOKEN).stdout != ""


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ([], set()),
        (["chmod", "0600", TOKEN], {"unread"}),
        (["chmod", "0700", "/etc/wallet-kiosk"], {"unread"}),
        (["chmod", "0644", TOKEN], {"token"}),
        (["chgrp", "daemon", TOKEN], {"unread", "token"}),
    ],
)
def test_check_says_who_reads_it(
    host: HostAtDesk, machine: Machine, spoilt: list[str], told: set[str]
) -> None:
    enrolled(machine, host)
    assert not spoilt or machine.runs(*spoilt).returncode == 0
    said = machine.kiosk("check", "--lang", "en").stdout.splitlines()
    sentences = {name: CHECKS[name]["en"].format(user="wallet-kiosk") for name in ("unread", "token")}
    assert {name for name, sentence in sentences.items() if sentence in said} == told
