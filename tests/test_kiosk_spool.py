"""A printed paper leaves nothing on the disk of a free-access PC: the real CUPS, with and without us."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk import install, spool
from kiosk.words import CHECKS
from tests.kiosk_machine import Machine

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="a mount namespace of its own needs root")
DISK = """
set -e
for one in spool cache log; do
    mkdir -p /etc/disk/$one /var/$one/cups
    mount --bind /etc/disk/$one /var/$one/cups
done
mount --bind /etc/backends /usr/lib/cups/backend
mount -t tmpfs tmpfs /run && mkdir /run/cups
"""
"""Where CUPS writes without us. The folder is the test's, and is looked through afterwards."""
PRINTER = """#!/bin/sh
[ $# -eq 0 ] && exit 0
cat "${6:--}" >> /etc/printed
[ ! -e /etc/out-of-paper ]
"""
PRINT = """
wait_until() { for _ in $(seq 300); do if eval "$1"; then return 0; fi; sleep 0.1; done; exit 9; }
cupsd -f & server=$!
trap 'kill -9 $server' EXIT
wait_until 'lpstat -r 2>/dev/null | grep -q "is running"'
lpadmin -p kiosk -o printer-error-policy=abort-job -E -v printer:/any
echo MARKED-PAPER | lp -d kiosk -t MARKED-TITLE -o raw
wait_until '! lpstat -o | grep -q .'
[ "$(wc -c < /etc/printed)" -gt 0 ] || exit 8
kill $server; wait $server; trap - EXIT
find /var/spool/cups /var/cache/cups -type f | xargs grep -l MARKED || true
"""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A PC with a printer, which is a file; its CUPS is as Debian has it."""
    made = Machine(tmp_path, "https://wallet.example")
    made.makes_the_user()
    (made.etc / "printed").touch()
    (made.etc / "printed").chmod(0o666)
    (made.etc / "backends").mkdir(mode=0o755)
    (made.etc / "backends/printer").write_text(PRINTER)
    (made.etc / "backends/printer").chmod(0o755)
    return made


def mounted() -> str:
    """The mount units as systemd would do them, which does not run here."""
    return "".join(_mount((install.UNITS / name).read_text()) for name in spool.MOUNTS)


def _mount(unit: str) -> str:
    said = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line)
    return f"mount -t {said['Type']} -o {said['Options']} {said['What']} {said['Where']}\n"


def set_up(machine: Machine) -> None:
    conf = machine.etc / "cups/cupsd.conf"
    conf.write_text(spool.forgetting(conf.read_text()))


def left(machine: Machine) -> str:
    """Everything on the disk of CUPS, names and bytes."""
    files = [path for path in (machine.etc / "disk").rglob("*") if path.is_file()]
    return "".join(path.name + path.read_text("latin-1") for path in files)


@pytest.mark.parametrize("fails", [False, True])
def test_a_paper_leaves_nothing_whether_it_is_printed_or_fails(machine: Machine, fails: bool) -> None:
    set_up(machine)
    if fails:
        (machine.etc / "out-of-paper").touch()
    answer = machine.runs("unshare", "--net", "sh", "-c", DISK + mounted() + PRINT)
    assert (answer.returncode, answer.stdout.splitlines()[1:]) == (0, []), answer.stderr
    assert left(machine) == ""
    assert "MARKED-PAPER" in (machine.etc / "printed").read_text()


@pytest.mark.parametrize(("fails", "where"), [(False, "c00001"), (True, "error_log")])
def test_without_us_the_paper_and_its_name_stay_on_the_disk(
    machine: Machine, fails: bool, where: str
) -> None:
    if fails:
        (machine.etc / "out-of-paper").touch()
    answer = machine.runs("unshare", "--net", "sh", "-c", DISK + PRINT)
    assert answer.returncode == 0, answer.stderr
    assert "MARKED-PAPER" in left(machine)
    assert any("MARKED-TITLE" in path.read_text("latin-1") for path in (machine.etc / "disk").rglob(where))


def test_an_installation_empties_the_folders_before_they_become_memory(machine: Machine) -> None:
    assert machine.installs("https://wallet.example").returncode == 0
    done = [line for line in machine.told() if "cups" in line and not line.startswith("apt-get")]
    assert [line.split()[:2] for line in done] == [
        ["systemctl", "stop"], ["find", "/var/spool/cups"], ["systemctl", "enable"], ["systemctl", "start"],
    ]  # fmt: skip
    assert all((machine.etc / "systemd/system" / name).exists() for name in spool.MOUNTS)
    conf = (machine.etc / "cups/cupsd.conf").read_text()
    assert conf == spool.forgetting(conf)


def test_cups_takes_the_file_of_settings(machine: Machine) -> None:
    set_up(machine)
    assert " on line " not in machine.runs("cupsd", "-t").stderr
    with (machine.etc / "cups/cupsd.conf").open("a") as file:
        file.write("PreserveJobFiles\n")
    assert "PreserveJobFiles on line " in machine.runs("cupsd", "-t").stderr


def test_settings_that_are_there_are_replaced_once() -> None:
    before = "LogLevel warn\n preservejobhistory Yes\nPreserveJobFiles 1d\n</Policy>\n"
    after = spool.forgetting(before)
    assert after == "LogLevel warn\n</Policy>\nPreserveJobHistory No\nPreserveJobFiles No\n"
    assert spool.forgetting(after) == after


@pytest.mark.parametrize(
    ("script", "conf", "told"),
    [
        (DISK + mounted(), "", set()),
        (DISK, "", {"spool"}),
        (DISK + mounted() + "umount /var/cache/cups\n", "", {"spool"}),
        (DISK + mounted(), "PreserveJobFiles 600", {"history"}),
        (DISK + mounted() + "echo RequestRoot /opt >> /etc/cups/cups-files.conf\n", "", {"spool"}),
        (DISK + mounted() + "echo TempDir /opt >> /etc/cups/cups-files.conf\n", "", {"spool"}),
        (DISK + mounted() + "echo ErrorLog syslog >> /etc/cups/cups-files.conf\n", "", {"spool"}),
    ],
)
def test_check_looks_at_the_place_and_the_settings(
    machine: Machine, script: str, conf: str, told: set[str]
) -> None:
    set_up(machine)
    with (machine.etc / "cups/cupsd.conf").open("a") as file:
        file.write(conf)
    check = f"{script} exec {machine.python[0]} -m kiosk check --lang en"
    said = machine.runs("sh", "-c", check).stdout
    starts = {name: CHECKS[name]["en"].split("{")[0] for name in ("spool", "history")}
    assert {name for name, start in starts.items() if start in said} == told
