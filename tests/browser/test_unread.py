"""Entries of a list that cannot be read are said above the papers, which stand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.looks import TOO_WIDE, axe
from tests.live import Live
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]
KEEPER_TELLS_OF_TWO = """
const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, "onmessage");
Object.defineProperty(Worker.prototype, "onmessage", { set(hear) {
  set.call(this, (event) => { if (event.data.result?.docs) event.data.result.unread = 2; hear(event); });
} });
"""
"""tests/js/poison.test.mjs: what the keeper makes of a poisoned list; here: the page."""


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_cannot_be_read_is_said_and_the_papers_stand(browser: Browser, served: Live, lang: str) -> None:
    mira = Holder(browser, served.origin, lang)
    mira.makes_a_wallet()
    mira.papers.write("the lease")
    assert mira.page.locator("main [data-text=unread]").count() == 0
    mira.finishes()
    mira.page.add_init_script(KEEPER_TELLS_OF_TWO)
    mira.goes_to("open")
    mira.unlocks()
    said = mira.waits_for("main [data-text=unread]").inner_text()
    form = "two" if lang == "ar" else "other"
    assert said == mira.word(f"beside.unread.{form}").replace("{n}", "2")
    assert mira.papers.titles() == ["the lease"]
    assert axe(mira.page) == []
    assert not mira.page.evaluate(TOO_WIDE)
    mira.gets_up()
    assert mira.complaints == []
