"""The sheet for an appointment: printed days before, it opens on the day, and tells no more than it must."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser

from tests.browser.papers import picture
from tests.live import Live
from tests.people.holder import Holder
from tests.people.worker import PRINT, Worker

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("served", ["embedded"], indirect=True)]
TITLE, NAME = "Rent of Lila", "Mirela Popa"
SHEET = "main [data-ref=print]"


@pytest.fixture(params=["fr", "ar"])
def mirela(
    request: pytest.FixtureRequest, browser: Browser, served: Live, tmp_path: Path
) -> Iterator[Holder]:
    mirela = Holder(browser, served.origin, request.param)
    mirela.page.add_init_script(PRINT)
    mirela.makes_a_wallet()
    (tmp_path / f"{TITLE}.jpg").write_bytes(picture())
    mirela.papers.add(tmp_path / f"{TITLE}.jpg")
    yield mirela
    mirela.gets_up()
    assert mirela.complaints == []


def shows_later(mirela: Holder, served: Live, hours: int) -> None:
    """A share under her name that begins in so many hours, for two."""
    typed = (served.clock() + timedelta(hours=hours)).astimezone(ZoneInfo("Europe/Brussels"))
    mirela.shares.tick(TITLE)
    mirela.page.check("[name=until][value='7200']")
    mirela.taps("details.more summary")
    mirela.page.check("[data-ref=later]")
    mirela.page.fill("#terms-from", typed.strftime("%Y-%m-%dT%H:%M"))
    mirela.page.fill("#terms-name", NAME)
    mirela.taps("main form button.primary")
    mirela.waits_for("canvas.qr")


def sheet(mirela: Holder, file: Path) -> str:
    """The words on the paper; one page."""
    mirela.taps(SHEET)
    mirela.page.wait_for_function("() => window.printed > 0")
    mirela.page.pdf(path=file, format="A4")
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert int(told.split("Pages:")[1].split()[0]) == 1
    return subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout


def test_a_sheet_of_two_days_before_opens_at_the_appointment(
    mirela: Holder, served: Live, browser: Browser, tmp_path: Path
) -> None:
    shows_later(mirela, served, 48)
    text = sheet(mirela, tmp_path / "sheet.pdf")
    digits = mirela.page.inner_text("[data-text=digits]")
    address = served.origin.removeprefix("http://") + "/s"
    assert address in text
    assert digits in text
    assert TITLE not in text
    assert NAME not in text
    mirela.page.check("[data-ref=titles]")
    assert TITLE in sheet(mirela, tmp_path / "titled.pdf")
    times = mirela.page.inner_text("[data-text=digits-until]")

    worker = Worker(browser, served.origin, "nl")
    worker.types(digits)
    worker.taps("main [data-ref=open]")
    worker.waits_for("[data-text=what]")
    served.clock.forward(hours=49)
    worker.types(digits)
    worker.agrees()
    worker.waits_for("img.viewer-drawn")
    worker.gets_up()

    mirela.unlocks()
    mirela.taps("[data-go=shares]")
    mirela.taps(".showing-row [data-ref=again]")
    assert mirela.waits_for("[data-text=made]").inner_text() == times
