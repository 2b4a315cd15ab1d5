"""The token of this PC: root writes it, the user of the service reads it, and nobody else does."""

import os
import pwd
import stat
import subprocess
from pathlib import Path

from kiosk.problems import Problem

USER = "wallet-kiosk"


def write(path: Path, token: str) -> None:
    """Replaces the token at once. Raises Problem and OSError."""
    group = user().pw_gid
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        os.fchown(file.fileno(), 0, group)
        os.fchmod(file.fileno(), 0o640)
        file.write(token + "\n")
    half.replace(path)


def read(path: Path) -> str:
    """The token, "" where there is none."""
    try:
        return path.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


def readable(path: Path) -> bool:
    """Whether the user of the service can read it, tried as that user, as only root can. Raises OSError."""
    try:
        it = user()
    except Problem:
        return False
    asked = ["/usr/bin/test", "-r", str(path)]
    tried = subprocess.run(asked, user=it.pw_uid, group=it.pw_gid, extra_groups=[], check=False)  # noqa: S603
    return tried.returncode == 0


def exposed(path: Path) -> bool:
    """Whether others can read or change it. Raises OSError."""
    found = path.stat()
    try:
        ours = found.st_gid in (0, user().pw_gid)
    except Problem:
        ours = False
    theirs = 0o027 if ours else 0o077
    return bool(stat.S_IMODE(found.st_mode) & theirs) or found.st_uid != 0


def user() -> pwd.struct_passwd:
    """The user of the service. Raises Problem."""
    try:
        return pwd.getpwnam(USER)
    except KeyError as problem:
        raise Problem("user") from problem
