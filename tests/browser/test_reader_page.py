"""The page of whom papers are shown to: what it lets through and what it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.papers import pdf, picture
from tests.engines import ByPlaywright, wait
from tests.live import Live, live
from tests.shown import Paper, Shown

pytestmark = pytest.mark.browser

OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live(tmp_path_factory.mktemp("reader")) as running:
        yield running


def card() -> Paper:
    return Paper(picture(), "image/jpeg", "Card")


def open_link(page: Page, shown: Shown) -> None:
    """Follows the link and accepts the notice."""
    page.goto(shown.url)
    page.click("[data-ref=open]")


def see_card(page: Page, shown: Shown) -> None:
    open_link(page, shown)
    page.wait_for_selector("img.viewer-drawn")


def test_twelve_digits_open_and_a_wrong_one_is_told_at_once(server: Live, page: Page) -> None:
    shown = Shown(server, [card()])
    digits = shown.digits().replace(" ", "")
    page.goto(f"{server.origin}/en/s")
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    page.locator("#digits").press_sequentially(wrong)
    assert page.input_value("#digits").count(" ") == 2
    assert "wrong" in page.inner_text("#digits-say")
    page.fill("#digits", f"{digits[:5]}-{digits[5:]}.")
    assert "fit" in page.inner_text("#digits-say")
    page.keyboard.press("Enter")
    page.click("[data-ref=open]")
    page.wait_for_selector("img.viewer-drawn")
    assert shown.events() == ["opened"]


def test_eastern_digits_and_a_pasted_link_do_as_well(server: Live, page: Page) -> None:
    shown = Shown(server, [card()])
    eastern = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    page.goto(f"{server.origin}/ar/s")
    page.locator("#digits").press_sequentially(shown.digits().translate(eastern))
    assert page.locator("[data-state=right]").count() == 1
    page.fill("#digits", f" {shown.url} ")
    page.click("[data-ref=open]")
    page.wait_for_selector("img.viewer-drawn")


def test_a_reload_goes_on_without_another_opening(server: Live, page: Page) -> None:
    shown = Shown(server, [card()], opens=1)
    see_card(page, shown)
    page.reload()
    page.click("[data-ref=open]")
    page.wait_for_selector("img.viewer-drawn")
    assert shown.events() == ["opened"]


def test_digits_leave_nothing_that_opens_but_a_reload_does_not_count_twice(server: Live, page: Page) -> None:
    shown = Shown(server, [card()], opens=1)
    digits = shown.digits()
    page.goto(f"{server.origin}/en/s")
    for _ in range(2):
        page.fill("#digits", digits)
        page.keyboard.press("Enter")
        page.click("[data-ref=open]")
        page.wait_for_selector("img.viewer-drawn")
        assert page.evaluate("history.state.opening.fragment") == ""
        page.reload()
        page.wait_for_selector("#digits")
    assert shown.events() == ["opened"]


def test_whatever_the_reason_it_is_refused_in_the_same_words(
    server: Live, page: Page, complaints: list[str]
) -> None:
    ended, used_up = Shown(server, [card()]), Shown(server, [card()], opens=1)
    ended.end()
    see_card(page, used_up)
    page.evaluate("history.replaceState(null, '')")
    unknown = f"{server.origin}/s#{'A' * 43}"
    told = set()
    for url in (ended.url, used_up.url, unknown):
        page.goto("about:blank")
        page.goto(url)
        page.click("[data-ref=open]")
        page.wait_for_selector("[data-ref=retry]")
        told.add(page.inner_text("main"))
    assert len(told) == 1
    complaints[:] = [one for one in complaints if "status of 404" not in one]


def test_the_reader_closes_and_the_owner_sees_it(server: Live, page: Page) -> None:
    shown = Shown(server, [card()])
    see_card(page, shown)
    with page.expect_response("**/v1/share/report"):
        page.click("[data-ref=close]")
    assert sorted(shown.events()) == ["closed", "opened"]
    assert page.evaluate("history.state") is None
    assert "7QX2" not in page.content()


def test_nothing_is_left_behind_the_back_button(server: Live, page: Page) -> None:
    page.goto(f"{server.origin}/nl/")
    shown = Shown(server, [card()])
    see_card(page, shown)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/away")
    page.go_back()
    page.wait_for_selector("main h1")
    assert "/s" not in page.url
    assert page.locator("img.viewer-drawn").count() == 0


def test_another_language_keeps_the_link(server: Live, page: Page) -> None:
    shown = Shown(server, [card()])
    page.goto(shown.url)
    page.wait_for_selector("[data-ref=open]")
    page.click(".tongues [hreflang=fr]")
    page.wait_for_url("**/fr/s")
    page.click("[data-ref=open]")
    page.wait_for_selector("img.viewer-drawn")


@pytest.mark.parametrize("allowed", [False, True])
def test_what_may_be_printed_bears_the_number_and_the_rest_prints_a_refusal(
    server: Live, page: Page, allowed: bool
) -> None:
    shown = Shown(server, [card()], print=allowed)
    see_card(page, shown)
    page.emulate_media(media="print")
    assert page.locator(".viewer-mark").is_visible() is allowed
    assert page.locator("img.viewer-drawn").is_visible() is allowed
    assert page.locator(".print-refused").is_visible() is not allowed
    assert page.locator("[data-ref=save]").is_hidden()
    page.emulate_media(media="screen")
    if allowed:
        with page.expect_response("**/v1/share/report"):
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert sorted(shown.events()) == ["opened", "printed"]


def test_all_pages_of_a_pdf_go_on_sheets_of_their_own(server: Live, page: Page) -> None:
    shown = Shown(server, [Paper(pdf(), "application/pdf", "Letter")], print=True)
    page.add_init_script("print = () => { document.body.dataset.printed = '1'; }")
    open_link(page, shown)
    page.click("[data-ref=printall]")
    page.wait_for_selector("body[data-printed]")
    page.emulate_media(media="print")
    assert page.locator(".print-sheet img").count() == 3
    assert page.locator(".print-sheet .viewer-mark").count() == 3
    assert page.locator("main").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".print-sheets").count() == 0


def test_what_may_be_kept_is_saved_under_a_harmless_name(server: Live, page: Page) -> None:
    shown = Shown(server, [Paper(picture(), "image/jpeg", "../a\u202egpj.exe")], keep=True)
    see_card(page, shown)
    with page.expect_download() as saved:
        page.click("[data-ref=save]")
    name = saved.value.suggested_filename
    assert name.endswith(".jpg")
    assert not {"/", "\u202e"} & set(name)
    assert Path(saved.value.path()).read_bytes() == picture()


def test_an_office_file_or_a_page_is_never_drawn(server: Live, page: Page) -> None:
    hostile = b"<script>document.title = 'taken'</script><svg onload=alert(1)>"
    papers = [
        Paper(hostile, "image/svg+xml", "a.svg"),
        Paper(hostile, "text/html", "b"),
        Paper(b"PK", OFFICE, "c"),
    ]
    shown = Shown(server, papers)
    open_link(page, shown)
    for number in (1, 2, 3):
        page.click(f".rows li:nth-child({number}) button")
        page.wait_for_selector("[data-ref=nokeep]")
        assert page.locator(".viewer-drawn, .viewer-text").count() == 0
        assert page.locator("[data-ref=save]").is_hidden()
    assert page.title() != "taken"


def test_a_damaged_paper_is_told_and_the_other_still_opens(server: Live, page: Page) -> None:
    shown = Shown(server, [card(), card()], sums={0: bytes(32)})
    open_link(page, shown)
    page.click(".rows li:nth-child(1) button")
    page.wait_for_selector("[data-ref=trouble]")
    page.click(".rows li:nth-child(2) button")
    page.wait_for_selector("img.viewer-drawn")


def test_a_broken_line_is_told_and_tried_again(server: Live, page: Page, complaints: list[str]) -> None:
    shown = Shown(server, [card()])
    page.goto(shown.url)
    page.context.set_offline(True)
    page.click("[data-ref=open]")
    page.wait_for_selector("[data-ref=retry]")
    page.context.set_offline(False)
    page.click("[data-ref=retry]")
    page.click("[data-ref=open]")
    page.wait_for_selector("img.viewer-drawn")
    complaints[:] = [one for one in complaints if "ERR_INTERNET" not in one]


def test_whoever_turns_pages_fast_sees_the_last_one(server: Live, page: Page) -> None:
    open_link(page, Shown(server, [Paper(pdf(), "application/pdf", "Letter")]))
    page.wait_for_selector("[data-ref=next]")
    page.evaluate("for (const _ of [1, 2]) document.querySelector('[data-ref=next]').click()")
    page.evaluate("for (const _ of [1, 2]) document.querySelector('[data-ref=larger]').click()")
    middle = "c => [...c.getContext('2d').getImageData(c.width / 2, c.height / 2, 1, 1).data].join()"
    # not page.wait_for_function, which needs eval in the page as soon as it has to wait
    wait(ByPlaywright("chromium", page), f"({middle})(document.querySelector('canvas')) === '0,0,255,255'")
