"""A browser that is set to keep nothing, as by "block all cookies": everything but keeping goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.live import Live
from tests.people import argon
from tests.people.giver import Giver
from tests.people.holder import Holder
from tests.people.seat import Seat
from tests.people.worker import Worker

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("served", ["embedded"], indirect=True)]
BLOCKED = {"profile": {"default_content_setting_values": {"cookies": 2}}}
STORES = """async () => {
  const refused = [];
  const of = { local: () => localStorage, caches: () => caches.keys(), bases: () => indexedDB.databases() };
  for (const [name, store] of Object.entries(of))
    await Promise.resolve().then(store).catch(() => refused.push(name));
  return refused;
}"""


@pytest.fixture
def blocked(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """Chromium as its settings leave it: "block all cookies"."""
    folder = tmp_path / "profile" / "Default"
    folder.mkdir(parents=True)
    (folder / "Preferences").write_text(json.dumps(BLOCKED))
    context = playwright.chromium.launch_persistent_context(
        str(folder.parent),
        executable_path="/usr/bin/chromium",
        args=["--no-sandbox", "--disable-gpu"],
        viewport={"width": 360, "height": 740},
    )
    argon.remember(context)
    yield context
    context.close()


@pytest.fixture
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Firefox with "all cookies" blocked."""
    env: dict[str, str | float | bool] = {**os.environ, "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
    browser = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path="/usr/bin/firefox-esr",
        env=env,
        firefox_user_prefs={"network.cookie.cookieBehavior": 2},
    )
    yield browser
    browser.close()


def keeps_nothing(seat: Seat) -> None:
    """The browser is what the test takes it for."""
    assert seat.page.evaluate(STORES) == ["local", "caches", "bases"]


def cannot_be_put_on_this_device(holder: Holder) -> None:
    holder.taps("[data-go=settings]")
    holder.taps("main [data-go=install]")
    holder.waits_for("main [data-ref=unable]")
    assert not holder.sees("main [data-ref=do]")
    holder.is_at_the_list()


def test_a_wallet_is_made_used_and_opened_again(blocked: BrowserContext, served: Live) -> None:
    filmon = Holder.at(blocked.new_page(), served.origin, "fr")
    filmon.makes_a_wallet_by_hand()
    keeps_nothing(filmon)
    filmon.papers.write("carte médicale")
    cannot_be_put_on_this_device(filmon)
    filmon.finishes()
    filmon.unlocks()
    assert filmon.papers.titles() == ["carte médicale"]
    filmon.finishes()
    assert filmon.complaints == []


def test_papers_are_shown_and_put_in(
    blocked: BrowserContext, browser: Browser, served: Live, tmp_path: Path
) -> None:
    filmon = Holder(browser, served.origin, "fr")
    filmon.makes_a_wallet()
    filmon.papers.write("carte médicale")
    address = filmon.mailboxes.make("école")
    filmon.shares.show("carte médicale")
    digits = filmon.shares.digits()
    filmon.gets_up()
    paper = tmp_path / "attest.txt"
    paper.write_text("here")
    sofie = Giver.at(blocked.new_page(), served.origin, "nl")
    sofie.opens_address(address)
    sofie.puts_in(paper)
    clerk = Worker.at(sofie.page, served.origin, "nl")
    clerk.types(digits)
    clerk.taps("main [data-ref=open]")
    clerk.waits_for(".reader-paper")
    assert clerk.complaints + sofie.complaints == []


def test_practice_goes_on(blocked: BrowserContext, served: Live) -> None:
    visitor = Seat.at(blocked.new_page(), served.origin, "fr")
    visitor.goes_to("k-practice")
    visitor.waits_for("[data-go=add]")
    visitor.taps("[data-go=bin]")
    visitor.waits_for("[data-screen=screen-bin]")
    assert visitor.complaints == []


def test_a_wallet_is_used_in_firefox(firefox: Browser, served: Live) -> None:
    filmon = Holder(firefox, served.origin, "fr")
    filmon.makes_a_wallet()
    keeps_nothing(filmon)
    filmon.papers.write("carte médicale")
    cannot_be_put_on_this_device(filmon)
    assert filmon.papers.titles() == ["carte médicale"]
    filmon.finishes()
    assert filmon.complaints == []
    filmon.gets_up()
