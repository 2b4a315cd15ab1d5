"""Every screen of the wallet page, filled, in every language: what a machine can say about its looks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.browser.looks import AXE, too_wide
from tests.browser.screens import TABLE
from tests.browser.walk import walk, walk_first
from tests.browser.walk_papers import Stop
from tests.live import Live
from tests.node import ROOT
from tests.people.holder import Holder
from wallet.words import LANGUAGES

pytestmark = pytest.mark.browser
NAMED = {"screen-device-new", "screen-kept-choose", "screen-kept", "screen-kept-paper"}
ELSEWHERE = {*NAMED, "screen-badge-name", "screen-badge-papers"}
"""Only where a server has a name: tests/browser/test_passkey.py, tests/browser/test_kept.py. Or where a badge
is held before the camera: tests/browser/test_badge.py."""
ROWS = {(name, state) for name, states in TABLE.items() for state in states}
DEVICES = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
# what the console tells of the refusals that the walk meets, and of a sound that is put away while it loads
EXPECTED = ("status of 404", "status of 507", "ERR_REQUEST_RANGE_NOT_SATISFIABLE")

RUN_AXE = "axe.run(document, {resultTypes: ['violations']})"
# the quick exit lies on top; the main action is reached by Tab, unless it waits for an answer
OUT_OF_REACH = """() => {
  const wrong = [];
  const exit = document.querySelector('[data-leave]');
  const box = exit.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  if (!exit.contains(top)) wrong.push('quick exit');
  const shown = (one) => one.getClientRects().length > 0;
  const scope = document.querySelector('dialog[open]') ?? document.querySelector('main');
  const actions = [...scope.querySelectorAll('button, a[href], input, textarea, summary')].filter(shown);
  if (!actions.length && !document.querySelector('[aria-busy=true]')) wrong.push('nothing to do');
  for (const one of actions) {
    const size = one.getBoundingClientRect();
    if (one.tabIndex < 0) wrong.push('not by keyboard: ' + one.outerHTML.slice(0, 80));
    if (one.matches('.primary') && size.height < 44) wrong.push('small: ' + one.outerHTML.slice(0, 80));
  }
  return wrong;
}"""
CUT_OFF = """() => [...document.querySelectorAll('main button, main h1, dialog button')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
  .map((one) => one.outerHTML.slice(0, 90))"""


def templates() -> set[str]:
    """The ids of every screen and sheet of the wallet page."""
    page = (ROOT / "templates/open.html").read_text("utf-8")
    included = re.findall(r'include "(open/[^"]+)"', page)
    texts = [(ROOT / "templates" / name).read_text("utf-8") for name in included]
    return set(re.findall(r'<template id="((?:screen|sheet)-[^"]+)"', "".join(texts)))


def test_every_screen_has_a_row() -> None:
    assert set(TABLE) | ELSEWHERE == templates()


@pytest.fixture(scope="module")
def phone(playwright: Playwright) -> Iterator[Browser]:
    """Chromium on a device with a camera and a microphone."""
    flags = ["--no-sandbox", "--disable-gpu", *DEVICES]
    running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
    yield running
    running.close()


def faults(page: Page) -> list[Any]:
    """What is wrong with the page as it stands, at 320 pixels and with letters of twice their size."""
    wrong: list[Any] = page.evaluate(OUT_OF_REACH)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    wrong += [(one["id"], [n["html"] for n in one["nodes"]]) for one in page.evaluate(RUN_AXE)["violations"]]
    wrong += page.evaluate(CUT_OFF)
    return wrong + too_wide(page)


def looked_at(holder: Holder, stops: Iterator[Stop], folder: Path) -> set[Stop]:
    """Follows the walk to its end and looks at each stop; where it was. Raises AssertionError for faults."""
    wrong: dict[str, list[Any]] = {}
    seen: set[Stop] = set()
    for name, state in stops:
        kind = name.partition("-")[0]
        holder.waits_for(f"[data-{kind}={name}]")
        seen.add((name, state))
        found = faults(holder.page)
        wrong |= {f"{name} {state}": found} if found else {}
        holder.page.screenshot(path=folder / f"{len(seen):02}-{name}-{state}.png")
    assert holder.page.evaluate("document.dir") == ("rtl" if holder.lang == "ar" else "ltr")
    holder.gets_up()
    assert wrong == {}, json.dumps(wrong, indent=1, ensure_ascii=False)
    assert [one for one in holder.complaints if not any(code in one for code in EXPECTED)] == []
    return seen


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_every_screen_in_every_state(phone: Browser, served: Live, tmp_path: Path, lang: str) -> None:
    holder = Holder(phone, served.origin, lang, reduced_motion="reduce")
    assert looked_at(holder, walk(holder, served, tmp_path), tmp_path) == ROWS


@pytest.mark.parametrize("lang", ["ar", "nl"])
@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_the_first_screens(phone: Browser, served: Live, tmp_path: Path, lang: str) -> None:
    holder = Holder(phone, served.origin, lang, reduced_motion="reduce")
    assert looked_at(holder, walk_first(holder, served, tmp_path), tmp_path) < ROWS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_longest_names_of_pictures_fit_on_a_small_screen(page: Page, origin: str, lang: str) -> None:
    names = json.loads((ROOT / f"wallet/static/pictures/names.{lang}.json").read_text("utf-8"))
    texts = sorted(re.findall(r"\w+", json.dumps(names, ensure_ascii=False)), key=len)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{origin}/{lang}/open")
    page.click("[data-go=before]")
    page.click("[data-go=signup]")
    page.wait_for_selector(".drawn-one")
    fill = "text => document.querySelectorAll('.drawn-one b').forEach(one => { one.textContent = text; })"
    page.evaluate(fill, texts[-1])
    assert too_wide(page) == []
