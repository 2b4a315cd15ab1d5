"""What a holder does with the camera and the microphone of a device."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.people.holder import Holder

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


class Media:
    """The camera and the microphone of a holder's device, which are watched from the first page on."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder
        holder.page.add_init_script(WATCHED)

    def unlock(self) -> None:
        """Holds the card before the camera; the pictures come from the head."""
        self.holder.goes_to("open")
        self.holder.taps("[data-go=unlock]")
        self.holder.taps("main [data-ref=card]")
        self.holder.taps("main [data-ref=scan]")
        self.holder.waits_for("[data-ref=open]:not([disabled])")
        self.holder.card.go_on()
        self.holder.waits_for_the_list()

    def open_camera(self) -> None:
        """From the list until the camera shows something, or says that it cannot."""
        self.holder.taps("[data-go=add]")
        self.holder.taps("[data-go=camera]")
        self.holder.waits_for("[data-ref=capture]:not([disabled]), [data-ref=choose]")

    def take_photo(self, turns: int = 0) -> None:
        """Looks at it, turns it, keeps it; ends at the camera."""
        self.holder.taps("[data-ref=capture]:not([disabled])")
        self._keep_photo(turns)

    def choose_photo(self, file: Path) -> None:
        """Where the camera cannot be used on the page."""
        self.holder.page.set_input_files("main [data-ref=file]", str(file))
        self._keep_photo(0)

    def finish(self, count: int) -> None:
        """Back to the list, until that many papers are there."""
        self.holder.taps("main [data-ref=ready], main [data-ref=done]")
        self.holder.papers.wait_for(count)

    def record(self, seconds: float = 1.5) -> None:
        """From the list until it can be listened to."""
        self.holder.taps("[data-go=add]")
        self.holder.taps("[data-go=record]")
        self.holder.taps("main [data-ref=start]")
        self.holder.waits_for("main [data-ref=stop]")
        self.holder.page.wait_for_timeout(1000 * seconds)  # a voice takes real time
        self.holder.taps("main [data-ref=stop]")
        self.holder.waits_for("main audio")

    def keep_recording(self) -> None:
        """Ends at the list."""
        before = self.holder.papers.count()
        self.holder.taps("main [data-ref=keep]")
        self.holder.papers.wait_for(before + 1)

    def in_use(self) -> list[str]:
        """Cameras and microphones that run for this page now."""
        running = "tracksOfTest.filter(one => one.readyState === 'live').map(one => one.kind)"
        found: list[str] = self.holder.page.evaluate(running)
        return found

    def _keep_photo(self, turns: int) -> None:
        self.holder.waits_for("main [data-ref=turn]")
        for _ in range(turns):
            self.holder.taps("main [data-ref=turn]")
        self.holder.taps("main [data-ref=keep]")
        self.holder.waits_for("[data-ref=ready], [data-ref=done]")
