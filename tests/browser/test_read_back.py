"""A browser that hides nothing gives back what was drawn on a canvas, in four engines."""

from __future__ import annotations

import pytest
from playwright.sync_api import Playwright

from tests.browser.test_changed_canvas import FARBLED_FILES, FARBLING
from tests.engines import ENGINES
from tests.people.worker import SCANNER

pytestmark = [pytest.mark.browser, pytest.mark.engines]
READS_BACK = f"(() => {{ {SCANNER.read_text('utf-8')}; return walletParts.scan.readsBack(); }})()"


@pytest.mark.parametrize("name", ENGINES)
def test_what_is_drawn_comes_back_and_a_change_is_noticed(name: str, playwright: Playwright) -> None:
    with ENGINES[name](playwright) as engine:
        assert engine.js(READS_BACK) is True
        engine.js(FARBLED_FILES)
        assert engine.js(READS_BACK) is False
        engine.js(FARBLING)
        assert engine.js(READS_BACK) is False
