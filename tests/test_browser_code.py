"""The browser code passes its own tests, in Node."""

from __future__ import annotations

import pytest

from tests.node import ROOT
from tests.server.node import run


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "tests/js").glob("*.test.mjs")))
def test_the_browser_code_passes_its_own_tests(name: str) -> None:
    done = run(name)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
