"""A helper for some kinds of papers: a card, six digits, what comes later too, and an end at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looks import TOO_WIDE, axe
from tests.browser.papers import picture
from tests.live import Live
from tests.people.giver import Giver
from tests.people.helper import Helper
from tests.people.holder import Holder
from wallet.words import LANGUAGES

pytestmark = pytest.mark.browser


@pytest.fixture
def amal(browser: Browser, served: Live, tmp_path: Path) -> Iterator[Holder]:
    amal = Holder(browser, served.origin, "fr")
    amal.makes_a_wallet()
    for name in ("identity", "diary"):
        (tmp_path / f"{name}.jpg").write_bytes(picture())
    amal.papers.add(tmp_path / "identity.jpg", tmp_path / "diary.jpg")
    amal.papers.choose_kind("identity", 0, 0)
    yield amal
    amal.gets_up()
    assert amal.complaints == []


@pytest.fixture
def sofie(browser: Browser, served: Live) -> Iterator[Helper]:
    sofie = Helper(browser, served.origin)
    yield sofie
    sofie.gets_up()


def test_a_helper_sees_prints_adds_and_it_ends(
    amal: Holder, sofie: Helper, browser: Browser, served: Live, tmp_path: Path
) -> None:
    link, code = amal.mandates.make("Sofie", kinds=2, may_print=True, may_add=True)
    assert "/m#" in link
    sofie.opens(link, code)
    sofie.waits_for("main [data-look=picture] img")
    assert "#" not in sofie.page.url
    assert "diary" not in sofie.page.inner_text("body")
    sofie.taps("main [data-ref=printone]")
    give_a_paper(amal, sofie, browser, served, tmp_path)

    amal.papers.choose_kind("letter", 0, 1)
    sofie.opens(link, code)
    expect(sofie.page.locator("[data-slot=rows] li")).to_have_count(2)
    amal.taps("[data-go=shares]")
    told = amal.page.locator(".showing-row").first.locator("[data-text=what]")
    expect(told.filter(has_text=amal.word("share.event.printed"))).to_have_count(1)
    amal.taps(".showing-row [data-ref=end]")
    sofie.waits_for("main h1:has-text('afgelopen')")
    assert sofie.page.locator("main img, main [data-slot=rows]").count() == 0
    sofie.opens_card(link)
    sofie.types(code)
    sofie.waits_for("main [data-ref=retry]")
    amal.is_at_the_list()


def give_a_paper(amal: Holder, sofie: Helper, browser: Browser, served: Live, tmp_path: Path) -> None:
    address = sofie.page.get_attribute("main [data-ref=add]", "href") or ""
    assert address.startswith("/d#")
    giver = Giver(browser, served.origin)
    giver.opens_address(f"{served.origin}{address}")
    (tmp_path / "letter.jpg").write_bytes(picture())
    giver.puts_in(tmp_path / "letter.jpg", "letter", "Sofie")
    giver.gets_up()
    amal.finishes()
    amal.unlocks()
    amal.mailboxes.look()
    amal.mailboxes.keep()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_the_card_alone_opens_nothing(amal: Holder, sofie: Helper) -> None:
    link, code = amal.mandates.make("", kinds=1)
    sofie.opens_card(link)
    sofie.types("12 34")
    expect(sofie.page.locator("[data-text=say]")).not_to_be_empty()
    sofie.types(f"{(int(code) + 1) % 1_000_000:06}")
    sofie.waits_for("main [data-ref=retry]")
    sofie.taps("main [data-ref=retry]")
    sofie.types(code)
    sofie.waits_for("main [data-look=picture] img")
    assert not sofie.sees("main [data-ref=printone]")
    assert not sofie.sees("main [data-ref=add]")
    sofie.page.reload()
    sofie.waits_for("#mandate-link")


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_helpers_page_reads_well(browser: Browser, served: Live, lang: str) -> None:
    helper = Helper(browser, served.origin, lang)
    helper.page.set_viewport_size({"width": 320, "height": 640})
    for fragment, place in (("", "#mandate-link"), (f"#{'A' * 43}", "#mandate-code")):
        helper.page.goto("about:blank")
        helper.page.goto(f"{served.origin}/{lang}/m{fragment}")
        helper.waits_for(place)
        assert axe(helper.page) == []
        assert not helper.page.evaluate(TOO_WIDE)
    helper.gets_up()
    assert helper.complaints == []
