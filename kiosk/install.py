"""wallet-kiosk install: rules, units and the user of a free-access PC, put in their places."""

from collections.abc import Iterator
from pathlib import Path

from kiosk import policies, spool, swap, updates
from kiosk.steps import Step
from kiosk.token import USER

UNITS = Path(__file__).resolve().parent / "units"
PACKAGES = ("chromium", "xserver-xorg", "xinit", "xdotool", "x11-utils", "x11-xserver-utils", "xprintidle",
            "xclip", "fonts-noto-core", "cups", "cups-client", "cups-filters",
            "unattended-upgrades")  # fmt: skip
OWNS_NOTHING = f"--system --no-create-home --home-dir /run/{USER}"
"""The home is the folder in memory that systemd makes for the service."""
PLACES = {".service": "/etc/systemd/system", ".mount": "/etc/systemd/system", ".xinitrc": "/etc/wallet-kiosk"}


def steps(origin: str) -> list[Step]:
    """Everything that an installation does, in order."""
    return [
        Step(command=("apt-get", "update")),
        Step(command=("apt-get", "install", "-y", "--no-install-recommends", *PACKAGES)),
        Step(command=("sh", "-c", f"id {USER} || useradd {OWNS_NOTHING} {USER}")),
        *_files(origin),
        Step(command=("systemctl", "daemon-reload")),
        *swap.steps(),
        *updates.steps(),
        *spool.steps(),
        Step(command=("systemctl", "enable", "--now", "wallet-kiosk.service")),
    ]


def _files(origin: str) -> Iterator[Step]:
    told = f'# what this free-access PC is told\norigin = "{origin}"\nfolder = "/run/wallet-kiosk"\n'
    yield Step(policies.PLACE, policies.text(origin))
    yield Step(Path("/etc/wallet-kiosk/kiosk.toml"), told)
    for unit in sorted(UNITS.iterdir()):
        yield Step(Path(PLACES[unit.suffix]) / unit.name, unit.read_text("utf-8"))


def install(origin: str, *, dry: bool) -> list[str]:
    """Does it, again and again if need be; with `dry` it is only told. Raises OSError and Problem."""
    told = []
    for step in steps(origin):
        told.append(str(step))
        if not dry:
            step.do()
    return told
