"""The wallet page on a free-access PC: two minutes, a warning, help that hides, and a clean end."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looks import TOO_WIDE, axe
from tests.live import Live
from tests.people.holder import Holder
from tests.people.visit import WALLET
from wallet.words import LANGUAGES

pytestmark = pytest.mark.browser
STORED = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, document.cookie]"""
BUSY = re.compile(r"^Sacoche · busy [012]:\d\d$")


@pytest.fixture(params=["nl"])
def visitor(browser: Browser, served: Live, request: pytest.FixtureRequest) -> Iterator[Holder]:
    visitor = Holder(browser, served.origin, request.param, wallet=WALLET)
    yield visitor
    visitor.gets_up()
    assert visitor.complaints == []


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
@pytest.mark.parametrize("visitor", ["ar"], indirect=True)
def test_s1_amal_picks_arabic_makes_a_wallet_and_the_next_one_finds_a_cold_start(
    visitor: Holder, served: Live, browser: Browser
) -> None:
    cold = Holder(browser, served.origin, "ar", wallet=WALLET)
    cold.page.goto(f"{served.origin}/k")
    visitor.page.goto(f"{served.origin}/k")
    assert visitor.visit.window_title() == "Sacoche · free"
    visitor.taps("main a[href='/ar/k']")
    visitor.waits_for("a[href='/ar/k-open']")
    assert visitor.visit.window_title() == "Sacoche · free"
    visitor.taps("a[href='/ar/k-open']")
    visitor.makes_a_wallet()
    visitor.papers.write("zaytuna 77")
    assert BUSY.match(visitor.visit.window_title())
    visitor.visit.finish()
    assert visitor.page.content() == cold.page.content()
    assert visitor.page.evaluate(STORED) == [0, 0, 0, 0, ""]
    visitor.page.go_back()
    visitor.page.wait_for_load_state()
    assert "zaytuna 77" not in visitor.page.content()
    cold.gets_up()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_two_quiet_minutes_close_it_after_a_warning_of_twenty_seconds(visitor: Holder) -> None:
    visitor.page.clock.install()
    visitor.makes_a_wallet()
    visitor.page.clock.run_for(101_000)
    visitor.waits_for("[data-sheet=sheet-idle-pc]")
    visitor.taps("[data-answer=stay]")
    visitor.page.clock.run_for(90_000)
    assert visitor.sees("[data-go=add]")
    visitor.page.clock.run_for(31_000)
    expect(visitor.page).to_have_title("Sacoche · done")
    assert visitor.page.inner_text("body") == ""
    visitor.page.clock.run_for(2_500)
    expect(visitor.page).to_have_url(re.compile(r"/k$"))


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_the_time_counts_before_anything_is_opened(visitor: Holder) -> None:
    visitor.page.clock.install()
    visitor.goes_to("open")
    visitor.waits_for("[data-go=unlock]")
    visitor.page.clock.run_for(60_000)
    assert BUSY.match(visitor.visit.window_title())
    visitor.page.clock.run_for(63_000)
    expect(visitor.page).to_have_url(re.compile(r"/k$"))


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_help_hides_the_papers_from_eyes_keys_and_screen_readers(visitor: Holder) -> None:
    visitor.makes_a_wallet()
    visitor.papers.write("my story")
    visitor.papers.open("my story")
    visitor.visit.ask_for_help()
    expect(visitor.page).to_have_title(re.compile(r"^Sacoche · busy [012]:\d\d · help$"))
    assert "my story" not in visitor.page.evaluate("document.body.innerText")
    assert "my story" not in visitor.page.locator("body").aria_snapshot()
    for _ in range(8):
        visitor.page.keyboard.press("Tab")
        assert visitor.page.evaluate("!document.activeElement.closest('main')")
    assert axe(visitor.page) == []
    visitor.taps(".helped [data-ref=back]")
    visitor.waits_for("[data-look]")
    expect(visitor.page).to_have_title(BUSY)


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_nothing_can_be_downloaded_and_every_screen_has_an_end(visitor: Holder) -> None:
    visitor.goes_to("open")
    assert visitor.sees(".pc [data-ref=finish]")
    visitor.makes_a_wallet()
    visitor.papers.write("a note")
    visitor.papers.open("a note")
    assert not visitor.sees("main [data-ref=download]")
    assert visitor.sees("main [data-ref=print]")
    assert visitor.sees(".pc [data-ref=finish]")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_bar_and_the_warning_are_sound_for_axe_and_fit_a_narrow_screen(
    browser: Browser, origin: str, lang: str
) -> None:
    visitor = Holder(browser, origin, lang, viewport={"width": 320, "height": 640}, wallet=WALLET)
    visitor.page.clock.install()
    for page in ("open", "k-practice"):
        visitor.goes_to(page)
        visitor.waits_for("main h1")
        visitor.waits_for(".pc")
        assert axe(visitor.page) == []
        assert visitor.page.evaluate(TOO_WIDE) is False
    visitor.visit.ask_for_help()
    assert axe(visitor.page) == []
    assert visitor.page.evaluate(TOO_WIDE) is False
    visitor.taps(".helped [data-ref=back]")
    visitor.page.clock.run_for(101_000)
    visitor.waits_for("[data-sheet=sheet-idle-pc]")
    assert axe(visitor.page) == []
    assert visitor.page.evaluate(TOO_WIDE) is False
    visitor.gets_up()
