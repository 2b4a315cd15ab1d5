"""Leaving an open wallet: whatever the way, nothing is behind the Back button and nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tests.live import Live
from tests.people.holder import Holder
from tests.people.worker import Worker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]

MARKER = "Zonnebloemstraat"
STORED = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, document.cookie, history.state]"""
NOTHING = [0, 0, 0, 0, "", None]


@pytest.fixture
def holder(browser: Browser, served: Live) -> Iterator[Holder]:
    """Somebody whose wallet holds one note, with the page opened from the start page."""
    holder = Holder(browser, served.origin, "nl")
    holder.goes_to("")
    holder.makes_a_wallet()
    holder.papers.write(MARKER)
    yield holder
    holder.gets_up()


def stands_at_the_list(_: Holder) -> None:
    return


def reads_the_paper(holder: Holder) -> None:
    holder.papers.open(MARKER)


def types_a_label(holder: Holder) -> None:
    holder.papers.open(MARKER)
    holder.taps("[data-ref=details]")
    holder.page.fill("#detail-name", MARKER * 2)


def is_asked(holder: Holder) -> None:
    holder.papers.throw_away(MARKER)
    holder.taps("[data-go=bin]")
    holder.taps("main [data-ref=remove]")
    holder.waits_for("dialog[open]")


def shows_the_code(holder: Holder) -> None:
    holder.shares.show(MARKER)
    holder.shares.digits()


def types_a_note(holder: Holder) -> None:
    holder.taps("[data-go=add]")
    holder.taps("[data-go=note]")
    holder.page.fill("#note-text", MARKER * 3)


PLACES: list[Callable[[Holder], None]] = [
    stands_at_the_list,
    reads_the_paper,
    types_a_label,
    shows_the_code,
    types_a_note,
    is_asked,
]


def nothing_behind(holder: Holder) -> None:
    """However often Back and Forward are pressed."""
    assert holder.page.evaluate(STORED) == NOTHING
    assert holder.context.cookies() == []
    for press in (holder.page.go_back, holder.page.go_back, holder.page.go_forward, holder.page.go_forward):
        press()
        holder.waits_for("h1")
        assert MARKER not in holder.page.content()
        assert not holder.sees("canvas.qr, .viewer-drawn, .viewer-text")
        assert holder.page.workers == []


def test_from_every_place_quick_exit_or_escape_leaves_nothing(holder: Holder, served: Live) -> None:
    for number, go_there in enumerate(PLACES):
        if number:
            holder.goes_to("")
            holder.unlocks()
        go_there(holder)
        ended = sum(one.path == "/v1/session/end" for one in served.recorder.sent)
        if number % 2:
            holder.leaves_by_escape()
        else:
            holder.leaves_by_quick_exit()
        assert "Sacoche" not in holder.page.content()
        assert holder.page.workers == []
        assert sum(one.path == "/v1/session/end" for one in served.recorder.sent) == ended + 1, go_there
        nothing_behind(holder)


def test_finishing_leaves_nothing(holder: Holder, served: Live) -> None:
    holder.papers.open(MARKER)
    holder.is_at_the_list()
    holder.finishes()
    assert served.recorder.sent[-1].path != "/v1/vault"
    nothing_behind(holder)


def test_going_elsewhere_or_loading_anew_ends_the_worker_and_shows_the_first_screen(holder: Holder) -> None:
    holder.papers.open(MARKER)
    holder.page.reload()
    holder.waits_for("[data-go=unlock]")
    assert holder.page.workers == []
    assert MARKER not in holder.page.content()
    holder.unlocks()
    holder.papers.open(MARKER)
    holder.page.goto("about:blank")
    holder.page.go_back()
    holder.waits_for("[data-go=unlock]")
    assert holder.page.workers == []
    assert MARKER not in holder.page.content()


def test_pagehide_alone_blanks_the_page_ends_the_worker_and_takes_back_addresses(holder: Holder) -> None:
    holder.papers.open(MARKER)
    assert len(holder.page.workers) == 1
    holder.page.evaluate("() => void dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert holder.page.evaluate("document.body.childElementCount") == 0
    holder.page.wait_for_function("() => true")
    assert holder.page.workers == []


def test_a_page_out_of_the_browsers_memory_is_loaded_anew(playwright: Playwright, served: Live) -> None:
    """With the back-forward cache that people have and tests have not."""
    flags = ["--no-sandbox", "--disable-gpu", "--enable-features=BackForwardCache"]
    browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium",
        args=flags,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    holder = Holder(browser, served.origin, "nl")
    holder.goes_to("")
    holder.makes_a_wallet()
    holder.papers.write(MARKER)
    holder.papers.open(MARKER)
    holder.page.goto(f"{served.origin}/nl/help")
    holder.page.evaluate("history.back()")
    holder.waits_for("[data-go=unlock]")
    assert MARKER not in holder.page.content()
    browser.close()


def test_a_session_that_was_left_is_no_session_any_more(holder: Holder, served: Live) -> None:
    tokens = {
        line.partition(b": ")[2]
        for one in served.recorder.sent
        for line in one.head.splitlines()
        if line.startswith(b"HTTP_AUTHORIZATION")
    }
    holder.leaves_by_quick_exit()
    ask = "async (bearer) => (await fetch('/v1/vault', {headers: {Authorization: bearer}})).status"
    assert [holder.page.evaluate(ask, token.decode()) for token in tokens] == [401] * len(tokens)
    assert tokens


def test_who_reads_leaves_nothing_either(holder: Holder, browser: Browser, served: Live) -> None:
    holder.shares.show(MARKER)
    worker = Worker(browser, served.origin, "nl")
    link = worker.scans(holder.shares.square_code())
    worker.goes_to("")
    worker.opens_link(link)
    worker.agrees()
    worker.waits_for(".viewer-text")
    worker.leaves_by_quick_exit()
    assert worker.page.evaluate(STORED) == NOTHING
    worker.page.go_back()
    worker.waits_for("h1")
    assert MARKER not in worker.page.content()
    assert "#" not in worker.page.url
    worker.gets_up()
