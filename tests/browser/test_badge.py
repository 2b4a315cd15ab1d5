"""Showing that begins with somebody's badge: how many taps it takes until the papers lie in their mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.papers import picture
from tests.browser.test_cover import black
from tests.browser.test_preview import drawn, drawn_on, goes_back, looks_at
from tests.browser.test_scan import film
from tests.browser.test_screens import faults
from tests.live import Live
from tests.people.holder import Holder
from tests.people.seat import titled

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]
MOST_TAPS = 3
COUNTS = """() => {
  globalThis.endCountOfTest?.abort();
  const { signal } = (globalThis.endCountOfTest = new AbortController());
  globalThis.tapsOfTest = 0;
  let tapped = false;
  document.addEventListener('click', () => (tapped = true), { capture: true, signal });
  const seen = () => { if (tapped) globalThis.tapsOfTest += 1; tapped = false; };
  new MutationObserver(seen).observe(document.querySelector('main'), { childList: true });
}"""


@pytest.fixture
def sofie(browser: Browser, served: Live, tmp_path: Path) -> Iterator[Holder]:
    """A worker, whose badge is filmed."""
    sofie = Holder(browser, served.origin, "nl")
    sofie.makes_a_wallet()
    sofie.taps("[data-go=add]")
    sofie.taps("main [data-go=mailboxes]")
    sofie.page.fill("#mailbox-name", "badge")
    sofie.taps("main form button.primary")
    badge = sofie.waits_for("canvas.qr").screenshot()
    (tmp_path / "badge.y4m").write_bytes(film(badge))
    sofie.is_at_the_list()
    yield sofie
    sofie.gets_up()


@pytest.fixture
def mirela(playwright: Playwright, sofie: Holder, served: Live, tmp_path: Path) -> Iterator[Holder]:
    """Somebody whose phone has that badge before its camera."""
    flags = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    camera = f"--use-file-for-fake-video-capture={tmp_path / 'badge.y4m'}"
    phone = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", *flags, camera]
    )
    mirela = Holder(phone, served.origin, "ar")
    mirela.makes_a_wallet()
    (tmp_path / "school.jpg").write_bytes(picture())
    mirela.papers.add(tmp_path / "school.jpg")
    yield mirela
    assert mirela.complaints == []
    mirela.gets_up()
    phone.close()


def scans(holder: Holder, first: str) -> None:
    """From the list until the badge was read, which shows `first`; taps are counted from there."""
    holder.taps("[data-go=share-choose]")
    holder.taps("main [data-ref=badge]")
    holder.waits_for(first)
    holder.page.evaluate(COUNTS)


def taps_so_far(holder: Holder) -> int:
    return int(holder.page.evaluate("globalThis.tapsOfTest"))


def puts_in(holder: Holder) -> None:
    holder.lifts_the_veil()
    holder.page.locator(f"label.row:has({titled('school')}) input").check()
    holder.taps("main [data-ref=put]")
    holder.waits_for("main [data-slot=running] .showing-row")


def test_from_the_badge_to_the_mailbox_in_three_taps(mirela: Holder, sofie: Holder) -> None:
    scans(mirela, "#badge-name")
    mirela.page.fill("#badge-name", "Sofie")
    mirela.taps("main form button.primary")
    mirela.waits_for("main [data-ref=put]")
    puts_in(mirela)
    assert taps_so_far(mirela) == 2 <= MOST_TAPS
    assert "Sofie" in mirela.page.inner_text("[data-slot=running] [data-text=sent]")
    assert mirela.media.in_use() == []

    sofie.finishes()
    sofie.unlocks()
    window = sofie.contacts.open_shown()
    window.click("main [data-ref=open]")
    window.wait_for_selector("main [data-look=picture] img")
    assert window.locator("[data-ref=print]").locator("visible=true").count() == 0

    mirela.is_at_the_list()
    scans(mirela, "main [data-ref=put]")
    puts_in(mirela)
    assert taps_so_far(mirela) == 1


def test_other_terms_cost_one_tap_more(mirela: Holder) -> None:
    scans(mirela, "#badge-name")
    assert faults(mirela.page) == []
    mirela.taps("main form button.primary")
    mirela.waits_for("main [data-ref=put][disabled]")
    assert faults(mirela.page) == []
    mirela.page.evaluate(COUNTS)
    mirela.lifts_the_veil()
    mirela.page.locator(f"label.row:has({titled('school')}) input").check()
    mirela.taps("main [data-ref=terms]")
    mirela.waits_for("input[name=until]")
    mirela.page.check("main [data-ref=print]")
    mirela.taps("main form button.primary")
    mirela.waits_for("main [data-slot=running] .showing-row")
    assert 1 + taps_so_far(mirela) == MOST_TAPS
    assert mirela.word("contact.unnamed") in mirela.page.inner_text("[data-slot=running] [data-text=sent]")


def test_papers_are_looked_at_first_and_what_was_covered_goes_in_covered(
    mirela: Holder, sofie: Holder
) -> None:
    middle = (0.35, 0.47, 0.65, 0.53)
    scans(mirela, "#badge-name")
    mirela.taps("main form button.primary")
    mirela.waits_for("main [data-ref=put][disabled]")
    mirela.lifts_the_veil()
    mirela.page.locator(f"label.row:has({titled('school')}) input").check()
    assert faults(mirela.page) == []
    looks_at(mirela, "school")
    assert not black(drawn(mirela), middle)
    goes_back(mirela, "main [data-ref=put]:not([disabled])")
    mirela.taps("main [data-ref=terms]")
    mirela.taps("main [data-ref=cover]")
    mirela.taps("main [data-ref=add]")
    mirela.taps("main form button.primary")
    mirela.waits_for("input[name=until]")
    goes_back(mirela, "main [data-ref=put]:not([disabled])")
    looks_at(mirela, "school")
    assert black(drawn(mirela), middle)
    goes_back(mirela, "main [data-ref=put]:not([disabled])")
    mirela.taps("main [data-ref=put]")
    mirela.waits_for("main [data-slot=running] .showing-row")
    sofie.finishes()
    sofie.unlocks()
    window = sofie.contacts.open_shown()
    window.click("main [data-ref=open]")
    assert black(drawn_on(window), middle)
