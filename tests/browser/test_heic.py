"""HEIC, in which iPhones keep photos, in a browser that cannot draw it: a decoder is fetched for it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser import media
from tests.live import Live
from tests.people.giver import Giver
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]
# Made by pillow-heif 1.8.1, with EXIF that says PLANTED; its colours are as that library reads them again.
QUARTERS = Path(__file__).with_name("quarters.heic")
SIZE = (320, 200)
COLOURS = {
    (80, 50): (200, 20, 21),
    (240, 50): (20, 159, 40),
    (80, 150): (30, 61, 190),
    (240, 150): (230, 200, 40),
}


@pytest.fixture
def holder(browser: Browser, served: Live) -> Iterator[Holder]:
    holder = Holder(browser, served.origin, "nl")
    holder.makes_a_wallet()
    yield holder
    holder.gets_up()
    assert holder.complaints == []


def decoders(holder: Holder | Giver) -> int:
    """How many times one was fetched."""
    return sum("/dist/heic" in address for address in holder.asked)


def test_a_photo_of_an_iphone_is_kept_as_a_jpeg_that_tells_nothing(holder: Holder, tmp_path: Path) -> None:
    assert media.PLANTED.encode() in QUARTERS.read_bytes()
    (tmp_path / "badge.png").write_bytes(media.png())
    holder.papers.add(tmp_path / "badge.png")
    assert decoders(holder) == 0
    holder.papers.add(QUARTERS)
    assert decoders(holder) == 1
    kept = holder.papers.get_back("quarters")
    assert media.PLANTED.encode() not in kept
    image = Image.open(BytesIO(kept))
    assert (image.format, image.size) == ("JPEG", SIZE)
    for place, colour in COLOURS.items():
        seen = image.convert("RGB").getpixel(place)
        assert isinstance(seen, tuple)
        assert all(abs(a - b) < 12 for a, b in zip(seen, colour, strict=True))


def test_one_that_is_damaged_is_refused_in_words(holder: Holder, tmp_path: Path) -> None:
    whole = QUARTERS.read_bytes()
    (tmp_path / "stuk.heic").write_bytes(whole[:60] + bytes(len(whole) - 60))
    holder.papers.begin_to_add(tmp_path / "stuk.heic")
    assert holder.uploads.said() == holder.word("problem.unreadable_picture")
    assert decoders(holder) == 1


def test_one_is_handed_over_to_a_mailbox(holder: Holder, served: Live, browser: Browser) -> None:
    giver = Giver(browser, served.origin, "nl")
    giver.opens_address(holder.mailboxes.make())
    giver.puts_in(QUARTERS)
    assert decoders(giver) == 1
    assert giver.complaints == []
    giver.gets_up()
