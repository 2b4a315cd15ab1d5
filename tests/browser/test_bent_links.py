"""Links as mails and messages bring them: bent, broken into lines, with words around."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.test_reader_page import card
from tests.live import Live, live
from tests.shown import Shown

pytestmark = pytest.mark.browser

# as the browser puts a text into a field
PASTE = "(field, text) => { field.focus(); document.execCommand('insertText', false, text); }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live(tmp_path_factory.mktemp("links")) as running:
        yield running


def test_a_link_that_a_mail_program_has_bent_opens(server: Live, page: Page) -> None:
    for bent in ("/s%23", "/s/#", "/en/s%23", "/ar/s/#", "/s%2523", "/s/%23"):
        shown = Shown(server, [card()])
        key = shown.url.split("#")[1]
        page.goto(f"{server.origin}{bent}{key}")
        page.wait_for_selector("[data-ref=open]")
        assert key not in page.url
        assert page.url.endswith("/s")
        page.click("[data-ref=open]")
        page.wait_for_selector("img.viewer-drawn")
        assert shown.events() == ["opened"], bent
        kept = [name for name, body in server.kept() if key.encode() in body]
        assert kept == []


def test_a_pasted_link_opens_with_line_breaks_and_words_around_it(server: Live, page: Page) -> None:
    for way in ("Bonjour, c'est ici: {0}\nÀ lundi, Karim", "<{1}\n{2}>", "{1}=\r\n{2}", "{3}"):
        shown = Shown(server, [card()])
        at = shown.url.index("#") + 20
        text = way.format(shown.url, shown.url[:at], shown.url[at:], shown.url.replace("#", "%23"))
        page.goto("about:blank")
        page.goto(f"{server.origin}/en/s")
        page.locator("#digits").evaluate(PASTE, text)
        page.click("[data-ref=open]")
        page.wait_for_selector("img.viewer-drawn")
    page.goto("about:blank")
    page.goto(f"{server.origin}/en/s")
    page.locator("#digits").evaluate(PASTE, "Bonjour, https://sacoche.example/s#abc")
    assert "not whole" in page.inner_text("#digits-say")


@pytest.mark.parametrize(("name", "seen"), [("d", "[data-ref=choose]"), ("m", "#mandate-code")])
def test_the_other_pages_of_links_take_them_bent_and_pasted(
    server: Live, page: Page, name: str, seen: str
) -> None:
    key = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA"
    for bent in (f"/{name}%23", f"/{name}/#", f"/ar/{name}%2523"):
        page.goto(f"{server.origin}{bent}{key}")
        page.wait_for_selector(f"main {seen}")
        assert page.url.endswith(f"/{name}")
    for text in (
        f"Voir {server.origin}/{name}%23{key}. Merci",
        f"{server.origin}/{name}#{key[:9]}\n{key[9:]}",
    ):
        page.goto("about:blank")
        page.goto(f"{server.origin}/en/{name}")
        page.locator("main [data-ref=link]").evaluate(PASTE, text)
        page.click("main form button")
        page.wait_for_selector(f"main {seen}")
    page.goto("about:blank")
    page.goto(f"{server.origin}/en/{name}")
    page.locator("main [data-ref=link]").evaluate(PASTE, "no link at all")
    page.click("main form button")
    assert page.locator(f"main {seen}").count() == 0
