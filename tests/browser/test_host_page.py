"""A host at a browser: signs in, adds a PC, sees who needs help, gives time, ends a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looks import wrong_with
from tests.live import Live
from tests.people.host import Host
from tests.people.public_pc import PublicPc
from wallet.words import LANGUAGES

pytestmark = pytest.mark.browser
embedded = pytest.mark.parametrize("served", ["embedded"], indirect=True)
# what the console tells of who is not, or no longer, signed in, and of wrong tries
EXPECTED = ("status of 401", "status of 404", "ERR_INTERNET_DISCONNECTED")


@pytest.fixture
def bilal(browser: Browser, served: Live) -> Iterator[Host]:
    host = Host(browser, served)
    host.goes_to("host")
    yield host
    host.gets_up()
    assert [one for one in host.complaints if not any(code in one for code in EXPECTED)] == []


@pytest.fixture
def pc(bilal: Host) -> PublicPc:
    """A PC that Bilal has just added, in use."""
    bilal.account.sign_in()
    made = PublicPc(bilal.origin)
    assert made.enrols(bilal.asks_for_a_code("PC 1")) == "PC 1"
    bilal.waits_for("[data-screen=screen-host-pcs]")
    made.beats(state="busy", left=600)
    return made


@embedded
def test_a_host_adds_a_pc_sees_a_call_for_help_gives_time_and_ends(bilal: Host, pc: PublicPc) -> None:
    bilal.sees_state("PC 1", "pc.left.other", n=10)
    assert not bilal.card("PC 1").locator("[data-ref=help]").is_visible()
    pc.beats(help=True, left=540)
    bilal.card("PC 1").locator("[data-ref=help]").wait_for()
    expect(bilal.page).to_have_title("(1) Sacoche")
    bilal.does("PC 1", "more")
    assert pc.hears() == {"do": "more_time", "minutes": 10}
    pc.beats(help=False, left=1140)
    bilal.sees_state("PC 1", "pc.left.other", n=19)
    bilal.does("PC 1", "end", "no")
    bilal.does("PC 1", "end", "yes")
    assert pc.hears() == {"do": "end"}
    pc.beats(state="free", left=None)
    bilal.sees_state("PC 1", "pc.free")
    expect(bilal.page).to_have_title("Sacoche")


@embedded
def test_a_host_clears_the_printer_and_announces_closing(bilal: Host, pc: PublicPc) -> None:
    pc.beats(printer="stopped")
    expect(bilal.card("PC 1").locator("[data-text=printer]")).to_have_text(bilal.word("printer.stopped"))
    bilal.does("PC 1", "clear")
    assert pc.hears() == {"do": "clear_printer"}
    bilal.does("PC 1", "closing", "15")
    assert pc.hears() == {"do": "announce_closing", "minutes": 15}


@embedded
def test_a_host_announces_closing_everywhere_and_removes_a_pc(bilal: Host, pc: PublicPc) -> None:
    other = PublicPc(bilal.origin)
    other.enrols(bilal.asks_for_a_code("By the window"))
    other.beats()
    pc.beats()
    bilal.taps("[data-ref=closing-all]")
    bilal.taps("dialog [data-answer='30']")
    for each in (pc, other):
        assert each.hears() == {"do": "announce_closing", "minutes": 30}
    bilal.does("PC 1", "remove", "yes")
    bilal.card("PC 1").wait_for(state="detached")
    assert bilal.card("By the window").is_visible()


@embedded
def test_what_cannot_be_done_now_stays_in_its_place_and_does_nothing(bilal: Host, pc: PublicPc) -> None:
    pc.beats(state="free", left=None)
    bilal.sees_state("PC 1", "pc.free")
    expect(bilal.card("PC 1").locator("[data-ref=end]")).to_have_attribute("aria-disabled", "true")
    bilal.card("PC 1").locator("[data-ref=end]").click(force=True)
    assert not bilal.sees("dialog")
    bilal.served.clock.forward(seconds=40)
    bilal.sees_state("PC 1", "pc.away")


@embedded
def test_a_wrong_code_is_told_and_a_right_one_opens(bilal: Host) -> None:
    bilal.account.try_with("bilal", bilal.account.password, "12")
    expect(bilal.waits_for("#host-say")).to_have_text(bilal.word("host.six"))
    bilal.account.try_with("bilal", "wrong", bilal.account.code())
    expect(bilal.waits_for("#host-say")).to_have_text(bilal.word("host.refused"))
    bilal.account.sign_in()
    bilal.taps("[data-ref=out]")
    bilal.waits_for("[data-screen=screen-host-in]")
    bilal.goes_to("host")
    bilal.waits_for("[data-screen=screen-host-in]")


@embedded
def test_the_session_is_in_no_reach_of_a_script_and_outlives_a_reload(bilal: Host) -> None:
    bilal.account.sign_in()
    bilal.page.reload()
    bilal.waits_for("[data-screen=screen-host-pcs]")
    assert bilal.page.evaluate("document.cookie") == ""
    assert bilal.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [one["sameSite"] for one in bilal.context.cookies()] == ["Strict"]


@embedded
def test_an_ended_session_shows_the_first_screen_and_says_why(bilal: Host, pc: PublicPc) -> None:
    bilal.served.clock.forward(hours=9)
    bilal.waits_for("[data-screen=screen-host-in]")
    expect(bilal.waits_for("#host-say")).to_have_text(bilal.word("host.ended"))
    assert pc.beats() == []


@embedded
def test_without_a_line_the_list_says_that_it_may_be_old(bilal: Host, pc: PublicPc) -> None:
    bilal.sees_state("PC 1", "pc.left.other", n=10)
    bilal.context.set_offline(True)
    bilal.waits_for("[data-ref=stale]")
    bilal.context.set_offline(False)
    expect(bilal.page.locator("[data-ref=stale]")).to_be_hidden()
    assert pc.beats() == []


@embedded
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_is_sound_and_narrow_in_every_language(browser: Browser, served: Live, lang: str) -> None:
    host, pc = Host(browser, served, lang), PublicPc(served.origin)
    host.goes_to("host")
    host.account.sign_in()
    pc.enrols(host.asks_for_a_code("The one by the window, beside the door"))
    pc.beats(state="busy", left=754, printer="paper", help=True)
    host.waits_for(".pc-help")
    assert wrong_with(host.page) == []
    host.gets_up()


@embedded
def test_a_host_does_everything_by_keyboard(bilal: Host) -> None:
    keys = bilal.page.keyboard
    bilal.waits_for("[data-screen=screen-host-in]")
    for text in (bilal.account.name, bilal.account.password, bilal.account.code()):
        keys.press("Tab")
        keys.type(text)
    keys.press("Enter")
    bilal.waits_for("[data-screen=screen-host-pcs]")
    keys.press("Tab")
    keys.press("Enter")
    bilal.waits_for("[data-screen=screen-host-add]")
    keys.type("PC 3")
    keys.press("Enter")
    bilal.waits_for(".pc-code")
