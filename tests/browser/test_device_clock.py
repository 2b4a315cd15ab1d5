"""A device whose clock is two days off shows the server's time, and one that is set back gains nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from tests.live import Live
from tests.people import wrong_watch
from tests.people.giver import Giver
from tests.people.holder import Holder

pytestmark = pytest.mark.browser
BRUSSELS = ZoneInfo("Europe/Brussels")
WRONG = [-2, 2]


@pytest.fixture
def filmon(browser: Browser, served: Live) -> Iterator[Holder]:
    filmon = Holder(browser, served.origin, "en")
    filmon.makes_a_wallet()
    yield filmon
    filmon.gets_up()
    assert filmon.complaints == []


def today() -> set[str]:
    """How a receipt names this day; two of them at midnight."""
    now = datetime.now(BRUSSELS)
    return {f"{one:%A} {one.day} {one:%B}" for one in (now - timedelta(minutes=1), now)}


def names_today(text: str) -> bool:
    return any(text.startswith(one) for one in today())


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
@pytest.mark.parametrize("days", WRONG)
def test_a_receipt_bears_the_servers_time(
    browser: Browser, filmon: Holder, served: Live, tmp_path: Path, days: int
) -> None:
    address = filmon.mailboxes.make("OCMW")
    paper = tmp_path / "attest.txt"
    paper.write_text("This person slept here.")
    sofie = Giver(browser, served.origin, "en")
    wrong_watch.set_wrong(sofie.context, days=days)
    sofie.opens_address(address)
    sofie.puts_in(paper)
    assert names_today(sofie.page.inner_text("main [data-text=when]"))
    sofie.gets_up()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
@pytest.mark.parametrize("days", WRONG)
def test_what_goes_out_of_a_wallet_bears_the_servers_time(
    browser: Browser, filmon: Holder, served: Live, tmp_path: Path, days: int
) -> None:
    address = filmon.mailboxes.make("OCMW")
    amal = Holder(browser, served.origin, "en")
    wrong_watch.set_wrong(amal.context, days=days)
    amal.makes_a_wallet()
    amal.papers.write("a letter")
    file, _name = amal.leaving.take_everything(tmp_path)
    assert datetime.now(BRUSSELS) - timedelta(days=1) < day_in(file.name) <= datetime.now(BRUSSELS)
    amal.contacts.give_copy("a letter", address)
    assert names_today(amal.page.inner_text("main [data-text=when]"))
    amal.gets_up()
    assert amal.complaints == []


def day_in(name: str) -> datetime:
    """Its first moment."""
    return datetime.strptime(name, "sacoche-%Y-%m-%d.zip").replace(tzinfo=BRUSSELS)


def test_a_clock_that_is_set_back_keeps_no_wallet_open(page: Page, origin: str) -> None:
    page.clock.install()
    page.goto(f"{origin}/nl/open")
    page.click("[data-go=before]")
    page.click("[data-go=signup]")
    page.wait_for_selector("main [data-ref=own]")
    page.clock.set_system_time(datetime.now(BRUSSELS) - timedelta(days=2))
    page.clock.run_for(541_000)
    page.wait_for_selector("dialog")
    page.clock.run_for(61_000)
    page.wait_for_url("**/nl/")
