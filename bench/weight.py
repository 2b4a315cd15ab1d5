"""Bytes and requests that stand before a shared paper, and before an unlocked wallet."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Request

from bench.browser import chromium, fresh
from bench.figures import Result, shown
from bench.made import ask
from bench.opening import NOTICE
from bench.putting import WORDS
from bench.served import Served, Shown, as_live, wallet
from tests.people.holder import LISTED, Holder
from tests.shown import Paper
from wallet.words import LANGUAGES

KB = 1000


@dataclass
class Came:
    """One answer: the end of its address, and its bytes as they travelled."""

    path: str
    body: int
    head: int


@dataclass(frozen=True)
class Size:
    """In which languages the share page is weighed."""

    languages: Sequence[str]


WHOLE, SMALLEST = Size(tuple(LANGUAGES)), Size(("ar",))


def measure(size: Size) -> Result:
    """The table and its aims."""
    about = (
        "An empty cache; bodies as they travel (gzip), in KB of 1,000 bytes. The share page up to the "
        "notice. The wallet page up to the question for the name, with everything that it fetches on the "
        "way; and what it fetches with the list."
    )
    columns = ["page", "requests", "bodies, KB", "headers, KB", "largest"]
    result = Result("Weight", about, columns)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser, wallet(Path(folder) / "w") as server:
        _share_pages(result, browser, server, size.languages)
        _wallet_page(result, browser, server)
    return result


def _share_pages(result: Result, browser: Browser, server: Served, languages: Sequence[str]) -> None:
    papers = [Paper(b"%PDF-", "application/pdf", "paper")]
    link = Shown(as_live(server), papers).url
    bodies, counts = list[float](), list[int]()
    for lang in languages:
        with fresh(browser) as page:
            came = _came(page, _opened(page, link.replace("/s#", f"/{lang}/s#"), NOTICE))
        bodies.append(_row(result, f"share page, {lang}", came))
        counts.append(len(came))
    result.at_most(
        "weight share", "share page before documents, the heaviest language", max(bodies), 30, "KB"
    )
    result.at_most("weight requests", "its requests, with the icon", max(counts), 4, "")


def _wallet_page(result: Result, browser: Browser, server: Served) -> None:
    maker = Holder(browser, server.origin)
    maker.makes_a_wallet(WORDS)
    maker.gets_up()
    holder = Holder(browser, server.origin)
    holder.learns(maker.tells())
    seen = _came(holder.page, lambda: _asked_for_the_name(holder))
    came = [*(one for one in seen if one.path != "worker.js"), _worker(holder.page, server)]
    later = _came(holder.page, lambda: _let_in(holder))
    holder.gets_up()
    pictures = [one for one in came if one.path == "sheet.png"]
    rest = [one for one in came if one not in pictures]
    body = _row(result, "wallet page, nl, until it asks for the name, picture file apart", rest)
    result.at_most("weight unlock", "unlock page, picture file apart", body, 90, "KB")
    _row(result, "its picture file", pictures)
    _row(result, "with the list", [one for one in later if one.path.endswith(".svg")])


def _asked_for_the_name(holder: Holder) -> None:
    holder.goes_to("open")
    holder.taps("[data-go=unlock]")
    holder.waits_for(".picture")


def _let_in(holder: Holder) -> None:
    holder.entry.give()
    holder.waits_for(LISTED)


def _worker(page: Page, server: Served) -> Came:
    """The Worker's script; the page sees it come, at times, and always without its size."""
    find = "() => document.getElementById('parts').content.querySelector('[data-part=worker]').dataset.src"
    headers, body = ask(server, "GET", page.evaluate(find), b"", {"Accept-Encoding": "gzip"})
    return Came("worker.js", len(body), sum(len(name) + len(value) + 4 for name, value in headers.items()))


def _opened(page: Page, link: str, seen: str) -> Callable[[], None]:
    def go() -> None:
        page.goto(link)
        page.wait_for_selector(seen)

    return go


def _came(page: Page, go: Callable[[], None]) -> list[Came]:
    """What came while `go` ran and until nothing was under way."""
    finished = list[Request]()
    page.on("requestfinished", lambda one: finished.append(one))
    go()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    sizes = [(one.url, one.sizes()) for one in finished if not one.url.startswith("blob:")]
    return [
        Came(url.split("?")[0].rsplit("/", 1)[1], size["responseBodySize"], size["responseHeadersSize"])
        for url, size in sizes
    ]


def _row(result: Result, name: str, came: list[Came]) -> float:
    body = sum(one.body for one in came) / KB
    largest = sorted(came, key=lambda one: -one.body)[:5]
    named = ", ".join(f"{one.path.split('#')[0]} {shown(one.body / KB)}" for one in largest)
    head = shown(sum(one.head for one in came) / KB)
    result.rows.append([name, str(len(came)), shown(body), head, named])
    return body
