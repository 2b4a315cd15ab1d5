"""Chosen papers on one's own phone: read without a network, gone once the phone was given up for lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.looks import axe
from tests.browser.papers import pdf
from tests.browser.test_install import puts_it_on_the_phone
from tests.browser.test_passkey import gives_an_authenticator, makes_a_way_in
from tests.live import Live, live
from tests.people.holder import Holder
from tests.people.seat import titled

pytestmark = pytest.mark.browser
SHELVES = "async () => (await caches.keys()).filter((name) => name === 'sacoche-kept').length"
LENGTH = "async () => (await (await caches.match('/kept')).arrayBuffer()).byteLength"
HOLDS = """async (text) => {
  const bytes = new Uint8Array(await (await caches.match('/kept')).arrayBuffer());
  return new TextDecoder('latin1').decode(bytes).includes(text);
}"""


@pytest.fixture
def at_home(tmp_path: Path) -> Iterator[Live]:
    with live(tmp_path / "var", host="localhost") as served:
        yield served


@pytest.fixture
def amal(browser: Browser, at_home: Live) -> Iterator[Holder]:
    amal = Holder(browser, at_home.origin, "fr")
    gives_an_authenticator(amal)
    amal.makes_a_wallet()
    amal.papers.write("carte medicale")
    amal.papers.write("decision")
    makes_a_way_in(amal, "telephone")
    puts_it_on_the_phone(amal)
    yield amal
    amal.gets_up()


def keeps(holder: Holder, *titles: str) -> None:
    """Ticks these too."""
    holder.settings.look_at("install")
    holder.taps("main [data-go=kept-choose]")
    holder.waits_for("[data-screen=screen-kept-choose]")
    assert axe(holder.page) == []
    holder.lifts_the_veil()
    for title in titles:
        holder.page.locator(f"label.row:has({titled(title)}) input").check()
    holder.taps("main [data-ref=keep]")
    holder.waits_for("[data-screen=screen-install]")
    holder.is_at_the_list()


def loses_the_network(holder: Holder) -> None:
    holder.context.set_offline(True)


def reads_without_a_network(holder: Holder) -> list[str]:
    loses_the_network(holder)
    holder.goes_to("open")
    holder.taps("[data-go=unlock-device]")
    holder.waits_for("[data-screen=screen-kept]")
    return holder.reads("[data-slot=papers] [data-text=title]")


def test_chosen_papers_are_read_without_a_network_and_nothing_else(amal: Holder) -> None:
    keeps(amal, "carte medicale")
    assert not amal.page.evaluate(HOLDS, "carte medicale")
    amal.finishes()
    assert reads_without_a_network(amal) == ["carte medicale"]
    assert axe(amal.page) == []
    amal.taps("[data-slot=papers] button")
    amal.waits_for("main [data-look=text]")
    assert axe(amal.page) == []
    amal.taps("main [data-back]")
    amal.taps("main [data-ref=finish]")
    amal.waits_for("[data-offline]")


def test_a_pdf_is_drawn_without_a_network(amal: Holder, tmp_path: Path) -> None:
    file = tmp_path / "bail.pdf"
    file.write_bytes(pdf())
    amal.papers.add(file)
    keeps(amal, "bail")
    amal.finishes()
    reads_without_a_network(amal)
    amal.taps("[data-slot=papers] button")
    amal.waits_for("main [data-look=pdf] canvas")


def test_what_changes_in_the_wallet_changes_on_the_phone(
    amal: Holder, browser: Browser, at_home: Live, tmp_path: Path
) -> None:
    file = tmp_path / "long.txt"
    file.write_text("long " * 20_000)
    amal.papers.add(file)
    keeps(amal, "carte medicale", "long")
    size = amal.page.evaluate(LENGTH)
    elsewhere = Holder(browser, at_home.origin, "fr")
    elsewhere.learns(amal.tells())
    elsewhere.unlocks()
    elsewhere.papers.throw_away("long")
    elsewhere.papers.remove("long")
    amal.finishes()
    amal.unlocks()
    amal.page.wait_for_function(f"async (before) => (await ({LENGTH})()) < before", arg=size)
    amal.finishes()
    assert reads_without_a_network(amal) == ["carte medicale"]
    elsewhere.gets_up()


def test_a_phone_that_was_given_up_for_lost_loses_them_at_its_next_contact(
    amal: Holder, browser: Browser, at_home: Live
) -> None:
    keeps(amal, "carte medicale")
    amal.finishes()
    reads_without_a_network(amal)
    elsewhere = Holder(browser, at_home.origin, "fr")
    elsewhere.learns(amal.tells())
    elsewhere.unlocks()
    elsewhere.settings.take_away_card("telephone")
    assert amal.page.evaluate(SHELVES) == 1
    amal.context.set_offline(False)
    amal.waits_for("[data-screen=screen-welcome]")
    assert amal.page.evaluate(SHELVES) == 0
    amal.goes_to("open")
    amal.waits_for("[data-screen=screen-welcome]")
    assert not amal.sees("[data-go=unlock-device]")
    elsewhere.gets_up()


def test_another_wallet_that_is_opened_here_leaves_them_alone(
    amal: Holder, browser: Browser, at_home: Live
) -> None:
    keeps(amal, "carte medicale")
    amal.finishes()
    friend = Holder(browser, at_home.origin, "fr")
    friend.makes_a_wallet()
    mine = amal.tells()
    amal.learns(friend.tells())
    amal.unlocks()
    amal.finishes()
    amal.learns(mine)
    assert reads_without_a_network(amal) == ["carte medicale"]
    friend.gets_up()


def test_nothing_is_kept_any_more_when_sacoche_is_taken_off(amal: Holder) -> None:
    keeps(amal, "carte medicale")
    amal.settings.look_at("install")
    amal.taps("main [data-ref=forget]")
    amal.waits_for("#live.shown")
    assert amal.page.evaluate(SHELVES) == 0
