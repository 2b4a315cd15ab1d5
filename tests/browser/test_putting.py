"""A paper goes out of a wallet into somebody's mailbox; somebody at work signs it, or does not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.looks import TOO_WIDE, axe
from tests.live import Live
from tests.people.holder import Holder
from tests.recorder import leaks
from wallet.words import LANGUAGES

pytestmark = pytest.mark.browser
FROM = "main [data-text=from]"
ORG = "Samusocial"


@pytest.fixture
def amal(browser: Browser, served: Live) -> Iterator[Holder]:
    amal = Holder(browser, served.origin, "en")
    amal.makes_a_wallet()
    yield amal
    amal.gets_up()
    assert amal.complaints == []


@pytest.fixture
def fatou(browser: Browser, served: Live) -> Iterator[Holder]:
    yield from employed(browser, served, "fr")


@pytest.fixture
def greet(browser: Browser, served: Live) -> Iterator[Holder]:
    yield from employed(browser, served, "nl")


def employed(browser: Browser, served: Live, lang: str) -> Iterator[Holder]:
    person = Holder(browser, served.origin, lang)
    person.makes_a_wallet()
    yield person
    person.gets_up()
    assert [one for one in person.complaints if "status of 40" not in one] == []


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "attest.txt"
    file.write_text("This person slept here.")
    return file


def looks_in(holder: Holder) -> str:
    """What is said of who has put it in."""
    holder.finishes()
    holder.unlocks()
    holder.mailboxes.look()
    return holder.page.inner_text(FROM)


def test_somebody_with_a_plain_wallet_puts_a_paper_and_a_file_in(
    amal: Holder, browser: Browser, served: Live, paper: Path
) -> None:
    address = amal.mailboxes.make()
    sofie = Holder(browser, served.origin, "nl")
    sofie.makes_a_wallet()
    sofie.papers.write("a letter for Amal")
    sofie.contacts.give_copy("a letter for Amal", address, "Sofie, OCMW Brussel")
    assert not sofie.sees("main [data-ref=signed-line]")
    sofie.taps("main [data-ref=done]")
    said = looks_in(amal)
    assert "Sofie" in said
    assert "nobody has checked it" in said
    amal.mailboxes.keep()
    assert amal.papers.titles() == ["a letter for Amal"]
    sofie.contacts.give_file(paper, address, "from a file")
    sofie.taps("main [data-ref=done]")
    sofie.gets_up()
    assert sofie.complaints == []
    assert looks_in(amal) == amal.word("mailbox.from-nobody")
    amal.mailboxes.refuse()
    told = ["a letter for Amal", "Sofie, OCMW", "from a file", "slept here"]
    assert leaks(told, chain(served.recorder.pieces(), served.kept())) == []


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_worker_signs_until_they_are_let_go(
    amal: Holder, greet: Holder, fatou: Holder, served: Live, paper: Path
) -> None:
    greet.work.join(served.admits(ORG), "Greet")
    greet.work.sign_in_by_phone(served.clock)
    fatou.work.join(greet.work.invite(), "Fatou")
    fatou.work.sign_in()
    greet.work.sign_for("Fatou", fatou.work.number())
    address = amal.mailboxes.make()
    fatou.contacts.give_file(paper, address, "attest")
    assert "Fatou" in fatou.page.inner_text("main [data-ref=signed-line]")
    fatou.taps("main [data-ref=done]")
    said = looks_in(amal)
    assert said.replace("\u2068", "").replace("\u2069", "") == "Signed by Fatou of Samusocial."
    amal.mailboxes.keep()
    fatou.contacts.give_file(paper, address, "not as a worker", sign=False)
    assert not fatou.sees("main [data-ref=signed-line]")
    fatou.taps("main [data-ref=done]")
    assert looks_in(amal) == amal.word("mailbox.from-nobody")
    amal.mailboxes.refuse()
    fatou.contacts.give_file(paper, address, "attest")
    fatou.taps("main [data-ref=done]")
    greet.work.let_go("Fatou")
    assert "no longer stands" in looks_in(amal)
    assert axe(amal.page) == []
    amal.mailboxes.refuse()
    amal.settings.look_at("log")
    assert "Fatou, Samusocial" in amal.page.inner_text("main")
    assert leaks(["not as a worker", "slept here"], chain(served.recorder.pieces(), served.kept())) == []


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_a_mailbox_that_is_full_or_gone_is_told_to_whoever_gives(
    amal: Holder, browser: Browser, served: Live, paper: Path
) -> None:
    address = amal.mailboxes.make("gone")
    sofie = Holder(browser, served.origin, "en")
    sofie.makes_a_wallet()
    for number in range(10):
        sofie.contacts.give_file(paper, address, str(number))
        sofie.taps("main [data-ref=done]")
    sofie.taps("[data-go=add]")
    sofie.taps("main [data-go=mailboxes]")
    sofie.taps("main [data-go=put]")
    sofie.contacts.type_address(address)
    sofie.page.set_input_files("main [data-ref=file]", str(paper))
    sofie.page.fill("#put-name", "one too many")
    sofie.taps("main [data-ref=send]")
    sofie.waits_for("main [data-ref=trouble-box]")
    assert sofie.page.inner_text("main [data-ref=trouble-box]") == sofie.word("put.slow_down")
    amal.mailboxes.close("gone")
    sofie.taps("main [data-ref=send]")
    sofie.page.get_by_text(sofie.word("put.not_found")).wait_for()
    assert sofie.page.input_value("#put-name") == "one too many"
    sofie.gets_up()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_screen_of_somebody_who_can_sign_looks_right(
    amal: Holder, browser: Browser, served: Live, paper: Path, tmp_path: Path, lang: str
) -> None:
    address = amal.mailboxes.make()
    worker = Holder(browser, served.origin, lang)
    worker.makes_a_wallet()
    worker.work.join(served.admits("Samusocial de Bruxelles-Brussel"), "Abdelkader-Maximiliaan")
    worker.work.sign_in_by_phone(served.clock)
    worker.work.sign_for("Abdelkader-Maximiliaan", worker.work.number())
    worker.taps("[data-go=add]")
    worker.taps("main [data-go=mailboxes]")
    worker.taps("main [data-go=put]")
    worker.contacts.type_address(address)
    worker.page.set_viewport_size({"width": 360, "height": 740})
    assert worker.sees("main [data-ref=sign]")
    assert not worker.sees("#put-from")
    assert axe(worker.page) == []
    worker.page.screenshot(path=tmp_path / f"put-{lang}.png", full_page=True)
    worker.page.uncheck("main [data-ref=sign]")
    worker.waits_for("#put-from")
    worker.page.check("main [data-ref=sign]")
    worker.page.set_viewport_size({"width": 320, "height": 640})
    assert worker.page.evaluate(TOO_WIDE) is False
    worker.page.set_input_files("main [data-ref=file]", str(paper))
    worker.contacts.hand_over()
    assert axe(worker.page) == []
    assert worker.page.evaluate(TOO_WIDE) is False
    worker.page.screenshot(path=tmp_path / f"put-done-{lang}.png", full_page=True)
    worker.gets_up()
