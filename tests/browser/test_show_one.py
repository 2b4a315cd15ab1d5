"""Show only this: what was chosen, and nothing else by button, key or way back, until the secret is given."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.live import Live
from tests.people.holder import Holder

pytestmark = pytest.mark.browser


@pytest.fixture
def holder(browser: Browser, served: Live) -> Iterator[Holder]:
    holder = Holder(browser, served.origin, "nl")
    holder.makes_a_wallet()
    for paper in ("decision", "lease", "my story"):
        holder.papers.write(paper)
    yield holder
    holder.gets_up()
    assert holder.complaints == []


def shows_alone(holder: Holder, *titles: str) -> None:
    holder.taps("[data-go=show-choose]")
    holder.lifts_the_veil()
    for title in titles:
        holder.page.locator(f"label.row:has-text('{title}') input").check()
    holder.taps("main [data-ref=next]")
    holder.waits_for("[data-screen=screen-show-one] [data-look]")


def nothing_else(holder: Holder) -> bool:
    text = holder.page.evaluate("document.body.innerText")
    return "my story" not in text and not holder.sees("[data-go]") and not holder.sees("[data-back]")


def test_only_the_chosen_papers_are_there_and_the_wallet_is_closed(holder: Holder, served: Live) -> None:
    session_before = len(holder.page.workers)
    shows_alone(holder, "decision", "lease")
    assert session_before == 1
    assert len(holder.page.workers) == 0
    assert nothing_else(holder)
    seen = {holder.waits_for(".viewer-text").inner_text()}
    holder.taps("main [data-ref=after]")
    holder.waits_for("main [data-ref=before]")
    seen.add(holder.waits_for(".viewer-text").inner_text())
    assert seen == {"decision", "lease"}
    assert not holder.sees("main [data-ref=after]")
    since = len(served.recorder.sent)
    holder.page.keyboard.press("Escape")
    holder.page.go_back()
    holder.page.keyboard.press("Tab")
    assert holder.sees("[data-screen=screen-show-one]")
    assert nothing_else(holder)
    assert [one.path for one in served.recorder.sent[since:] if one.path.startswith("/v1/")] == []


def test_reloading_and_leaving_end_at_a_closed_wallet(holder: Holder) -> None:
    shows_alone(holder, "lease")
    holder.page.reload()
    holder.waits_for("[data-go=unlock]")
    holder.unlocks()
    holder.papers.open("lease")
    holder.taps("main [data-ref=alone]")
    holder.waits_for("[data-screen=screen-show-one] [data-look]")
    holder.taps("main [data-ref=leave]")
    holder.waits_for("[data-go=unlock]")
    assert "lease" not in holder.page.evaluate("document.body.innerText")
    holder.page.go_back()
    holder.page.wait_for_load_state()
    assert "lease" not in holder.page.inner_text("body")
    holder.unlocks()
    assert holder.papers.count() == 3


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_the_quick_exit_works_from_there(holder: Holder) -> None:
    shows_alone(holder, "lease")
    holder.leaves_by_escape()
