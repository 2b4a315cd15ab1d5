"""Story S5 from the other side of the desk, in four engines: the notice, the papers, the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.papers import BLUE, ORANGE, pdf, picture
from tests.engines import ENGINES, Engine, wait, wait_seen
from tests.live import Live, live
from tests.shown import Paper, Shown

pytestmark = [pytest.mark.browser, pytest.mark.engines]

# what is seen in the middle of the picture, or of the page on the canvas
SEEN = """(() => {
  const drawn = document.querySelector('.viewer-drawn');
  const canvas = document.createElement('canvas');
  const [width, height] = [drawn.naturalWidth || drawn.width, drawn.naturalHeight || drawn.height];
  canvas.width = canvas.height = 1;
  canvas.getContext('2d').drawImage(drawn, width / 2, height / 2, 1, 1, 0, 0, 1, 1);
  return Array.from(canvas.getContext('2d').getImageData(0, 0, 1, 1).data).slice(0, 3);
})()"""

LOADED = """new Promise((told) => {
  const image = new Image();
  image.onload = () => told(true);
  image.onerror = () => told(false);
  image.src = '%s';
})"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Live]:
    with live(tmp_path) as running:
        yield running


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Engine]:
    with ENGINES[request.param](playwright) as running:
        yield running
        assert running.complaints == []


def near(seen: list[int], wanted: tuple[int, int, int]) -> bool:
    return all(abs(a - b) <= 8 for a, b in zip(seen, wanted, strict=True))


def turn_to_page_three(engine: Engine) -> None:
    for number in (2, 3):
        wait_seen(engine, "[data-ref=next]")
        engine.click("[data-ref=next]")
        wait(engine, f"document.querySelector('[data-text=number]').textContent.includes('{number}')")


def test_a_secretary_reads_a_picture_and_page_three_until_the_time_is_over(
    server: Live, engine: Engine
) -> None:
    papers = [Paper(picture(), "image/jpeg", "Card"), Paper(pdf(), "application/pdf", "Letter")]
    shown = Shown(server, papers, minutes=30)

    engine.open(shown.url)
    wait_seen(engine, "[data-ref=open]")
    assert engine.js("location.hash") == ""
    assert shown.events() == []
    engine.click("[data-ref=open]")

    wait_seen(engine, ".rows li:nth-child(1) button")
    assert shown.events() == ["opened"]
    engine.click(".rows li:nth-child(1) button")
    wait_seen(engine, "img.viewer-drawn")
    wait(engine, "document.querySelector('[data-ref=loading]').hidden")
    assert near(engine.js(SEEN), ORANGE)

    engine.click(".rows li:nth-child(2) button")
    turn_to_page_three(engine)
    wait(engine, f"JSON.stringify({SEEN}) === '{list(BLUE)}'.replace(/ /g, '')")
    assert engine.js("document.querySelector('.viewer-mark').innerHTML").count("7QX2-9KLM") > 8

    engine.js("(() => { const late = Date.now() + 31 * 60000; Date.now = () => late; })()")
    wait(engine, "document.querySelector('.viewer') === null")
    assert "7QX2" not in engine.js("document.body.innerHTML")
    assert engine.js("history.state") is None


def test_an_open_page_closes_by_itself_when_a_short_share_ends(server: Live, engine: Engine) -> None:
    shown = Shown(server, [Paper(picture(), "image/jpeg", "Card")], minutes=0.2)
    engine.open(shown.url)
    wait_seen(engine, "[data-ref=open]")
    engine.click("[data-ref=open]")
    wait_seen(engine, "img.viewer-drawn")
    address = engine.js("document.querySelector('img.viewer-drawn').src")
    wait(engine, "!document.querySelector('img.viewer-drawn')")
    # with another fragment, since Firefox keeps drawn pictures by their whole address
    assert engine.js(LOADED % f"{address}#again") is False
