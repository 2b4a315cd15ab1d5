"""Leaving the wallet page: Back goes one screen back, and nothing comes back once it was left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def wallet(page: Page, origin: str) -> Page:
    """The wallet page, reached from the start page, on the first screen of a sign-up that holds secrets."""
    page.goto(f"{origin}/nl/")
    page.click("a[href='/nl/open']")
    page.click("[data-go=before]")
    page.click("[data-go=signup]")
    page.wait_for_selector("text=Deze zeven prentjes zijn uw geheim")
    return page


def test_back_returns_to_the_screen_before_and_the_address_never_changes(wallet: Page, origin: str) -> None:
    wallet.go_back()
    wallet.wait_for_selector("h1:text-is('Voor u begint')")
    wallet.go_back()
    wallet.wait_for_selector("h1:text-is('Uw map')")
    assert wallet.url == f"{origin}/nl/open"
    wallet.go_back()
    wallet.wait_for_url("**/nl/")


def test_the_focus_moves_to_the_heading_of_each_screen(wallet: Page) -> None:
    assert wallet.evaluate("document.activeElement.tagName") == "H1"
    wallet.click("[data-back]")
    assert wallet.evaluate("document.activeElement.textContent") == "Voor u begint"


def test_quick_exit_leaves_nothing_behind_the_back_button(wallet: Page) -> None:
    wallet.click("[data-leave]")
    wallet.wait_for_url("**/nl/away")
    wallet.go_back()
    wallet.wait_for_selector("h1")
    assert "Deze zeven prentjes zijn uw geheim" not in wallet.inner_text("body")


def test_escape_twice_leaves_even_from_a_question(wallet: Page) -> None:
    wallet.keyboard.press("Escape")
    wallet.keyboard.press("Escape")
    wallet.wait_for_url("**/nl/away")


def test_the_page_is_blank_as_soon_as_it_is_left(wallet: Page) -> None:
    seen = wallet.evaluate(
        "() => (dispatchEvent(new PageTransitionEvent('pagehide')), document.body.childElementCount)"
    )
    assert seen == 0


def test_a_quiet_wallet_asks_and_then_closes(page: Page, origin: str) -> None:
    page.clock.install()
    page.goto(f"{origin}/nl/open")
    page.click("[data-go=before]")
    page.click("[data-go=signup]")
    page.wait_for_selector("text=Deze zeven prentjes zijn uw geheim")
    page.clock.run_for(541_000)
    page.click("dialog >> text=Ja, verdergaan")
    page.wait_for_selector("dialog", state="detached")
    page.clock.run_for(541_000)
    assert page.locator("dialog h2").inner_text() == "Bent u er nog?"
    page.clock.run_for(61_000)
    page.wait_for_url("**/nl/")


def test_a_question_can_be_left_by_the_quick_exit_or_closed_with_escape(page: Page, origin: str) -> None:
    page.clock.install()
    page.goto(f"{origin}/ar/open")
    page.click("[data-go=before]")
    page.click("[data-go=signup]")
    page.clock.run_for(541_000)
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert page.evaluate("document.querySelector('main').inert") is False
    page.clock.run_for(541_000)
    page.click("[data-leave]")
    page.wait_for_url("**/ar/away")


def test_nothing_is_stored_in_the_browser(wallet: Page) -> None:
    assert wallet.evaluate("localStorage.length + sessionStorage.length") == 0
    assert wallet.evaluate("indexedDB.databases()") == []
    assert wallet.context.cookies() == []
