"""The browser code passes its own tests, in Node."""

from __future__ import annotations

import pytest

from tests.node import ROOT, node


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "tests/js").glob("*.test.mjs")))
def test_the_browser_code_passes_its_own_tests(name: str) -> None:
    done = node("--import=./tests/js/remember.mjs", "--test", f"tests/js/{name}")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
