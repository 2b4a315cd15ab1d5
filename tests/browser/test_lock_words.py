"""What a page says before the rest is closed: that another secret stays open, in every wallet alike."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.live import Live
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]
SAID = "main h1, main p:not([hidden]), main legend, main form button"


def reads_until_the_last_yes(holder: Holder) -> list[str]:
    """From the list: what stands on each screen of a closing; nothing is closed."""
    holder.settings.look_at("lock")
    expect(holder.waits_for("main [data-ref=open-still]")).not_to_be_empty()
    said = holder.reads(SAID)
    holder.lifts_the_veil()
    holder.page.locator("label.row input").first.check()
    holder.taps("main [data-ref=next]")
    holder.waits_for("[name=early]")
    said += holder.reads(SAID)
    holder.taps("main form button.primary")
    expect(holder.waits_for("dialog [data-ref=open-still]")).not_to_be_empty()
    said += [re.sub(r"\d+:\d+", "", text) for text in holder.reads("dialog p, dialog button")]
    holder.taps("dialog [data-answer=no]")
    holder.is_at_the_list()
    return said


def test_it_is_said_alike_with_one_secret_and_with_another(browser: Browser, served: Live) -> None:
    holder = Holder(browser, served.origin, "nl")
    holder.makes_a_wallet()
    holder.papers.write("decision")
    alone = reads_until_the_last_yes(holder)
    other = holder.secrets.make()
    beside = reads_until_the_last_yes(holder)
    holder.finishes()
    holder.learns(other)
    holder.unlocks()
    assert alone == beside == reads_until_the_last_yes(holder)
    holder.gets_up()
    assert holder.complaints == []
