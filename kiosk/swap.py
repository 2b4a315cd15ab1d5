"""Swap: what a browser holds in memory would be written to the disk. It is turned off, and stays off."""

import os
from collections.abc import Iterator
from pathlib import Path

from kiosk.steps import Step

FSTAB = Path("/etc/fstab")
SWAPS = Path("/proc/swaps")
MASKS = Path("/etc/systemd/system")
UNITS = ("swap.target", "zramswap.service", "dphys-swapfile.service")
"""What turns swap on at a boot: systemd's generators hang all they find on the first, two packages do not."""
MARK = "# wallet-kiosk: "


def steps() -> Iterator[Step]:
    """`systemctl unmask` and a fstab without our mark undo it."""
    yield Step(FSTAB, edit=without)
    yield Step(command=("systemctl", "mask", *UNITS))
    yield Step(command=("swapoff", "-a"))


def without(fstab: str) -> str:
    """The same with every line of swap as a comment."""
    return "".join(MARK + line if _is_swap(line) else line for line in fstab.splitlines(keepends=True))


def found() -> Iterator[tuple[str, dict[str, str]]]:
    """What is not as it must be. Raises OSError."""
    if len(SWAPS.read_text("utf-8").splitlines()) > 1:
        yield "swap", {}
    fstab = FSTAB.read_text("utf-8") if FSTAB.exists() else ""
    if any(map(_is_swap, fstab.splitlines())) or not all(map(_is_masked, UNITS)):
        yield "swap_again", {}


def _is_swap(line: str) -> bool:
    fields = line.split()
    return len(fields) > 2 and not fields[0].startswith("#") and fields[2] == "swap"


def _is_masked(unit: str) -> bool:
    place = MASKS / unit
    return place.is_symlink() and os.readlink(place) == "/dev/null"
