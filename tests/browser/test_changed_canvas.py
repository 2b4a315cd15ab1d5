"""Browsers that hide what device they run on change what is read from a canvas: no noise is ever kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Playwright

from tests.browser import media
from tests.browser.papers import picture
from tests.live import Live
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]
SIZE = (300, 200)
# As Brave does it: the lowest bit of some values, in what is read and in what is made a file.
FARBLING = """(() => {
  const read = CanvasRenderingContext2D.prototype.getImageData;
  const make = HTMLCanvasElement.prototype.toBlob;
  const farbled = (image) => {
    for (let at = 0; at < image.data.length; at += 52) image.data[at] ^= 1;
    return image;
  };
  CanvasRenderingContext2D.prototype.getImageData = function (...where) {
    return farbled(read.apply(this, where));
  };
  HTMLCanvasElement.prototype.toBlob = function (...how) {
    const pen = this.getContext('2d');
    pen.putImageData(farbled(read.call(pen, 0, 0, this.width, this.height)), 0, 0);
    return make.apply(this, how);
  };
})()"""
# Only a file is changed; what is read at once is right.
FARBLED_FILES = FARBLING.replace("return farbled(read.apply(this, where))", "return read.apply(this, where)")
# Playwright's Firefox tells of no download: what the page makes an address for is looked at instead.
OPENED = """(() => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => make.call(URL, globalThis.openedInTest = blob);
})()"""
BYTES = "async () => [...new Uint8Array(await openedInTest.arrayBuffer())]"


@pytest.fixture(scope="module")
def hiding(playwright: Playwright) -> Iterator[Browser]:
    """Firefox with privacy.resistFingerprinting."""
    running = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path="/usr/bin/firefox-esr",
        env={**os.environ, "MOZ_DISABLE_CONTENT_SANDBOX": "1"},
        firefox_user_prefs={"privacy.resistFingerprinting": True},
    )
    yield running
    running.close()


@pytest.fixture(params=["firefox", "farbling", "farbled files"])
def holder(request: pytest.FixtureRequest, served: Live) -> Iterator[Holder]:
    """Somebody whose browser hides its device."""
    kind = "hiding" if request.param == "firefox" else "browser"
    holder = Holder(request.getfixturevalue(kind), served.origin, "fr")
    holder.page.add_init_script(OPENED)
    if request.param != "firefox":
        holder.page.add_init_script(FARBLED_FILES if request.param == "farbled files" else FARBLING)
    holder.makes_a_wallet()
    yield holder
    holder.gets_up()


def kept(holder: Holder, folder: Path, name: str, content: bytes) -> bytes:
    """Puts a file in and opens it."""
    (folder / name).write_bytes(content)
    holder.papers.add(folder / name)
    holder.papers.open(Path(name).stem)
    found = bytes(holder.page.evaluate(BYTES))
    holder.is_at_the_list()
    return found


def same_pixels(one: bytes, other: bytes) -> bool:
    return Image.open(BytesIO(one)).tobytes() == Image.open(BytesIO(other)).tobytes()


def test_pictures_are_kept_as_they_are_and_tell_nothing_or_are_refused_in_words(
    holder: Holder, tmp_path: Path
) -> None:
    for name, content in {"contrat.jpg": media.photo(SIZE), "badge.png": media.png()}.items():
        found = kept(holder, tmp_path, name, content)
        assert same_pixels(found, content)
        assert media.PLANTED.encode() not in found
        assert b"GPS" not in found
    (tmp_path / "image.gif").write_bytes(picture("GIF"))
    holder.papers.begin_to_add(tmp_path / "image.gif")
    assert holder.uploads.said() == holder.word("problem.canvas_changed")
    assert set(holder.papers.titles()) == {"contrat", "badge"}


def test_the_camera_of_the_device_takes_the_photo_and_nothing_is_redacted_or_scanned(
    holder: Holder, tmp_path: Path
) -> None:
    (tmp_path / "IMG_1.jpg").write_bytes(media.photo(SIZE))
    holder.media.open_camera()
    holder.page.set_input_files("main [data-ref=file]", str(tmp_path / "IMG_1.jpg"))
    holder.waits_for("main [data-ref=done]")
    holder.media.finish(1)
    [title] = holder.papers.titles()
    holder.papers.open(title)
    assert same_pixels(bytes(holder.page.evaluate(BYTES)), media.photo(SIZE))
    holder.is_at_the_list()
    holder.shares.tick(title)
    holder.taps("main [data-ref=cover]")
    holder.is_told("problem.canvas_changed")
    holder.is_at_the_list()
    holder.taps("[data-go=add]")
    holder.taps("[data-go=mailboxes]")
    holder.taps("main [data-go=put]")
    holder.taps("main [data-ref=scan]")
    holder.is_told("problem.canvas_changed")
