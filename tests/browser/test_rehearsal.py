"""The rehearsed restore: killed, everything gone, restored on an empty machine, and opened as before."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.people.holder import Holder
from tests.servers import free_ports
from tests.test_serve import running

pytestmark = pytest.mark.browser
NOTE = "mes papiers"


def wallet(folder: Path, *arguments: str | Path) -> str:
    """The command, as an operator types it."""
    environ = {"PATH": os.environ["PATH"], "WALLET_FOLDER": str(folder)}
    command = [sys.executable, "-m", "wallet.cli", *map(str, arguments)]
    return subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout


def test_killed_and_restored_on_an_empty_machine_a_person_opens_it_with_secret_and_card(
    browser: Browser, tmp_path: Path
) -> None:
    folder, port = tmp_path / "var", free_ports(1)[0]
    with running(folder, port) as server:
        person = Holder(browser, f"http://127.0.0.1:{port}", "fr")
        person.makes_a_wallet()
        person.papers.write(NOTE)
        person.finishes()
        wallet(folder, "backup", tmp_path / "backup")
        wallet(folder, "seed", "seal", tmp_path / "parts")
        server.process.kill()
    shutil.rmtree(folder)
    parts = sorted((tmp_path / "parts").iterdir())
    assert "still missing" in wallet(folder, "restore", tmp_path / "backup")
    wallet(folder, "seed", "open", parts[2], parts[0])
    assert "agree" in wallet(folder, "fsck")
    with running(folder, port):
        person.unlocks()
        assert person.papers.titles() == [NOTE]
        person.papers.open(NOTE)
        assert NOTE in person.page.inner_text("main")
        person.is_at_the_list()
        person.finishes()
        person.card.unlock()
        assert person.papers.titles() == [NOTE]
    person.gets_up()
