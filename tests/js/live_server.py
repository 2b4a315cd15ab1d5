"""A live server for tests that run in Node: tells its origin, obeys lines on stdin, ends when stdin does.

`forward days=8` moves its clock and answers `ok`.
"""

import sys
import tempfile
from pathlib import Path

from tests.live import live


def main() -> None:
    """Serves from a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, live(Path(folder)) as server:
        print(server.origin, flush=True)
        for line in sys.stdin:
            unit, _, count = line.split()[1].partition("=")
            server.clock.forward(**{unit: float(count)})
            print("ok", flush=True)


if __name__ == "__main__":
    main()
