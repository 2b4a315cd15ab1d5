"""Photos and sound lose what tells of their making; camera and microphone are given back."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Playwright

from tests.browser import media
from tests.browser.looks import TOO_WIDE, axe
from tests.live import Live
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]

FAKE_DEVICES = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
RECORDED_AS_MP4 = """async () => {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const target = context.createMediaStreamDestination();
  tone.connect(target);
  tone.start();
  const recorder = new MediaRecorder(target.stream, {mimeType: 'audio/mp4;codecs=opus'});
  const data = new Promise((resolve) => recorder.ondataavailable = (event) => resolve(event.data));
  recorder.start();
  setTimeout(() => recorder.stop(), 1200);
  const bytes = new Uint8Array(await (await data).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}"""
SIZE = "(image) => [image.naturalWidth, image.naturalHeight]"
PLAYED = """async (encoded) => {
  const bytes = Uint8Array.from(atob(encoded), (one) => one.charCodeAt(0));
  return (await new AudioContext().decodeAudioData(bytes.buffer)).duration;
}"""


@pytest.fixture(scope="module")
def phone(playwright: Playwright) -> Iterator[Browser]:
    """Chromium on a device with a camera and a microphone."""
    running = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", *FAKE_DEVICES]
    )
    yield running
    running.close()


@pytest.fixture
def samir(phone: Browser, served: Live) -> Iterator[Holder]:
    """Somebody with a wallet on a phone."""
    samir = Holder(phone, served.origin, "nl")
    samir.makes_a_wallet()
    yield samir
    samir.gets_up()
    assert samir.complaints == []


@pytest.fixture
def bahar(browser: Browser, served: Live) -> Iterator[Holder]:
    """Somebody with a wallet on a PC without camera and microphone."""
    bahar = Holder(browser, served.origin, "en")
    yield bahar
    bahar.gets_up()
    assert bahar.complaints == []


def keep(samir: Holder, folder: Path, name: str, content: bytes) -> bytes:
    """Puts a file in and takes it out again."""
    (folder / name).write_bytes(content)
    samir.papers.add(folder / name)
    title = next(one for one in samir.papers.titles() if one == Path(name).stem)
    return samir.papers.get_back(title)


def tells_nothing(content: bytes) -> bool:
    return not any(word in content for word in media.TELLING)


def played(samir: Holder, content: bytes) -> float:
    """Seconds of sound."""
    seconds: float = samir.page.evaluate(PLAYED, base64.b64encode(content).decode())
    return seconds


def test_a_photo_loses_its_place_and_words_is_turned_upright_and_stays_readable(
    samir: Holder, tmp_path: Path
) -> None:
    photo = media.photo()
    assert not tells_nothing(photo)
    kept = keep(samir, tmp_path, "huurcontract.jpg", photo)
    assert tells_nothing(kept)
    image = Image.open(BytesIO(kept))
    assert (image.format, image.size) == ("JPEG", (1200, 2400))
    assert image.getexif() == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "icc_profile"}
    for place, colour in (((600, 300), media.RED), ((600, 2100), media.GREEN)):
        seen = image.convert("RGB").getpixel(place)
        assert isinstance(seen, tuple)
        assert all(abs(a - b) < 12 for a, b in zip(seen, colour, strict=True))
    assert tells_nothing(keep(samir, tmp_path, "badge.png", media.png()))


def test_a_photo_is_told_by_its_bytes_even_under_another_name(samir: Holder, tmp_path: Path) -> None:
    assert tells_nothing(keep(samir, tmp_path, "scan.bin", media.photo((300, 200))))


def test_a_picture_that_cannot_be_read_is_refused_in_words_and_never_sent(
    samir: Holder, served: Live, tmp_path: Path
) -> None:
    sent = len(served.recorder.sent)
    (tmp_path / "foto.heic").write_bytes(media.heic())
    samir.taps("[data-go=add]")
    samir.page.set_input_files("[data-ref=files]", str(tmp_path / "foto.heic"))
    told = samir.word("problem.unreadable_picture")
    samir.page.wait_for_function("text => document.body.innerText.includes(text)", arg=told)
    assert samir.papers.count() == 0
    assert not [
        one.path for one in served.recorder.sent[sent:] if "blob" in one.path or "tickets" in one.path
    ]


def test_sound_loses_its_tags_and_still_plays(samir: Holder, tmp_path: Path) -> None:
    wav = keep(samir, tmp_path, "getuige.wav", media.wav())
    assert tells_nothing(wav)
    assert played(samir, wav) == pytest.approx(1.0)
    mp4 = media.with_place(base64.b64decode(samir.page.evaluate(RECORDED_AS_MP4)))
    assert not tells_nothing(mp4)
    kept = keep(samir, tmp_path, "verhaal.m4a", mp4)
    assert tells_nothing(kept)
    assert len(kept) == len(mp4)
    assert played(samir, kept) == played(samir, mp4) > 0.5


def test_pages_are_photographed_one_after_the_other_and_the_camera_is_given_back(samir: Holder) -> None:
    samir.media.open_camera()
    assert samir.media.in_use() == ["video"]
    samir.media.take_photo()
    samir.media.take_photo(turns=1)
    assert samir.media.in_use() == ["video"]
    samir.media.finish(2)
    assert samir.media.in_use() == []
    assert len(set(samir.papers.titles())) == 1
    sizes = []
    for row in (0, 1):
        samir.page.locator("[data-slot=papers] > li button").nth(row).click()
        samir.waits_for("img.viewer-drawn")
        sizes.append(samir.page.locator("img.viewer-drawn").evaluate(SIZE))
        samir.is_at_the_list()
    assert sizes[0] == sizes[1][::-1]
    assert sizes[0] != sizes[1]


def test_going_back_gives_the_camera_back(samir: Holder) -> None:
    samir.media.open_camera()
    samir.taps("main [data-back]")
    samir.waits_for("[data-go=camera]")
    assert samir.media.in_use() == []


def test_without_a_camera_a_photo_is_chosen_and_cleaned_all_the_same(bahar: Holder, tmp_path: Path) -> None:
    bahar.makes_a_wallet()
    (tmp_path / "IMG_20241012_142233.jpg").write_bytes(media.photo((600, 300)))
    bahar.media.open_camera()
    bahar.media.choose_photo(tmp_path / "IMG_20241012_142233.jpg")
    bahar.media.finish(1)
    [title] = bahar.papers.titles()
    assert "2024" not in title
    kept = bahar.papers.get_back(title)
    assert tells_nothing(kept)
    assert Image.open(BytesIO(kept)).size == (300, 600)


def test_a_voice_is_recorded_listened_to_and_kept(samir: Holder) -> None:
    samir.media.record()
    assert samir.media.in_use() == []
    samir.taps("main [data-ref=again]")
    samir.taps("dialog [data-answer=no]")
    samir.media.keep_recording()
    [title] = samir.papers.titles()
    assert played(samir, samir.papers.get_back(title)) > 1.0
    samir.papers.open(title)
    assert samir.sees("audio.viewer-sound")


def test_leaving_while_recording_stops_the_microphone(samir: Holder) -> None:
    samir.taps("[data-go=add]")
    samir.taps("[data-go=record]")
    samir.taps("main [data-ref=start]")
    samir.waits_for("main [data-ref=stop]")
    assert samir.media.in_use() == ["audio"]
    samir.waits_for("[data-text=time]:has-text('0:01')")
    samir.taps("main [data-back]")
    samir.waits_for("main audio")
    # put away while it loads, it would tell the console of a range that is not there any more
    samir.page.wait_for_function("() => document.querySelector('main audio').readyState > 0")
    assert samir.media.in_use() == []


def test_a_browser_that_cannot_record_says_so(bahar: Holder) -> None:
    bahar.page.add_init_script("delete globalThis.MediaRecorder")
    bahar.makes_a_wallet()
    bahar.taps("[data-go=add]")
    bahar.taps("[data-go=record]")
    bahar.waits_for("[data-ref=unable]")
    assert not bahar.sees("[data-ref=start]")


def test_axe_finds_nothing_in_camera_and_recorder_and_nothing_is_too_wide(
    phone: Browser, served: Live
) -> None:
    amal = Holder(phone, served.origin, "ar", viewport={"width": 320, "height": 640})
    amal.makes_a_wallet()

    def looks() -> None:
        assert axe(amal.page) == []
        assert amal.page.evaluate(TOO_WIDE) is False

    amal.media.open_camera()
    looks()
    amal.taps("[data-ref=capture]:not([disabled])")
    amal.waits_for("main [data-ref=turn]")
    looks()
    amal.taps("main [data-ref=keep]")
    amal.media.finish(1)
    amal.media.record()
    looks()
    amal.taps("main [data-ref=again]")
    amal.taps("dialog [data-answer=yes]")
    amal.waits_for("main [data-ref=start]")
    looks()
    assert amal.complaints == []
    amal.gets_up()
