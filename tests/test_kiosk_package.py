"""The guide of a free-access PC installs a file that we build; its commands are run as they stand there."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.problems import PROBLEMS
from tools import kiosk_package

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="a mount namespace of its own needs root")
GUIDES = kiosk_package.ROOT / "kiosk/guide"
COPY = """
set -e
mount -t tmpfs tmpfs "$0"
mkdir "$0/changes" "$0/work" "$0/system"
mount -t overlay overlay -o "lowerdir=/,upperdir=$0/changes,workdir=$0/work" "$0/system"
mount --rbind /dev "$0/system/dev"
mount -t proc proc "$0/system/proc"
mount --bind "$1" "$0/system/mnt"
mount -t tmpfs tmpfs "$0/system/run"
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
exec chroot "$0/system" env -i HOME=/ LANG=C PATH=$PATH sh -c 'cd /mnt && eval "$0"' "$2"
"""
"""A copy of this machine in memory, without this project and without a network, thrown away at once."""


def commands(lang: str) -> list[str]:
    """What the guide says to type, in order."""
    text = (GUIDES / f"{lang}.md").read_text("utf-8")
    return [one for one in re.findall("`([^`]+)`", text) if one.startswith(("sudo ", "echo "))]


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick with the file."""
    folder = tmp_path_factory.mktemp("stick")
    kiosk_package.build(folder)
    return folder


def runs(tmp_path: Path, stick: Path, *lines: str) -> subprocess.CompletedProcess[str]:
    """One line after the other, as root in the folder with the file, until one fails."""
    (tmp_path / "copy").mkdir(exist_ok=True)
    script = " && ".join(line.removeprefix("sudo ") for line in lines)
    asked = ["unshare", "--mount", "--net", "sh", "-c", COPY, str(tmp_path / "copy"), str(stick), script]
    return subprocess.run(asked, capture_output=True, text=True, check=False)


def filled(command: str, stick: Path) -> str:
    """With what the words in capitals stand for."""
    digest = hashlib.sha256(next(stick.iterdir()).read_bytes()).hexdigest()
    for words, value in (
        (r"(DE|LES)-64-\w+", digest),
        (r"(HET|L)-ADRE[A-Z-]+", "wallet.example"),
        (r"(DE|LES)-(TIEN|DIX)-\w+", "0123456789"),
    ):
        command = re.sub(words, value, command)
    return command.replace("apt-get install", "apt-get install --yes")


def test_both_guides_say_the_same_commands(stick: Path) -> None:
    dutch, french = ([filled(one, stick) for one in commands(lang)] for lang in ("nl", "fr"))
    assert dutch == [one.replace(" --lang fr", "") for one in french]
    assert [one.split()[:3] for one in dutch][1:5] == [
        ["sudo", "apt-get", "install"],
        ["sudo", "wallet-kiosk", "install"],
        ["sudo", "wallet-kiosk", "check"],
        ["sudo", "wallet-kiosk", "enrol"],
    ]


def test_nothing_in_a_guide_is_fetched_by_its_name() -> None:
    for lang in ("nl", "fr"):
        assert "pip" not in (GUIDES / f"{lang}.md").read_text("utf-8").split()
        fetched = [one.split()[-1] for one in commands(lang) if "apt-get" in one or "pip" in one]
        assert fetched
        assert all(one.startswith("./") for one in fetched)


@ROOT_ONLY
def test_the_commands_of_a_guide_work_on_a_machine_without_this_project(tmp_path: Path, stick: Path) -> None:
    """As far as this machine can: an installation is told and not done, and the others say what they lack."""
    check, fetch, install, *later = [filled(one, stick) for one in commands("fr")]
    lines = [f"{{ {one.removeprefix('sudo ')} 2>&1; echo $?; }}" for one in later[:2]]
    told = runs(tmp_path, stick, "! command -v wallet-kiosk", check, fetch, f"{install} --dry-run", *lines)
    assert told.returncode == 0, told.stderr
    *said, settings, first, user, second = told.stdout.splitlines()
    assert "write /etc/systemd/system/wallet-kiosk.service" in said
    assert settings == user
    assert user == f"wallet-kiosk: {PROBLEMS['user']['fr']}"
    assert first == second == "2"


@ROOT_ONLY
def test_a_changed_file_is_told_before_it_is_installed(tmp_path: Path, stick: Path) -> None:
    check = filled(commands("nl")[0], stick)
    assert runs(tmp_path, stick, check).returncode == 0
    other = shutil.copytree(stick, tmp_path / "other")
    with next(other.iterdir()).open("ab") as file:
        file.write(b"\n")
    assert runs(tmp_path, other, check).returncode == 1


@ROOT_ONLY
def test_it_goes_without_a_trace(tmp_path: Path, stick: Path) -> None:
    fetch = filled(commands("nl")[1], stick)
    there = "test -e /usr/share/wallet-kiosk/kiosk/policies.json"
    used = "wallet-kiosk policies https://wallet.example"
    gone = "! test -e /usr/share/wallet-kiosk -o -e /usr/bin/wallet-kiosk"
    answer = runs(tmp_path, stick, fetch, used, there, "apt-get remove --yes wallet-kiosk", gone)
    assert answer.returncode == 0, answer.stderr


def test_the_same_sources_make_the_same_bytes(tmp_path: Path, stick: Path) -> None:
    again = kiosk_package.build(tmp_path / "again")
    assert again.name == next(stick.iterdir()).name
    assert again.read_bytes() == next(stick.iterdir()).read_bytes()
