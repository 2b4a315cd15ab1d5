"""Builds the Debian package of a free-access PC: `./dev kiosk FOLDER`. The same sources make the same bytes.

It holds kiosk/ and one command, and asks for nothing but Debian's python3; `wallet-kiosk install` fetches the
rest from Debian.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BORN = "1767225600"
"""The time of each file in it: a fixed one, so that who builds it anew has the same bytes."""
HOME = "usr/share/wallet-kiosk"
COMMAND = f"""#!/usr/bin/python3 -IB
import sys

sys.path.insert(0, "/{HOME}")
from kiosk.__main__ import main

sys.exit(main())
"""
CONTROL = """Package: wallet-kiosk
Version: {version}
Architecture: all
Depends: python3 (>= 3.11)
Section: admin
Priority: optional
Maintainer: Sacoche
Description: a free-access PC for the wallet Sacoche
 Each visitor gets a browser of their own in memory, which is destroyed afterwards.
"""


def build(folder: Path) -> Path:
    """The package's file, in that folder."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    made = folder / f"wallet-kiosk_{version}_all.deb"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        _lay(Path(place), version)
        asked = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", place, str(made)]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": BORN}
        subprocess.run(asked, check=True, env=environment, stdout=subprocess.DEVNULL)
    return made


def _lay(root: Path, version: str) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "kiosk", root / HOME / "kiosk", ignore=ignored)
    _write(root / "usr/bin/wallet-kiosk", COMMAND)
    _write(root / "DEBIAN/control", CONTROL.format(version=version))
    for path in [root, *root.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        os.utime(path, (int(BORN), int(BORN)))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: ./dev kiosk FOLDER")
    file = build(Path(sys.argv[1]))
    print(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file}")
