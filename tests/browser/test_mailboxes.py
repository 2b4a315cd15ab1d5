"""Others put papers in: handed over and not read, kept or not, and nobody learns which."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import strangers
from tests.browser.looks import TOO_WIDE, axe
from tests.browser.papers import pdf, picture
from tests.live import Live
from tests.people.giver import Giver
from tests.people.holder import Holder
from tests.recorder import leaks
from wallet.crypto.bytes import b64, unb64
from wallet.places import Kind
from wallet.words import LANGUAGES

pytestmark = pytest.mark.browser
STORE_FULL = b'{"code": "store_full"}'


@pytest.fixture
def filmon(browser: Browser, served: Live) -> Iterator[Holder]:
    filmon = Holder(browser, served.origin, "fr")
    filmon.makes_a_wallet()
    yield filmon
    filmon.gets_up()
    assert filmon.complaints == []


@pytest.fixture
def sofie(browser: Browser, served: Live) -> Iterator[Giver]:
    sofie = Giver(browser, served.origin)
    yield sofie
    sofie.gets_up()
    assert sofie.complaints == []


def test_a_report_is_handed_over_and_kept(filmon: Holder, sofie: Giver, served: Live, tmp_path: Path) -> None:
    address = filmon.mailboxes.make("OCMW")
    report = tmp_path / "verslag.pdf"
    report.write_bytes(pdf())
    sofie.opens_address(address)
    full = served.edge.answer("POST", "/v1/deposit/ticket", "507 Insufficient Storage", STORE_FULL)
    sofie.fills_in(report)
    sofie.taps("main [data-ref=send]")
    sofie.waits_for("main [data-ref=trouble-box]")
    assert sofie.page.inner_text("main [data-ref=trouble-box]") == sofie.word("drop.store_full")
    full.lift()
    sofie.puts_in(report, "Sociaal verslag", "Sofie, OCMW Brussel")
    assert "#" not in sofie.page.url
    filmon.finishes()
    filmon.unlocks()
    filmon.mailboxes.look()
    assert "Sofie, OCMW Brussel" in filmon.page.inner_text("[data-text=from]")
    filmon.mailboxes.keep()
    assert filmon.papers.titles() == ["Sociaal verslag"]
    assert not filmon.sees("main [data-ref=look]")
    said = ["Sociaal verslag", "Sofie, OCMW", "verslag.pdf", "MediaBox"]
    assert leaks(said, chain(served.recorder.pieces(), served.kept())) == []


def test_who_puts_in_cannot_tell_kept_from_refused_or_unread(
    filmon: Holder, browser: Browser, served: Live, tmp_path: Path
) -> None:
    address = filmon.mailboxes.make("école")
    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(picture())

    def seen() -> str:
        giver = Giver(browser, served.origin)
        giver.opens_address(address)
        giver.puts_in(photo)
        text = giver.page.inner_text("main").split("\n")
        giver.gets_up()
        return "\n".join(line for line in text if ":" not in line)

    first = seen()
    filmon.finishes()
    filmon.unlocks()
    filmon.mailboxes.look()
    filmon.mailboxes.refuse()
    assert filmon.papers.titles() == []
    assert seen() == first
    filmon.mailboxes.close("école")
    closed = Giver(browser, served.origin)
    closed.page.goto(address)
    closed.waits_for("main [data-ref=choose]")
    closed.fills_in(photo)
    closed.taps("main [data-ref=send]")
    closed.waits_for("#drop-link")
    closed.gets_up()


def test_all_that_came_is_removed_unread_and_a_friend_still_gets_in(
    filmon: Holder, sofie: Giver, served: Live, tmp_path: Path
) -> None:
    address = filmon.mailboxes.make("école")
    note = tmp_path / "a.txt"
    note.write_text("unwanted")
    sofie.opens_address(address)
    for _ in range(2):
        sofie.puts_in(note)
        sofie.taps("main [data-ref=more]")
    trusted = filmon.mailboxes.trusted_link("école")
    assert trusted.startswith(address[: address.index("#") + 40])
    filmon.finishes()
    filmon.unlocks()
    fill(served, address)
    filmon.mailboxes.remove_all()
    assert not filmon.sees("main [data-ref=look]")
    sofie.page.goto("about:blank")
    sofie.opens_address(address)
    sofie.fills_in(note)
    sofie.taps("main [data-ref=send]")
    sofie.waits_for("main [data-ref=trouble-box]")
    sofie.page.goto("about:blank")  # another address in the same window loads no page
    sofie.opens_address(trusted)
    sofie.puts_in(note, "letter")
    filmon.finishes()
    filmon.unlocks()
    filmon.mailboxes.look()
    assert filmon.page.inner_text("h1") == "letter"
    filmon.mailboxes.refuse()


def fill(served: Live, address: str) -> None:
    """As strangers would, from many networks."""
    mailbox = unb64(address.partition("#")[2])[:16]
    strangers.fill(served.parts.database, mailbox, Kind.PAPER, 30, 40_000)


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_swapped_lock_is_refused_before_anything_is_sent(
    filmon: Holder, sofie: Giver, served: Live, tmp_path: Path
) -> None:
    page, _, address = filmon.mailboxes.make().partition("#")
    other = filmon.mailboxes.make().partition("#")[2]
    swapped = f"{page}#{b64(unb64(address)[:16] + unb64(other)[16:])}"
    note = tmp_path / "a.txt"
    note.write_text("for Filmon alone")
    sofie.opens_address(swapped)
    sofie.fills_in(note)
    sofie.taps("main [data-ref=send]")
    sofie.waits_for("main [data-ref=trouble-box]")
    assert not any(one.path == "/v1/deposit" for one in served.recorder.sent)


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_hostile_file_is_not_drawn_and_no_paper_is_refused(
    filmon: Holder, sofie: Giver, tmp_path: Path
) -> None:
    address = filmon.mailboxes.make()
    page = tmp_path / "page.html"
    page.write_text("<script>document.title = 'run'</script><h1>x</h1>")
    sofie.opens_address(address)
    sofie.puts_in(page, "‮liated <b>bold</b>", "a\u202eb")
    filmon.finishes()
    filmon.unlocks()
    filmon.mailboxes.look()
    assert filmon.page.inner_text("h1") == "liated <b>bold</b>"
    assert "\u202e" not in filmon.page.inner_text("main")
    assert filmon.page.title() != "run"
    filmon.mailboxes.refuse()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_name_in_another_script_does_not_turn_an_arabic_sentence(
    browser: Browser, sofie: Giver, served: Live, tmp_path: Path
) -> None:
    amal = Holder(browser, served.origin, "ar")
    amal.makes_a_wallet()
    address = amal.mailboxes.make("École")
    amal.mailboxes.show("École")
    assert direction(amal, ".lead") == "rtl"
    amal.is_at_the_list()
    note = tmp_path / "a.txt"
    note.write_text("a")
    sofie.opens_address(address)
    sofie.puts_in(note, who="Sofie, OCMW")
    amal.finishes()
    amal.unlocks()
    amal.mailboxes.look()
    assert direction(amal, "[data-text=from]") == "rtl"
    amal.gets_up()
    assert amal.complaints == []


def direction(person: Holder, selector: str) -> str:
    """In which the words of a place begin."""
    found = person.page.eval_on_selector(f"main {selector}", "one => getComputedStyle(one).direction")
    return str(found)


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_an_address_looks_right(
    filmon: Holder, browser: Browser, served: Live, tmp_path: Path, lang: str
) -> None:
    address = filmon.mailboxes.make()
    giver = Giver(browser, served.origin, lang)
    giver.goes_to("d")
    giver.waits_for("#drop-link")
    assert axe(giver.page) == []
    giver.page.fill("#drop-link", address)
    giver.taps("main form button.primary")
    giver.waits_for("main [data-ref=choose]")
    giver.taps("main [data-ref=send]")
    giver.waits_for("main [data-ref=trouble-box]")
    assert axe(giver.page) == []
    giver.page.set_viewport_size({"width": 320, "height": 640})
    assert giver.page.evaluate(TOO_WIDE) is False
    note = tmp_path / "a.txt"
    note.write_text("a")
    giver.fills_in(note)
    assert not giver.sees("main [data-ref=trouble-box]")
    giver.taps("main [data-ref=send]")
    giver.waits_for("main [data-ref=more]")
    assert axe(giver.page) == []
    assert giver.page.evaluate(TOO_WIDE) is False
    giver.gets_up()
    assert giver.complaints == []
