"""What is printed: CUPS keeps it in memory alone, and nothing of it once it is printed."""

import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.steps import Step
from kiosk.visit import in_memory

CONF = Path("/etc/cups/cupsd.conf")
FILES = Path("/etc/cups/cups-files.conf")
FOLDERS = ("/var/spool/cups", "/var/cache/cups", "/var/log/cups")
"""Papers, the names of jobs, and what is noted of a job that failed."""
MOUNTS = ("var-spool-cups.mount", "var-cache-cups.mount", "var-log-cups.mount")
SERVICES = ("cups.service", "cups.socket", "cups.path")
NOTHING_KEPT = {"PreserveJobHistory": "No", "PreserveJobFiles": "No"}


def steps() -> Iterator[Step]:
    """The folders of CUPS become memory; what lay there before is deleted."""
    yield Step(CONF, edit=forgetting)
    yield Step(command=("systemctl", "stop", *SERVICES))
    yield Step(command=("find", *FOLDERS, "-mindepth", "1", "-delete"))
    yield Step(command=("systemctl", "enable", "--now", *MOUNTS))
    yield Step(command=("systemctl", "start", *SERVICES))


def forgetting(text: str) -> str:
    """cupsd.conf with our directives, and no others of their names."""
    ours = re.compile(rf"\s*({'|'.join(NOTHING_KEPT)})\b", re.IGNORECASE)
    kept = [line for line in text.splitlines() if not ours.match(line)]
    return "\n".join([*kept, *(f"{name} {value}" for name, value in NOTHING_KEPT.items())]) + "\n"


def found() -> Iterator[tuple[str, dict[str, str]]]:
    """What is not as it must be, where there is a CUPS. Raises OSError."""
    if not CONF.exists():
        return
    files = FILES.read_text("utf-8") if FILES.exists() else ""
    for folder in sorted(_places(files)):
        if not in_memory(folder):
            yield "spool", {"folder": str(folder)}
    conf = CONF.read_text("utf-8")
    if any((_said(conf, name) or "").lower() != value.lower() for name, value in NOTHING_KEPT.items()):
        yield "history", {}


def _places(files: str) -> set[Path]:
    """Where CUPS writes of a job, by cups-files.conf."""
    spool, cache, notes = FOLDERS
    root = _said(files, "RequestRoot") or spool
    folders = {root, _said(files, "TempDir") or root, _said(files, "CacheDir") or cache}
    logs = {_said(files, name) or f"{notes}/{name}" for name in ("AccessLog", "ErrorLog", "PageLog")}
    return {Path(folder) for folder in folders} | {Path(log).parent for log in logs}


def _said(text: str, name: str) -> str | None:
    """The value that counts: CUPS takes the last."""
    said = re.findall(rf"^[ \t]*{name}[ \t]+(\S+)", text, re.IGNORECASE | re.MULTILINE)
    return str(said[-1]) if said else None
