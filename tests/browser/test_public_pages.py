"""The public pages in a real browser: nothing for axe to find, nothing too wide, nothing left behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.looks import wrong_with
from wallet.pages import PAGES
from wallet.words import LANGUAGES

pytestmark = pytest.mark.browser

# every page below /{lang}/; one without a row fails. Wallet, reader and host have their own tests.
PUBLIC = ["", "who", "not-for-you", "paper", "help", "about", "say", "away", "k"]
ELSEWHERE = {"open", "s", "d", "m", "host", "operator", "k-open", "k-practice"}
ADDRESSES = ["/", "/k", *(f"/{lang}/{path}" for lang in LANGUAGES for path in PUBLIC)]


def test_every_page_has_a_row() -> None:
    assert set(PUBLIC) | ELSEWHERE >= set(PAGES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_and_nothing_is_too_wide(page: Page, origin: str, address: str) -> None:
    page.goto(origin + address)
    assert wrong_with(page) == []


def test_the_quick_exit_is_in_reach_however_far_one_has_scrolled(page: Page, origin: str) -> None:
    page.goto(f"{origin}/nl/help")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.click("[data-leave]")
    page.wait_for_url("**/nl/away")
    assert "Sacoche" not in page.content()


def test_a_person_leaves_with_escape_twice_but_not_with_two_slow_ones(page: Page, origin: str) -> None:
    page.clock.install()
    page.goto(f"{origin}/fr/who")
    page.keyboard.press("Escape")
    page.clock.fast_forward(700)
    page.keyboard.press("Escape")
    assert page.url.endswith("/fr/who")
    page.clock.fast_forward(700)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/fr/away")


def test_back_after_the_quick_exit_shows_the_page_before_and_not_the_one_that_was_left(
    page: Page, origin: str
) -> None:
    page.goto(f"{origin}/nl/")
    page.goto(f"{origin}/nl/help")
    page.click("[data-leave]")
    page.wait_for_url("**/nl/away")
    page.go_back()
    assert page.url == f"{origin}/nl/"


def test_the_first_page_speaks_the_browsers_language_and_exits_in_it(page: Page, origin: str) -> None:
    page.goto(origin + "/")
    assert page.locator("[data-quick]:visible").all_inner_texts() == ["خروج سريع"]
    page.click("[data-leave]")
    page.wait_for_url("**/ar/away")


def test_a_link_opens_in_the_readers_language_without_another_address(page: Page, origin: str) -> None:
    page.add_init_script("globalThis.arrived = location.href")
    page.goto(f"{origin}/s#AAAA")
    assert page.evaluate("arrived") == f"{origin}/s#AAAA"
    assert page.locator("html").get_attribute("lang") == "ar"


def test_the_paper_sheet_prints_without_buttons(page: Page, origin: str) -> None:
    page.goto(f"{origin}/nl/paper")
    page.emulate_media(media="print")
    assert page.locator("button:visible, .top:visible, .foot:visible").count() == 0
    assert page.locator("table:visible").count() == 2


VOICE = """speechSynthesis.getVoices = () => [{ localService: %s, lang: "nl-BE", name: "x" }]"""


@pytest.mark.parametrize(("local", "seen"), [("false", False), ("true", True)])
def test_only_a_voice_of_this_machine_reads_aloud(page: Page, origin: str, local: str, seen: bool) -> None:
    page.add_init_script(VOICE % local)
    page.goto(f"{origin}/nl/who")
    assert page.locator("[data-read]").is_visible() is seen


def test_everything_is_reached_by_keyboard(page: Page, origin: str) -> None:
    page.goto(f"{origin}/en/")
    reached = set()
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
    assert {"/en/away", "/en/open", "/en/s", "/en/who", "/en/not-for-you", "/en/paper", "/en/help"} <= reached


def test_without_pictures_of_its_own_the_browser_asks_for_nothing_else(page: Page, origin: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{origin}/ar/", wait_until="networkidle")
    assert all(url.startswith(origin) for url in asked)
    assert len([url for url in asked if not url.endswith(".svg") and ".svg?" not in url]) == 3


def test_a_screenshot_of_each_page_is_kept_to_look_at(page: Page, origin: str, tmp_path: Path) -> None:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for address in ADDRESSES:
            page.goto(origin + address)
            name = address.strip("/").replace("/", "-") or "language"
            page.screenshot(path=tmp_path / f"{name}-{width}.png", full_page=True)
    assert len(list(tmp_path.glob("*.png"))) == 2 * len(ADDRESSES)


def test_who_runs_this_is_told_and_words_are_taken(page: Page, origin: str) -> None:
    page.goto(f"{origin}/fr/about")
    page.wait_for_function("() => document.querySelector('[data-text=version]').textContent !== '–'")
    assert page.is_visible("[data-few]")
    page.click("main a[href='/fr/say']")
    page.check("[name=about][value=help]")
    page.fill("#say-words", "les boutons\nsont grands")
    page.click("main form button")
    page.wait_for_selector("[data-say-done]:visible")
    assert page.input_value("#say-words") == ""
