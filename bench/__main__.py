"""`./dev bench [NAME…]`: makes the measurements named, or all of them; `./dev bench page` makes none."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from bench import report
from bench.measurements import MEASUREMENTS


def main(names: Sequence[str]) -> int:
    """Measures, prints, remembers, and writes docs/performance.md anew."""
    if list(names) == ["page"]:
        report.write(list(MEASUREMENTS))
        return 0
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"bench: no measurement {unknown[0]}; there are: {', '.join(MEASUREMENTS)}", file=sys.stderr)
        return 2
    for name in names or MEASUREMENTS:
        began = time.monotonic()
        result = MEASUREMENTS[name].whole()
        report.keep(name, result)
        print(report.show(result), f"\n  ({time.monotonic() - began:.0f} s)", flush=True)
    report.write(list(MEASUREMENTS))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
