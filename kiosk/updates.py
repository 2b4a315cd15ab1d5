"""Updates of Chromium: Debian's security fixes come in every day by themselves, by unattended-upgrades."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from kiosk.steps import Step

CONF = Path("/etc/apt/apt.conf.d/52wallet-kiosk")
TIMERS = ("apt-daily.timer", "apt-daily-upgrade.timer")
TEXT = """// Every day what Debian has mended: Chromium above all.
// Files that the installation changed stay as they are.
APT::Periodic::Enable "1";
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
Unattended-Upgrade::Origins-Pattern {
    "origin=Debian,codename=${distro_codename},label=Debian-Security";
    "origin=Debian,codename=${distro_codename}-security,label=Debian-Security";
};
Dpkg::Options { "--force-confdef"; "--force-confold"; };
"""
DAILY = ("1", "always")


def steps() -> Iterator[Step]:
    """Where the administrator had turned it off, it is on again."""
    yield Step(CONF, TEXT)
    yield Step(command=("systemctl", "unmask", *TIMERS))
    yield Step(command=("systemctl", "enable", "--now", *TIMERS))


def found() -> Iterator[tuple[str, dict[str, str]]]:
    """What is not as it must be, as apt and systemd see it."""
    told = _said_by("apt-config", "dump")
    begun = all(_said_by("systemctl", "is-enabled", timer).strip() == "enabled" for timer in TIMERS)
    if shutil.which("unattended-upgrade") is None or not begun or not _is_daily(told) or _is_left_out(told):
        yield "updates", {}
    if "l=Debian-Security" not in _said_by("apt-cache", "policy"):
        yield "source", {}


def _is_daily(told: str) -> bool:
    """Whether lists and fixes are fetched each day, from Debian's source of security fixes."""
    values = dict(re.findall(r'^APT::Periodic::([\w-]+) "([^"]*)";$', told, re.MULTILINE))
    names = ("Update-Package-Lists", "Unattended-Upgrade")
    origins = re.findall(r'^Unattended-Upgrade::Origins-Pattern:: "([^"]*)";$', told, re.MULTILINE)
    return (
        values.get("Enable", "1") != "0"
        and all(values.get(name) in DAILY for name in names)
        and any("label=Debian-Security" in origin for origin in origins)
    )


def _is_left_out(told: str) -> bool:
    """Whether a list keeps Chromium as it is; its entries are expressions that begin a name."""
    kept = re.findall(r'^Unattended-Upgrade::Package-Blacklist:: "([^"]*)";$', told, re.MULTILINE)
    return any(re.match(one, "chromium") for one in kept)


def _said_by(*command: str) -> str:
    """What it says, "" where it is not there."""
    if shutil.which(command[0]) is None:
        return ""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
