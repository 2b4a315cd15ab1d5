"""A wallet that was saved closed: a safe card and the command open it, no server is asked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_take_along import NOTE, with_papers
from tests.live import Live
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]


@pytest.fixture
def karim(browser: Browser, served: Live) -> Iterator[Holder]:
    karim = Holder(browser, served.origin, "fr")
    karim.makes_a_wallet()
    yield karim
    karim.gets_up()
    assert karim.complaints == []


def saved_closed(holder: Holder, folder: Path) -> Path:
    holder.taps("[data-go=settings]")
    holder.taps("main [data-go=export]")
    holder.page.check("[name=form][value=closed]")
    holder.taps("main form button.primary")
    holder.waits_for("[data-screen=screen-export-done]")
    with holder.page.expect_download() as saving:
        holder.taps("main [data-ref=save]")
    path = folder / saving.value.suggested_filename
    saving.value.save_as(path)
    holder.is_at_the_list()
    return path


def export_open(path: Path, groups: list[str], out: Path) -> subprocess.CompletedProcess[str]:
    """The command, without any setting or server."""
    command = [sys.executable, "-m", "wallet.cli", "export", "open", str(path), "--out", str(out)]
    typed = " ".join(groups) + "\n"
    environ = {"PATH": os.environ["PATH"]}
    return subprocess.run(command, input=typed, env=environ, capture_output=True, text=True, check=False)


def test_a_safe_card_opens_what_was_saved_closed_without_a_server(karim: Holder, tmp_path: Path) -> None:
    with_papers(karim, tmp_path)
    pocket = list(karim.groups)
    karim.settings.make_card("safe", "chez Sofie")
    path = saved_closed(karim, tmp_path)
    assert NOTE.encode() not in path.read_bytes()
    done = export_open(path, karim.groups, tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    written = {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()}
    assert NOTE.encode() in written.values()
    assert bytes(range(256)) * 50 in written.values()
    assert len(written) == 4
    refused = export_open(path, pocket, tmp_path / "other")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
    assert not (tmp_path / "other").exists()
    for typed in ([], ["12345"] * 10, pocket[:9]):
        assert export_open(path, typed, tmp_path / "other").returncode == 2


def test_without_a_safe_card_nothing_is_saved_closed(karim: Holder) -> None:
    karim.papers.write(NOTE)
    karim.taps("[data-go=settings]")
    karim.taps("main [data-go=export]")
    karim.page.check("[name=form][value=closed]")
    karim.taps("main form button.primary")
    karim.waits_for("dialog [data-text=what]")
    karim.taps("dialog [data-answer=ok]")
