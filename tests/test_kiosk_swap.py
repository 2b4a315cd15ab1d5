"""Swap is off on a free-access PC, and is not back after a start; `check` looks at both."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk import swap
from kiosk.words import CHECKS
from tests.kiosk_machine import Machine

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="a mount namespace of its own needs root")
DISKS = """UUID=1234-ab  /      ext4  errors=remount-ro  0 1
# swap was on /dev/sda5 during installation
UUID=5678-cd  none   swap  sw                 0 0
/swapfile swap swap defaults 0 0
tmpfs /var/swap tmpfs size=1M 0 0
"""
NO_SWAP = "Filename\tType\tSize\tUsed\tPriority\n"
ZRAM = NO_SWAP + "/dev/zram0 partition 1024 0 100\n"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A PC with a swap partition and a swap file, as Debian's installer leaves it."""
    made = Machine(tmp_path, "https://wallet.example")
    (made.etc / "fstab").write_text(DISKS)
    return made


def told(machine: Machine, swaps: str = NO_SWAP) -> set[str]:
    """What `check` says of swap while the kernel says this."""
    (machine.etc / "swaps").write_text(swaps)
    check = f"mount --bind /etc/swaps /proc/swaps && exec {machine.python[0]} -m kiosk check --lang en"
    said = machine.runs("sh", "-c", check).stdout.splitlines()
    assert said
    return {name for name in ("swap", "swap_again") if CHECKS[name]["en"] in said}


def test_lines_of_swap_become_comments_and_nothing_else_changes(machine: Machine) -> None:
    assert machine.installs("https://wallet.example").returncode == 0
    after = (machine.etc / "fstab").read_text()
    assert swap.without(after) == after
    assert after.replace(swap.MARK, "") == DISKS
    marked = [line.split()[2] for line in after.splitlines() if line.startswith(swap.MARK)]
    assert len(marked) == 2
    assert "swapoff -a" in machine.told()


def masks(machine: Machine, *units: str) -> None:
    """With the real systemctl, on the files alone."""
    assert machine.runs("systemctl", "mask", *units).returncode == 0


def test_check_says_when_it_comes_back(machine: Machine) -> None:
    assert told(machine) == {"swap_again"}
    masks(machine, *swap.UNITS)
    assert told(machine) == {"swap_again"}
    (machine.etc / "fstab").write_text(swap.without(DISKS))
    assert told(machine) == set()
    assert machine.runs("systemctl", "unmask", swap.UNITS[0]).returncode == 0
    assert told(machine) == {"swap_again"}


def test_check_says_when_it_is_on_also_in_compressed_memory(machine: Machine) -> None:
    masks(machine, *swap.UNITS)
    (machine.etc / "fstab").write_text(swap.without(DISKS))
    assert told(machine, ZRAM) == {"swap"}


def test_an_installation_masks_what_turns_it_on(machine: Machine) -> None:
    assert machine.installs("https://wallet.example").returncode == 0
    assert f"systemctl mask {' '.join(swap.UNITS)}" in machine.told()
