"""`python -m bench.smallest NAME`: the smallest form of one measurement, printed as JSON; nothing is kept.

tests/bench runs each so, in a process of its own: Playwright and asyncio allow one loop in a process.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from bench.measurements import MEASUREMENTS

if __name__ == "__main__":
    print(json.dumps(asdict(MEASUREMENTS[sys.argv[1]].smallest())))
