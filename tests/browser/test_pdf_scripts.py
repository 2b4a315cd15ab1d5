"""A PDF is drawn, and none of its scripts runs, or is as much as asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.papers import BUTTON, pdf_with_scripts
from tests.engines import ByPlaywright, wait
from tests.live import Live, live
from tests.shown import Paper, Shown

pytestmark = pytest.mark.browser

WATCH = """(() => {
  globalThis.asked = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (data, ...rest) {
    asked.push(data.action);
    return post.call(this, data, ...rest);
  };
  const keep = (offer) => ({
    ...offer, open: async (...paper) => (globalThis.drawn = await offer.open(...paper)),
  });
  globalThis.walletParts = new Proxy({}, { set: (parts, name, offer) => {
    parts[name] = name.startsWith("pdf") ? keep(offer) : offer;
    return true;
  } });
})()"""
"""What the page asks of its Workers, and the document that it drew."""
COLOUR = """(x, y) => {
  const canvas = document.querySelector("canvas.viewer-drawn");
  if (!canvas || !canvas.width) return "";
  const at = [Math.round(canvas.width * x / 595), Math.round(canvas.height * (842 - y) / 842)];
  return [...canvas.getContext("2d").getImageData(...at, 1, 1).data].join();
}"""
SCRIPTS = {"HasJSActions", "GetDocJSActions", "GetPageJSActions", "GetAnnotations", "GetFieldObjects"}
"""The questions with which a page gets hold of a document's scripts."""
TELLS = """async () => {
  const { pdf } = drawn, page = await pdf.getPage(1);
  const field = (await page.getAnnotations()).find((one) => one.fieldName === "amount");
  const places = [await pdf.getJSActions(), await page.getJSActions(), field.actions];
  const any = (await pdf.hasJSActions()) && (await pdf.getFieldObjects()).has("amount");
  return any ? places.flatMap((one) => [...one.keys()]) : [];
}"""
"""All places that have a script, as pdf.js tells whoever asks."""
RED, BLUE = "255,0,0,255", "0,0,255,255"
MIDDLE = ((BUTTON[0] + BUTTON[2]) / 2, (BUTTON[1] + BUTTON[3]) / 2)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live(tmp_path_factory.mktemp("scripts")) as running:
        yield running


def presses_the_field(page: Page) -> None:
    """With the mouse and a key, where the page shows it."""
    box = page.locator("canvas.viewer-drawn").bounding_box()
    assert box
    page.mouse.click(
        box["x"] + box["width"] * MIDDLE[0] / 595, box["y"] + box["height"] * (842 - MIDDLE[1]) / 842
    )
    page.keyboard.press("Tab")


def test_a_pdf_with_scripts_is_drawn_and_none_of_them_runs(server: Live, page: Page) -> None:
    page.add_init_script(WATCH)
    requests: list[str] = []
    page.on("request", lambda one: requests.append(one.url))
    dialogs: list[object] = []
    page.on("dialog", lambda one: dialogs.append(one))
    page.goto(Shown(server, [Paper(pdf_with_scripts(), "application/pdf", "Form")]).url)
    page.click("[data-ref=open]")
    wait(ByPlaywright("chromium", page), f"({COLOUR})(300, 425) === '{RED}'")
    wait(ByPlaywright("chromium", page), f"({COLOUR})(...{list(MIDDLE)}) === '{BLUE}'")  # as it was filled in
    presses_the_field(page)
    assert dialogs == []
    assert page.evaluate("typeof taken") == "undefined"
    assert page.title() != "taken"
    assert not [one for one in requests if "taken" in one or "quickjs" in one or "sandbox" in one]
    assert page.locator(".annotationLayer, canvas ~ section, iframe").count() == 0
    assert not set(page.evaluate("asked")) & SCRIPTS
    told = page.evaluate(f"({TELLS})()")
    assert {"OpenAction", "WillClose", "a", "PageOpen", "Mouse Up", "Keystroke"} <= set(told)
    assert set(page.evaluate("asked")) >= SCRIPTS
