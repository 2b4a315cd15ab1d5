"""A translator in the browser rewrites `<html lang>`: the page goes on in the language it was printed in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.live import Live
from tests.people.holder import Holder

pytestmark = pytest.mark.browser
PLACES = [("", "uk"), ("open", "ro-x-mtfrom-fr"), ("open", ""), ("s", "zh-CN"), ("d", "ro-x-mtfrom-fr")]
"""A page, and its language as Google Translate, Firefox, Edge or an extension leaves it."""


def translate(page: Page, mark: str) -> None:
    """What a translator does to the root; words and their <font> elements change nothing here."""
    page.evaluate("mark => (document.documentElement.lang = mark)", mark)


@pytest.mark.parametrize(("path", "mark"), PLACES)
def test_quick_exit_lands_on_the_page_that_it_names(page: Page, origin: str, path: str, mark: str) -> None:
    page.goto(f"{origin}/fr/{path}")
    translate(page, mark)
    page.click("[data-leave]")
    page.wait_for_url("**/fr/away")


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_the_list_keeps_its_words_and_dates_and_finish_its_page(browser: Browser, served: Live) -> None:
    filmon = Holder(browser, served.origin, "fr")
    filmon.makes_a_wallet()
    filmon.papers.write("mes papiers")
    before = filmon.reads("[data-slot=papers] .meta")
    translate(filmon.page, "uk")
    filmon.taps("[data-go=bin]")
    filmon.is_at_the_list()
    assert filmon.reads("[data-slot=papers] .meta") == before
    filmon.finishes()
    filmon.gets_up()
    assert filmon.complaints == []
