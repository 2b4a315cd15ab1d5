"""The server refuses or the line breaks while a paper is on its way: its row says so, and a retry works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.edge import Edge, Rule
from tests.live import Live, live
from tests.people.holder import Holder

pytestmark = pytest.mark.browser

BLOB, VAULT = ("PUT", "/v1/blob"), ("PUT", "/v1/vault")
EVERY_TRY = 3  # the browser tries again twice by itself where that is harmless
LARGEST = 32_000_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live(tmp_path_factory.mktemp("line")) as running:
        yield running


@pytest.fixture(scope="module")
def holder(browser: Browser, server: Live) -> Iterator[Holder]:
    """One wallet for all of these tests: every trouble leaves it whole."""
    holder = Holder(browser, server.origin, "nl")
    holder.makes_a_wallet()
    holder.papers.write("before all of it")
    yield holder
    holder.gets_up()


TROUBLES: dict[str, tuple[Callable[[Edge], Rule], str]] = {
    "a fault of ours": (
        lambda edge: edge.answer(*BLOB, "500 Internal Server Error", b"oops"),
        "unknown",
    ),
    "store away": (
        lambda edge: edge.answer(*BLOB, "503 Service Unavailable", b'{"code": "store_away"}', EVERY_TRY),
        "store_away",
    ),
    "store full": (
        lambda edge: edge.answer(*BLOB, "507 Insufficient Storage", b'{"code": "store_full"}'),
        "store_full",
    ),
    "month used up": (
        lambda edge: edge.answer(*BLOB, "429 Too Many Requests", b'{"code": "quota"}'),
        "quota",
    ),
    "cut at the first byte": (lambda edge: edge.cut(*BLOB, 0), "offline"),
    "cut on the way": (lambda edge: edge.cut(*BLOB, 700), "offline"),
    "kept, but the answer is lost": (lambda edge: edge.cut_answer(*VAULT), "offline"),
    "list cannot be saved": (
        lambda edge: edge.answer(*VAULT, "503 Service Unavailable", b'{"code": "busy"}', EVERY_TRY),
        "busy",
    ),
    "list cut on the way": (lambda edge: edge.cut(*VAULT, 9000), "offline"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_row_says_what_happened_and_trying_again_keeps_the_paper_once(
    holder: Holder, server: Live, trouble: str
) -> None:
    make, code = TROUBLES[trouble]
    before = sorted(holder.papers.titles())
    rule = make(server.edge)
    holder.papers.begin_to_write(trouble)
    assert holder.uploads.said() == holder.word(f"problem.{code}")
    assert sorted(holder.papers.titles()) == before
    assert rule.met == rule.times or rule.met >= EVERY_TRY
    rule.lift()
    holder.uploads.try_again()
    holder.papers.wait_for(len(before) + 1)
    assert sorted(holder.papers.titles()) == sorted([*before, trouble])


def test_who_has_to_wait_is_told_how_long(holder: Holder, server: Live) -> None:
    server.edge.answer(*BLOB, "429 Too Many Requests", b'{"code": "slow_down", "retry_after": 150}')
    holder.papers.begin_to_write("wait for it")
    told = holder.uploads.said()
    assert told.startswith(holder.word("problem.slow_down"))
    assert "3" in told
    holder.uploads.try_again()


def test_an_upload_that_is_stopped_keeps_nothing(holder: Holder, server: Live) -> None:
    before = sorted(holder.papers.titles())
    held = server.edge.hold(*BLOB)
    holder.papers.begin_to_write("stopped on the way")
    assert held.reached.wait(30)
    holder.uploads.stop()
    assert holder.uploads.said() == holder.word("upload.stopped")
    held.let_go.set()
    holder.goes_to("open")
    holder.tries_to_unlock()
    holder.papers.wait_for(len(before))
    assert sorted(holder.papers.titles()) == before


def test_what_is_too_large_or_empty_is_refused_before_anything_is_sent(
    holder: Holder, server: Live, tmp_path: Path
) -> None:
    (tmp_path / "large.bin").write_bytes(bytes(LARGEST + 1))
    (tmp_path / "nothing.txt").touch()
    sent = len(server.recorder.sent)
    for name, code in (("large.bin", "too_large"), ("nothing.txt", "empty")):
        holder.papers.begin_to_add(tmp_path / name)
        assert holder.uploads.said() == holder.word(f"problem.{code}")
    assert not any(one.method == "PUT" for one in server.recorder.sent[sent:])
