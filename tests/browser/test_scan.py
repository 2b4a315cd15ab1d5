"""A card is held before the camera instead of typing its fifty digits."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Playwright

from tests.live import Live
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]

SEEN = (640, 480)


def film(picture: bytes) -> bytes:
    """What a camera sees of it: one frame as YUV4MPEG2, which Chromium shows again and again."""
    card = Image.open(BytesIO(picture)).convert("L")
    frame = Image.new("L", SEEN, 235)
    frame.paste(card.resize((360, 360)), (140, 60))
    return (
        b"YUV4MPEG2 W%d H%d F25:1 Ip A1:1 C420\nFRAME\n" % SEEN
        + frame.tobytes()
        + b"\x80" * (SEEN[0] * SEEN[1] // 2)
    )


def test_jonas_opens_his_wallet_by_card_camera_and_code(
    browser: Browser, playwright: Playwright, served: Live, tmp_path: Path
) -> None:
    jonas = Holder(browser, served.origin, "en")
    jonas.goes_to("open")
    jonas.begins_a_wallet()
    (tmp_path / "card.y4m").write_bytes(film(jonas.page.locator("canvas.qr").screenshot()))
    jonas.card.prove()
    jonas.papers.write("a note")
    flags = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    camera = f"--use-file-for-fake-video-capture={tmp_path / 'card.y4m'}"
    phone = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", *flags, camera]
    )
    later = Holder(phone, served.origin, "en")
    later.learns(jonas.tells())
    later.media.unlock()
    assert later.papers.titles() == ["a note"]
    assert later.media.in_use() == []
    assert later.complaints == jonas.complaints == []
    later.gets_up()
    phone.close()
    jonas.gets_up()


def test_without_a_camera_it_says_so_and_the_digits_can_be_typed(browser: Browser, served: Live) -> None:
    jonas = Holder(browser, served.origin, "en")
    jonas.goes_to("open")
    jonas.taps("[data-go=unlock]")
    jonas.taps("main [data-ref=card]")
    jonas.taps("main [data-ref=scan]")
    assert jonas.waits_for("dialog [data-text=what]").inner_text() == jonas.word("problem.no_camera")
    jonas.taps("dialog [data-answer]")
    assert jonas.page.locator(".group input").count() == 10
    assert jonas.complaints == []
    jonas.gets_up()
