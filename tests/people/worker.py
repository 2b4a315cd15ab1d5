"""Whom papers are shown to: an office PC, no account."""

from __future__ import annotations

import base64
import json

from playwright.sync_api import Browser

from tests.node import ROOT
from tests.people.seat import OFFICE, Seat

SCANNER = ROOT / "wallet/static/dist/scan.js"
SCAN = """async (url) => {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  return walletParts.scan.read(pen.getImageData(0, 0, canvas.width, canvas.height));
}"""


# A headless browser's own print window never closes and blocks `page.pdf`; this one tells that it opens.
PRINT = """window.printed = 0;
window.print = () => { window.printed += 1; dispatchEvent(new Event('beforeprint')); };"""


class Worker(Seat):
    """Somebody at a desk."""

    def __init__(self, browser: Browser, origin: str, lang: str = "fr", *, frozen: bool = False) -> None:
        super().__init__(browser, origin, lang, viewport=OFFICE)
        self.page.add_init_script(PRINT)
        if frozen:
            self.page.clock.install()

    def scans(self, picture: bytes) -> str:
        """What a phone's camera makes of a square code."""
        camera = self.context.new_page()
        camera.evaluate(SCANNER.read_text("utf-8"))
        text = camera.evaluate(SCAN, "data:image/png;base64," + base64.b64encode(picture).decode())
        camera.close()
        assert isinstance(text, str)
        return text

    def opens_link(self, link: str) -> None:
        """Up to the notice."""
        self.page.goto(link)
        self.waits_for("main [data-ref=open]")

    def types(self, digits: str) -> None:
        """Twelve digits, up to the notice."""
        self.goes_to("s")
        self.waits_for("#digits").press_sequentially(digits)
        self.taps("main form button.primary")
        self.waits_for("main [data-ref=open]")

    def agrees(self) -> None:
        """Reads the notice and opens."""
        self.taps("main [data-ref=open]")
        self.waits_for("main [data-ref=close]")

    def titles(self) -> list[str]:
        """What is shown."""
        return self.reads("[data-slot=rows] [data-text=name]")

    def views(self, title: str) -> None:
        """Until the paper is drawn."""
        self.taps(f"[data-slot=rows] button:has([data-text=name]:text-is({json.dumps(title)}))")
        self.waits_for(".viewer-drawn, .viewer-text, .viewer-sound")

    def prints_one_page(self) -> None:
        """The page that is seen."""
        self.taps("[data-ref=printone]")
        self.page.wait_for_function("() => window.printed === 1")

    def closes(self) -> None:
        """Is done."""
        self.taps("[data-ref=close]")
        self.page.locator("[data-ref=close]").wait_for(state="detached")
