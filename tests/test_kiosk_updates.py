"""Chromium gets its updates by itself on a free-access PC, and no visitor begins with an old one."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk import launcher, updates
from kiosk.browser import Browser
from kiosk.desk import Desk
from kiosk.settings import Settings
from kiosk.window import State
from kiosk.words import CHECKS
from tests.kiosk_machine import Machine

REPOSITORY = """
set -e
mkdir -p /etc/repository /etc/lists
mount --bind /etc/lists /var/lib/apt/lists
: > /etc/repository/Packages
printf 'Origin: Debian\\nLabel: %s\\nMD5Sum:\\n d41d8cd98f00b204e9800998ecf8427e 0 Packages\\n' "$0" \
    > /etc/repository/Release
rm -rf /etc/apt/sources.list.d /etc/apt/sources.list /etc/apt/preferences.d
echo 'deb [trusted=yes] file:/etc/repository ./' > /etc/apt/sources.list
apt-get update -qq 2>/dev/null
PATH=/etc/programs:$PATH exec "$@"
"""
"""A PC whose one source of packages has this label."""
TURNED_OFF = {
    "lists": 'APT::Periodic::Update-Package-Lists "0";',
    "fixes": 'APT::Periodic::Unattended-Upgrade "0";',
    "all": 'APT::Periodic::Enable "0";',
    "weekly": 'APT::Periodic::Unattended-Upgrade "7";',
    "origins": "#clear Unattended-Upgrade::Origins-Pattern;",
    "left out": 'Unattended-Upgrade::Package-Blacklist { "chrom"; };',
}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A PC after an installation, but for unattended-upgrades itself, which does not do anything here."""
    if os.geteuid() != 0:
        pytest.skip("a mount namespace of its own needs root")
    made = Machine(tmp_path, "https://wallet.example")
    (made.etc / "apt/apt.conf.d/52wallet-kiosk").write_text(updates.TEXT)
    (made.etc / "programs").mkdir()
    (made.etc / "programs/unattended-upgrade").symlink_to("/bin/true")
    for verb in ("unmask", "enable"):
        assert made.runs("systemctl", verb, *updates.TIMERS).returncode == 0
    return made


def told(machine: Machine, label: str = "Debian-Security") -> set[str]:
    """What `check` says of updates."""
    check = (*machine.python, "-m", "kiosk", "check", "--lang", "en")
    answer = machine.runs("sh", "-c", REPOSITORY, label, *check)
    said = answer.stdout.splitlines()
    assert said, answer.stderr
    return {name for name in ("updates", "source") if CHECKS[name]["en"] in said}


def test_check_has_nothing_to_say_after_an_installation(machine: Machine) -> None:
    assert told(machine) == set()


@pytest.mark.parametrize("how", TURNED_OFF)
def test_check_says_that_apt_does_not_do_it(machine: Machine, how: str) -> None:
    (machine.etc / "apt/apt.conf.d/99other").write_text(TURNED_OFF[how] + "\n")
    assert told(machine) == {"updates"}


@pytest.mark.parametrize("verb", ["disable", "mask"])
@pytest.mark.parametrize("timer", updates.TIMERS)
def test_check_says_that_nothing_begins_it(machine: Machine, verb: str, timer: str) -> None:
    assert machine.runs("systemctl", verb, timer).returncode == 0
    assert told(machine) == {"updates"}


def test_check_says_that_the_program_is_missing(machine: Machine) -> None:
    (machine.etc / "programs/unattended-upgrade").unlink()
    assert told(machine) == {"updates"}


def test_check_says_that_nobody_has_the_fixes(machine: Machine) -> None:
    assert told(machine, "Something-Else") == {"source"}


def test_an_installation_turns_it_on(machine: Machine) -> None:
    (machine.etc / "apt/apt.conf.d/52wallet-kiosk").unlink()
    assert machine.installs("https://wallet.example").returncode == 0
    assert (machine.etc / "apt/apt.conf.d/52wallet-kiosk").read_text() == updates.TEXT
    assert f"systemctl enable --now {' '.join(updates.TIMERS)}" in machine.told()


@dataclass
class Scripted:
    """A screen that shows one state after the other, and then the end."""

    states: list[str]
    shown: list[str] = field(default_factory=list)

    def close_others(self) -> None:
        """There is one window."""

    def state(self) -> State:
        self.shown.append(self.states.pop(0) if self.states else "done")
        return State(self.shown[-1])

    def idle(self) -> float:
        """Somebody is there."""
        return 0.0


@dataclass
class Program:
    """A browser whose program is replaced once it was looked at so often."""

    looks: int
    runs: bool = True

    @property
    def outdated(self) -> bool:
        self.looks -= 1
        return self.looks < 0


@pytest.mark.parametrize(
    ("looks", "states", "shown"),
    [
        (99, ["free", "free", "free"], ["free", "free", "free", "done"]),
        (1, ["free", "free", "free"], ["free", "free"]),
        (1, ["free", "busy", "free"], ["free", "busy", "free", "done"]),
    ],
)
def test_an_old_browser_goes_unless_somebody_is_at_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, looks: int, states: list[str], shown: list[str]
) -> None:
    monkeypatch.setattr(launcher, "LOOK", 0.0)
    screen, desk = Scripted(states), Desk("https://wallet.example", tmp_path / "none")
    watching = launcher.Visit(Settings(desk.origin, tmp_path), screen, desk)  # type: ignore[arg-type]
    watching.until_it_ends(Program(looks))
    assert screen.shown == shown


def test_a_browser_sees_that_its_program_was_replaced(tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    browser = Browser(Settings("https://wallet.example", tmp_path, browser=str(program)), tmp_path)
    try:
        assert not browser.outdated
        newer = tmp_path / "newer"
        newer.write_bytes(program.read_bytes())
        newer.replace(program)
        assert browser.outdated
    finally:
        browser.end()
