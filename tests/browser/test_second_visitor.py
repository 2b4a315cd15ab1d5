"""The second visitor at a free-access PC finds a cold start, however the first visit has ended."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.kiosk_pc import Pc, eventually
from tests.live import Live
from tests.people.holder import Holder
from tests.people.visit import WALLET
from tests.run_folder import locked

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.geteuid() != 0, reason="a mount namespace of its own needs root"),
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]
WORDS = f"zaytuna {secrets.token_hex(8)}"
"""Drawn anew, so that no copy of this file on the machine holds them."""
STORED = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length, document.cookie,
  history.length]"""


def visitor(page: Page, origin: str) -> Holder:
    """Whoever sits at the PC: its page, and no browser of their own."""
    seated = Holder.at(page, origin)
    seated.wallet = WALLET
    return seated


@pytest.fixture(autouse=True)
def one_pc_at_a_time() -> Iterator[None]:
    """What one leaves behind would be found at the other."""
    with locked("free-access-pc"):
        yield


@pytest.fixture
def pc(served: Live, tmp_path: Path) -> Iterator[Pc]:
    pc = Pc(served.origin, tmp_path)
    yield pc
    pc.ends()


def left_behind(pc: Pc) -> list[str]:
    """Every file in the places where a visit may write that holds the first one's words.

    `os.walk`, not `rglob`: folders of other tests come and go meanwhile, and only the former lets them."""
    found = []
    for folder in (
        pc.visits,
        Path("/tmp"),
        Path.home() / ".config/chromium",
        Path.home() / ".cache/chromium",
    ):
        for at, _, names in os.walk(folder):
            for path in (Path(at, name) for name in names):
                try:
                    text = path.read_bytes() if path.is_file() and path.stat().st_size < 50_000_000 else b""
                except OSError:
                    continue
                if WORDS.encode() in text or WORDS.encode("utf-16-le") in text:
                    found.append(str(path))
    return found


def by_finish(pc: Pc, page: Page) -> None:
    page.locator(".pc [data-ref=finish]").click()


def by_a_crash(pc: Pc, _page: Page) -> None:
    pc.kill_the_browser()


def by_a_power_cut(pc: Pc, _page: Page) -> None:
    pc.kill_the_launcher()
    pc.starts_again()


@pytest.mark.parametrize("how", [by_finish, by_a_crash, by_a_power_cut], ids=lambda how: how.__name__)
def test_nothing_of_the_first_visit_is_left(
    pc: Pc, playwright: Playwright, how: Callable[[Pc, Page], None]
) -> None:
    first = visitor(pc.page(playwright), pc.origin)
    first.makes_a_wallet()
    first.papers.write(WORDS)
    first.papers.open(WORDS)
    first.page.keyboard.press("Control+A")
    first.page.keyboard.press("Control+C")
    pc.has_title("busy")
    former = pc.visit()
    how(pc, first.page)
    pc.next_visit(former)

    second = visitor(pc.page(playwright), pc.origin)
    assert second.page.url == f"{pc.origin}/k"
    assert second.page.evaluate(STORED) == [0, 0, 0, 0, 0, "", 1]
    second.page.keyboard.press("Alt+ArrowLeft")
    assert second.page.url == f"{pc.origin}/k"
    assert WORDS not in second.page.content()
    assert WORDS not in pc.clipboard()
    assert left_behind(pc) == []
    assert not list(pc.visits.rglob("Downloads"))


def test_a_visit_that_nobody_uses_ends_by_itself_even_where_the_page_is_stuck(
    served: Live, tmp_path: Path, playwright: Playwright
) -> None:
    pc = Pc(served.origin, tmp_path, idle=3)
    try:
        page = pc.page(playwright)
        page.goto(f"{pc.origin}/nl/help")
        former = pc.visit()
        pc.next_visit(former)
        pc.has_title("free")
    finally:
        pc.ends()


def test_the_full_set_of_rules_is_in_force(served: Live, tmp_path: Path) -> None:
    pc = Pc(served.origin, tmp_path, driven=False)
    (tmp_path / "paper.html").write_text("<title>opened it</title>")
    try:
        pc.has_title("free")
        before = pc.screen.titles()
        for keys in (
            "ctrl+o",
            "ctrl+s",
            "ctrl+shift+i",
            "F12",
            "ctrl+u",
            "ctrl+n",
            "ctrl+shift+n",
            "ctrl+j",
            "ctrl+h",
        ):
            pc.presses(keys)
        for address in (
            f"file://{tmp_path}/paper.html",
            "chrome://policy",
            "http://127.0.0.2/",
            "data:text/html,x",
        ):
            pc.presses("ctrl+l")
            pc.types(address)
            pc.presses("Return")
        eventually(lambda: pc.stays_at(before), lambda: f"stays open beside {before}: {pc.screen.titles()}")
    finally:
        pc.ends()
