"""What a holder does with the camera and the microphone of a device."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.people.settings import Careful

WATCHED = """(() => {
  globalThis.tracksOfTest = [];
  const devices = navigator.mediaDevices;
  if (!devices) return;
  const ask = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    globalThis.tracksOfTest.push(...stream.getTracks());
    return stream;
  };
})()"""


class Recording(Careful):
    """A holder at a device whose camera and microphone are watched."""

    def __init__(self, browser: Browser, origin: str, lang: str = "nl", **context: Any) -> None:
        super().__init__(browser, origin, lang, **context)
        self.page.add_init_script(WATCHED)

    def opens_with_the_camera(self) -> None:
        """Holds the card before it; the code comes from the head."""
        self.goes_to("open")
        self.taps("[data-go=unlock]")
        self.taps("main [data-ref=card]")
        self.taps("main [data-ref=scan]")
        self.waits_for("[data-ref=open]:not([disabled])")
        self.page.fill("#card-code", self.code or "")
        self.taps("main [data-ref=open]")
        self.waits_for("[data-go=add]")

    def goes_to_the_camera(self) -> None:
        """From the list until the camera shows something, or says that it cannot."""
        self.taps("[data-go=add]")
        self.taps("[data-go=camera]")
        self.waits_for("[data-ref=capture]:not([disabled]), [data-ref=choose]")

    def takes_a_photo(self, turns: int = 0) -> None:
        """Looks at it, turns it, keeps it; ends at the camera."""
        self.taps("[data-ref=capture]:not([disabled])")
        self._keeps_the_photo(turns)

    def chooses_a_photo(self, file: Path) -> None:
        """Where the camera cannot be used on the page."""
        self.page.set_input_files("main [data-ref=file]", str(file))
        self._keeps_the_photo(0)

    def is_ready_with_photos(self, count: int) -> None:
        """Back to the list, until that many papers are there."""
        self.taps("main [data-ref=ready], main [data-ref=done]")
        self.sees_papers(count)

    def records_a_voice(self, seconds: float = 1.5) -> None:
        """From the list until it can be listened to."""
        self.taps("[data-go=add]")
        self.taps("[data-go=record]")
        self.taps("main [data-ref=start]")
        self.waits_for("main [data-ref=stop]")
        self.page.wait_for_timeout(1000 * seconds)
        self.taps("main [data-ref=stop]")
        self.waits_for("main audio")

    def keeps_the_recording(self) -> None:
        """Ends at the list."""
        before = self.how_many_papers()
        self.taps("main [data-ref=keep]")
        self.sees_papers(before + 1)

    def devices_in_use(self) -> list[str]:
        """Cameras and microphones that run for this page now."""
        running = "tracksOfTest.filter(one => one.readyState === 'live').map(one => one.kind)"
        found: list[str] = self.page.evaluate(running)
        return found

    def _keeps_the_photo(self, turns: int) -> None:
        self.waits_for("main [data-ref=turn]")
        for _ in range(turns):
            self.taps("main [data-ref=turn]")
        self.taps("main [data-ref=keep]")
        self.waits_for("[data-ref=ready], [data-ref=done]")
