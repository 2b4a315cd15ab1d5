"""Story S5, at the desk: two papers of one child for half an hour, read on an office PC without account."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.papers import pdf, picture
from tests.live import Live
from tests.people.holder import Holder
from tests.people.worker import Worker

pytestmark = pytest.mark.browser

SCHOOL, VACCINES = "Lila school 2026", "Lila vaccines"
HALF_AN_HOUR = 31 * 60 * 1000
# twice: the print window that the page opened, and the sheet that the test took from the printer
SEEN_AND_PRINTED = ["opened", "printed", "printed"]


@pytest.fixture
def mirela(browser: Browser, served: Live, tmp_path: Path) -> Iterator[Holder]:
    """She has three papers, two of them her daughter's."""
    mirela = Holder(browser, served.origin, "fr", real_argon=True)
    mirela.makes_a_wallet("seven lamps under one quiet bridge")
    for name, content in ((f"{SCHOOL}.pdf", pdf()), (f"{VACCINES}.jpg", picture()), ("rent.jpg", picture())):
        (tmp_path / name).write_bytes(content)
        mirela.papers.add(tmp_path / name)
    for title in (SCHOOL, VACCINES):
        mirela.papers.label(title, group="Lila")
        mirela.is_at_the_list()
    yield mirela
    mirela.gets_up()
    assert mirela.complaints == []


@pytest.fixture
def secretary(browser: Browser, served: Live) -> Iterator[Worker]:
    """Her clock is in the test's hand."""
    secretary = Worker(browser, served.origin, "nl", frozen=True)
    yield secretary
    secretary.gets_up()


def sealed_bytes_served(served: Live, worker: Worker) -> list[int]:
    """What asking again for each grant that the worker's page asked for is answered with."""
    grants = [bytes(one.body) for one in served.recorder.sent if one.path == "/v1/grant/get"]
    assert grants
    ask = """async (body) => {
      const headers = {'Content-Type': 'application/json'};
      return (await fetch('/v1/grant/get', {method: 'POST', body, headers})).status;
    }"""
    return [worker.page.evaluate(ask, body.decode()) for body in grants]


def test_two_papers_are_seen_printed_and_closed_after_half_an_hour(
    mirela: Holder, secretary: Worker, served: Live, tmp_path: Path
) -> None:
    mirela.taps(".pad-group >> nth=1")
    assert sorted(mirela.papers.titles()) == [SCHOOL, VACCINES]
    mirela.shares.show(SCHOOL, VACCINES, name="Mirela", note="Pour Lila", may_print=True)

    secretary.opens_link(secretary.scans(mirela.shares.square_code()))
    assert "#" not in secretary.page.url
    assert not any(one.path == "/v1/share/open" for one in served.recorder.sent)
    secretary.agrees()
    assert sorted(secretary.titles()) == [SCHOOL, VACCINES]
    assert "Mirela" in secretary.page.inner_text("h1")
    secretary.views(VACCINES)
    secretary.views(SCHOOL)
    reference = secretary.page.inner_text("[data-text=reference]")
    secretary.prints_one_page()
    assert pages_printed(secretary, tmp_path / "one.pdf") == 1
    mark = secretary.page.locator(".viewer-mark text").first
    assert reference in str(mark.text_content())

    mirela.is_at_the_list()
    mirela.shares.expect_events(*SEEN_AND_PRINTED)

    served.clock.forward(minutes=31)
    secretary.page.clock.run_for(HALF_AN_HOUR)
    secretary.waits_for("main h1")
    assert not secretary.sees("canvas, img.viewer-drawn, [data-text=name], [data-text=note]")
    assert SCHOOL not in secretary.page.content()
    assert set(sealed_bytes_served(served, secretary)) == {404}

    mirela.unlocks()
    mirela.shares.expect_events(*SEEN_AND_PRINTED)
    ended = mirela.word("share.ended").split("{")[0]
    assert mirela.reads(".showing-row [data-text=when]")[0].startswith(ended)


def pages_printed(worker: Worker, file: Path) -> int:
    """How many pages come out of the printer."""
    worker.page.locator(".print-sheet img").wait_for(state="attached")
    worker.page.pdf(path=file, format="A4")
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    return int(told.split("Pages:")[1].split()[0])


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_twelve_digits_said_aloud_open_the_same_papers_and_the_reader_closes(
    mirela: Holder, browser: Browser, served: Live
) -> None:
    mirela.shares.show(SCHOOL, VACCINES)
    digits = mirela.shares.digits()
    secretary = Worker(browser, served.origin, "fr")
    secretary.types(digits)
    secretary.agrees()
    assert sorted(secretary.titles()) == [SCHOOL, VACCINES]
    secretary.views(VACCINES)
    assert not secretary.sees("[data-ref=printone], [data-ref=save]")
    secretary.closes()
    assert not secretary.sees("img.viewer-drawn")
    mirela.is_at_the_list()
    mirela.shares.expect_events("opened", "closed")
    assert all(hour.count(":") == 1 for hour in mirela.shares.hours())

    mirela.is_at_the_list()
    mirela.shares.stop()
    secretary.goes_to("s")
    secretary.waits_for("#digits").press_sequentially(digits)
    secretary.taps("main form button.primary")
    secretary.taps("main [data-ref=open]")
    secretary.waits_for("[data-text=what]")
    assert secretary.page.inner_text("[data-text=what]") == secretary.word("stopped.not_found")
    secretary.gets_up()


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
def test_from_the_list_to_the_square_code_takes_three_taps_and_nothing_is_ticked_before(
    mirela: Holder,
) -> None:
    mirela.taps("[data-go=share-choose]")
    assert mirela.page.locator("input:checked").count() == 0
    mirela.page.locator("label.row input").first.check()
    mirela.taps("main [data-ref=next]")
    mirela.waits_for("[name=until]")
    assert mirela.page.locator("input[type=checkbox]:checked").count() == 0
    assert mirela.page.input_value("[name=until]:checked") == "1800"
    assert mirela.page.input_value("[data-ref=opens]") == "5"
    mirela.taps("main form button.primary")
    mirela.waits_for("canvas.qr")
