"""Sacoche on a device of one's own: its pages open without a network, only where somebody asked for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.live import Live
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]
KEPT = """async () => {
  const paths = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
  return paths;
}"""
REGISTERED = "async () => (await navigator.serviceWorker.getRegistrations()).length"


@pytest.fixture
def filmon(browser: Browser, served: Live) -> Iterator[Holder]:
    filmon = Holder(browser, served.origin, "fr")
    filmon.makes_a_wallet()
    yield filmon
    filmon.gets_up()


def puts_it_on_the_phone(holder: Holder) -> None:
    holder.taps("[data-go=settings]")
    holder.taps("main [data-go=install]")
    holder.taps("main [data-ref=do]")
    holder.waits_for("main [data-ref=forget]")
    holder.is_at_the_list()


def test_the_pages_open_without_a_network_and_say_so(filmon: Holder) -> None:
    puts_it_on_the_phone(filmon)
    filmon.finishes()
    filmon.context.set_offline(True)
    filmon.goes_to("")
    filmon.waits_for("[data-offline]")
    filmon.goes_to("open")
    filmon.taps("[data-go=unlock]")
    filmon.waits_for(".picture")
    filmon.context.set_offline(False)
    filmon.unlocks()
    filmon.finishes()
    assert not filmon.sees("[data-offline]")


def test_nothing_of_anybody_is_kept_and_the_pages_outlive_the_session(filmon: Holder) -> None:
    filmon.papers.write("mes papiers")
    puts_it_on_the_phone(filmon)
    filmon.papers.open("mes papiers")
    filmon.is_at_the_list()
    filmon.finishes()
    kept = filmon.page.evaluate(KEPT)
    assert {"/fr/", "/fr/open"} <= set(kept)
    assert all(path.startswith(("/static/", "/fr/")) for path in kept)
    assert filmon.page.evaluate(REGISTERED) == 1
    filmon.unlocks()
    assert filmon.papers.titles() == ["mes papiers"]


def test_it_is_taken_off_again_and_then_nothing_stays(filmon: Holder) -> None:
    puts_it_on_the_phone(filmon)
    filmon.taps("[data-go=settings]")
    filmon.taps("main [data-go=install]")
    filmon.taps("main [data-ref=forget]")
    filmon.waits_for("#live.shown")
    filmon.is_at_the_list()
    filmon.finishes()
    assert filmon.page.evaluate(KEPT) == []
    assert filmon.page.evaluate(REGISTERED) == 0


def test_a_shared_pc_offers_none_of_it(browser: Browser, served: Live) -> None:
    visitor = Holder(browser, served.origin, "fr")
    visitor.goes_to("k-open")
    visitor.begins_a_wallet()
    visitor.card.prove()
    visitor.waits_for("[data-go=add]")
    visitor.taps("[data-go=settings]")
    visitor.taps("main [data-go=install]")
    visitor.waits_for("main [data-ref=unable]")
    assert not visitor.sees("main [data-ref=do]")
    visitor.gets_up()


REFUSES = """() => {
  ServiceWorkerContainer.prototype.register = async () => {
    throw new DOMException("", "SecurityError");
  };
}"""


@pytest.mark.parametrize("way", ["refused", "broken"])
def test_where_it_cannot_be_kept_that_is_said(filmon: Holder, served: Live, way: str) -> None:
    if way == "refused":
        filmon.page.evaluate(REFUSES)
    else:
        served.edge.answer("GET", "/fr/", "500 Internal Server Error", b"")
    filmon.taps("[data-go=settings]")
    filmon.taps("main [data-go=install]")
    filmon.taps("main [data-ref=do]")
    filmon.is_told("problem.not_kept")


def test_the_manifest_is_one_that_a_phone_takes(filmon: Holder, served: Live) -> None:
    answer = filmon.context.request.get(f"{served.origin}/fr/app.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    said = answer.json()
    assert (said["start_url"], said["display"], said["lang"]) == ("/fr/", "standalone", "fr")
    assert filmon.context.request.get(f"{served.origin}{said['icons'][0]['src']}").ok
