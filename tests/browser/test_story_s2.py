"""Story S2, stolen twice: phone, secret and the card's code gone; a card and one person, or two people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.papers import picture
from tests.live import Live
from tests.people.holder import Holder

pytestmark = pytest.mark.browser
OPENING = 15
"""Actions from the wallet page to one's papers, typing or scanning included."""


@pytest.fixture
def amal(browser: Browser, served: Live) -> Iterator[Holder]:
    amal = Holder(browser, served.origin, "fr")
    yield amal
    amal.gets_up()
    assert amal.complaints == []


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, bytes]:
    """Two files by their names."""
    made = {"amu.jpg": picture(), "words.txt": "كلمات\n".encode()}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return made


def at_the_kiosk(browser: Browser, served: Live, lost: Holder) -> Holder:
    """The same person at another machine, with the paper card and nothing in mind."""
    again = Holder(browser, served.origin, "fr")
    again.groups, again.pocket = list(lost.groups), False
    return again


def test_amal_gets_in_with_her_card_and_one_person_and_everything_old_is_dead(
    amal: Holder, papers: dict[str, bytes], tmp_path: Path, browser: Browser, served: Live
) -> None:
    amal.makes_a_wallet()
    amal.papers.add(*(tmp_path / name for name in papers))
    titles = amal.papers.titles()
    kept = {title: amal.papers.get_back(title) for title in titles}
    parts = amal.trusted.choose("Bilal", "Sofie", "ma soeur")
    old = amal.tells()

    again = at_the_kiosk(browser, served, amal)
    again.trusted.help_with_card(parts[1])
    again.trusted.make_all_anew()
    assert again.papers.titles() == titles
    assert {title: again.papers.get_back(title) for title in titles} == kept
    again.finishes()
    again.unlocks()
    again.finishes()

    amal.is_sent_to_the_start()
    amal.learns(old)
    amal.unlocks_in_vain()
    amal.card.unlock_in_vain()
    amal.trusted.help_with_card(parts[0])
    amal.waits_for("dialog [data-text=what]")
    again.gets_up()
    assert again.complaints == []


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_without_the_card_two_people_help_after_the_wait_which_shows_and_can_be_stopped(
    amal: Holder, browser: Browser, served: Live
) -> None:
    amal.makes_a_wallet()
    amal.papers.write("ma vie")
    parts = amal.trusted.choose("Bilal", "Sofie", "ma soeur", days=3)
    amal.finishes()
    served.clock.forward(days=7, seconds=1)
    friends = at_the_kiosk(browser, served, amal)
    friends.trusted.help_as_two(parts[0], parts[2])
    friends.waits_for("[data-screen=screen-recover-wait]")
    assert "ma vie" not in friends.page.content()
    friends.finishes()

    amal.unlocks()
    amal.waits_for("main .notice [data-ref=mine]")
    amal.taps("main .notice [data-ref=mine]")
    assert amal.papers.titles() == ["ma vie"]
    amal.finishes()
    served.clock.forward(days=3)
    friends.trusted.help_as_two(parts[1], parts[2])
    friends.trusted.make_all_anew()
    assert friends.papers.titles() == ["ma vie"]
    friends.gets_up()
    assert friends.complaints == []


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_two_who_were_not_asked_are_stopped_for_good(amal: Holder, browser: Browser, served: Live) -> None:
    amal.makes_a_wallet()
    parts = amal.trusted.choose("Bilal", "Sofie", "un ex", days=1)
    amal.finishes()
    served.clock.forward(days=7, seconds=1)
    thieves = at_the_kiosk(browser, served, amal)
    thieves.trusted.help_as_two(parts[0], parts[2])
    thieves.waits_for("[data-screen=screen-recover-wait]")
    amal.unlocks()
    amal.taps("main .notice [data-ref=stop]")
    amal.taps("dialog [data-answer=yes]")
    amal.waits_for("main [data-go=people-new]")
    served.clock.forward(days=2)
    thieves.trusted.help_as_two(parts[0], parts[2])
    thieves.waits_for("dialog [data-text=what]")
    thieves.gets_up()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_thief_with_only_the_card_gets_nothing(amal: Holder, browser: Browser, served: Live) -> None:
    amal.makes_a_wallet()
    parts = amal.trusted.choose("Bilal")
    stranger = Holder(browser, served.origin, "fr")
    stranger.makes_a_wallet()
    thief = at_the_kiosk(browser, served, amal)
    theirs = stranger.trusted.choose("Mr D.")
    thief.trusted.help_with_card(theirs[0])
    told = thief.waits_for("dialog [data-text=what]").inner_text()
    thief.groups = list(stranger.groups)
    thief.trusted.help_with_card(parts[0])
    assert thief.waits_for("dialog [data-text=what]").inner_text() == told
    thief.pocket, thief.pictures = True, list(amal.pictures)
    thief.card.unlock_in_vain()
    assert thief.page.inner_text("dialog [data-text=what]") == told
    stranger.gets_up()
    thief.gets_up()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_help_takes_few_actions_and_the_helper_learns_nothing(amal: Holder, served: Live) -> None:
    amal.makes_a_wallet()
    amal.papers.write("ma vie")
    amal.trusted.begin_to_choose("Bilal")
    assert "ma vie" not in amal.page.inner_text("main")
    part = amal.reads(".paper-groups .number")
    amal.taps("main [data-ref=next]")
    amal.waits_for("main [data-ref=end]")
    amal.is_at_the_list()
    amal.finishes()
    amal.goes_to("open")
    amal.page.evaluate(
        "() => { window.taps = 0; addEventListener('click', (e) => e.detail && window.taps++, true); }"
    )
    typed = 2
    amal.taps("[data-go=unlock]")
    amal.taps("[data-ref=card]")
    amal.taps("main [data-go=recover]")
    amal.taps("main [data-go=recover-card]")
    amal.trusted.type_groups(amal.groups)
    amal.trusted.give(part)
    amal.waits_for("[data-screen=screen-recovered]")
    assert amal.page.evaluate("window.taps") + typed <= OPENING


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_part_is_tried_without_changing_anything(amal: Holder, served: Live) -> None:
    amal.makes_a_wallet()
    parts = amal.trusted.choose("Bilal", "Sofie", "ma soeur")
    amal.taps("[data-go=settings]")
    amal.taps("main [data-go=people]")
    asked = len(served.recorder.sent)
    amal.taps("main [data-go=people-try]")
    amal.trusted.give(parts[1])
    amal.waits_for("[data-screen=screen-people-try]")
    assert "Sofie" in amal.page.inner_text("[data-text=whose]")
    amal.taps("main [data-ref=other]")
    amal.trusted.give(parts[2])
    amal.waits_for("[data-screen=screen-people-try] [data-ref=together]")
    told = {one.path for one in served.recorder.sent[asked:] if one.path.startswith("/v1/")}
    assert told <= {"/v1/vault"}


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_karim_finds_his_wallet_as_it_was_after_fourteen_months(amal: Holder, served: Live) -> None:
    amal.makes_a_wallet()
    amal.papers.write("mes papiers")
    amal.finishes()
    served.clock.forward(days=430)
    amal.unlocks()
    assert amal.papers.titles() == ["mes papiers"]
    amal.papers.open("mes papiers")


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_wallet_that_is_closed_for_good_opens_again_within_thirty_days_and_not_after(
    amal: Holder, served: Live
) -> None:
    from wallet.sweep import sweep

    amal.makes_a_wallet()
    amal.papers.write("mes papiers")
    amal.leaving.close_wallet()
    served.clock.forward(days=29)
    amal.unlocks()
    assert amal.papers.titles() == ["mes papiers"]
    amal.leaving.close_wallet()
    served.clock.forward(days=30)
    sweep(served.parts)
    amal.unlocks_in_vain()
