"""wallet-kiosk install: rules, units and the user of a free-access PC, put in their places."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from kiosk import policies
from kiosk.problems import Problem
from kiosk.token import USER

UNITS = Path(__file__).resolve().parent / "units"
PACKAGES = ("chromium", "xserver-xorg", "xinit", "xdotool", "x11-utils", "x11-xserver-utils", "xprintidle",
            "xclip", "fonts-noto-core", "cups-client")  # fmt: skip


@dataclass(frozen=True)
class Step:
    """A file with its text, or a command."""

    path: Path | None = None
    text: str = ""
    command: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"write {self.path}" if self.path else " ".join(self.command)


def steps(origin: str) -> list[Step]:
    """Everything that an installation does, in order."""
    told = f'# what this free-access PC is told\norigin = "{origin}"\nfolder = "/run/wallet-kiosk"\n'
    return [
        Step(command=("apt-get", "install", "-y", "--no-install-recommends", *PACKAGES)),
        Step(
            command=(
                "sh",
                "-c",
                f"id {USER} || useradd --system --create-home --home-dir /run/{USER}-home {USER}",
            )
        ),
        Step(policies.PLACE, policies.text(origin)),
        Step(Path("/etc/wallet-kiosk/kiosk.toml"), told),
        *(
            Step(Path("/etc/systemd/system") / unit.name, unit.read_text("utf-8"))
            for unit in sorted(UNITS.glob("*.service"))
        ),
        *(
            Step(Path("/etc/wallet-kiosk") / unit.name, unit.read_text("utf-8"))
            for unit in sorted(UNITS.glob("*.xinitrc"))
        ),
        Step(command=("swapoff", "-a")),
        Step(command=("systemctl", "daemon-reload")),
        Step(command=("systemctl", "enable", "--now", "wallet-kiosk.service")),
    ]


def install(origin: str, *, dry: bool) -> list[str]:
    """Does it, again and again if need be; with `dry` it is only told. Raises OSError and Problem."""
    told = []
    for step in steps(origin):
        told.append(str(step))
        if dry:
            continue
        if step.path:
            step.path.parent.mkdir(parents=True, exist_ok=True)
            step.path.write_text(step.text, "utf-8")
            step.path.chmod(0o755 if step.text.startswith("#!") else 0o644)
        else:
            run(step.command)
    return told


def run(command: tuple[str, ...]) -> None:
    """What it says goes to the terminal. Raises Problem."""
    try:
        subprocess.run(command, check=True)  # noqa: S603
    except FileNotFoundError as problem:
        raise Problem("command", command=" ".join(command), status="?") from problem
    except subprocess.CalledProcessError as failed:
        name = "apt" if command[0] == "apt-get" else "command"
        told = {"command": " ".join(command)} if name == "command" else {}
        raise Problem(name, status=str(failed.returncode), **told) from failed
