"""`./dev endure NAME [MINUTES] [--scaled]`: one soak; the exit status is 1 where it found a fault."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.endure import clients, kills, load, power
from tests.endure.stores import stores

SOAKS = {"kills": kills.soak, "power": power.soak, "load": load.soak, "clients": clients.soak}


def main() -> int:
    """Runs it and says what it found; the folder of a server with a fault is left to be looked at."""
    parser = argparse.ArgumentParser(prog="./dev endure", description=__doc__)
    parser.add_argument("name", choices=SOAKS)
    parser.add_argument("minutes", nargs="?", type=float, default=10.0)
    parser.add_argument("--scaled", action="store_true", help="on PostgreSQL and S3")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="sacoche-endure-"))
    with stores(scaled=asked.scaled) as settings:
        outcome = SOAKS[asked.name](folder, settings, asked.minutes * 60)
    print(outcome.text())
    if outcome.faults:
        print(f"its folder is {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
