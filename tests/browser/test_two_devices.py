"""Two devices at once: whatever the wallet said was kept is still there afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.live import Live
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]

SAVE = ("PUT", "/v1/vault")


@pytest.fixture
def devices(browser: Browser, served: Live) -> Iterator[Callable[[], Holder]]:
    """Gives a further device on which the same wallet is open."""
    made: list[Holder] = []

    def another() -> Holder:
        device = Holder(browser, served.origin, "en")
        if made:
            device.pictures, device.phrase = made[0].pictures, made[0].phrase
            device.unlocks()
        else:
            device.makes_a_wallet()
        made.append(device)
        return device

    yield another
    for one in made:
        one.gets_up()


def at_once(served: Live, one: Holder, other: Holder, notes: tuple[str, str]) -> None:
    """Both write; the second saves while the first one's save is on its way."""
    count = [device.papers.count() for device in (one, other)]
    held = served.edge.hold(*SAVE)
    one.papers.begin_to_write(notes[0])
    assert held.reached.wait(30)
    other.papers.begin_to_write(notes[1])
    other.papers.wait_for(count[1] + 1)
    held.let_go.set()
    one.papers.wait_for(count[0] + 1)


def test_ten_interleaved_saves_lose_nothing(served: Live, devices: Callable[[], Holder]) -> None:
    phone, tablet = devices(), devices()
    for turn in range(5):
        first, second = (phone, tablet) if turn % 2 else (tablet, phone)
        at_once(served, first, second, (f"held {turn}", f"quick {turn}"))
    written = {f"{how} {turn}" for how in ("held", "quick") for turn in range(5)}
    conflicts = [one for one in served.recorder.sent if (one.method, one.path) == SAVE]
    assert len(conflicts) >= 15, "each held save has to be tried again"

    fresh = devices()
    assert set(fresh.papers.titles()) == written
    for title in sorted(written):
        fresh.papers.open(title)
        assert fresh.page.inner_text(".viewer-text") == title
        fresh.is_at_the_list()


def test_one_renames_while_the_other_puts_in_the_bin(served: Live, devices: Callable[[], Holder]) -> None:
    phone = devices()
    phone.papers.write("first")
    phone.papers.write("second")
    tablet = devices()
    phone.papers.open("first")
    phone.taps("[data-ref=details]")
    phone.page.fill("#detail-name", "renamed")
    held = served.edge.hold(*SAVE)
    phone.taps("main form button.primary")
    assert held.reached.wait(30)
    tablet.papers.throw_away("second")
    held.let_go.set()
    phone.waits_for("[data-look]")
    phone.is_at_the_list()
    assert phone.papers.titles() == ["renamed"]
    assert devices().papers.titles() == ["renamed"]


def test_a_device_that_dies_between_upload_and_catalogue_takes_nothing_with_it(
    served: Live, devices: Callable[[], Holder]
) -> None:
    phone, tablet = devices(), devices()
    phone.papers.write("kept by the phone")
    tablet.papers.write("kept by the tablet")
    broken = served.edge.cut(*SAVE)
    tablet.papers.begin_to_write("never acknowledged")
    tablet.waits_for("progress")
    assert broken.reached.wait(30)
    tablet.gets_up()
    broken.lift()
    phone.papers.write("written afterwards")
    kept = {"kept by the phone", "kept by the tablet", "written afterwards"}
    assert set(phone.papers.titles()) == kept
    assert set(devices().papers.titles()) == kept
    assert sum(one.method == "PUT" and one.path == "/v1/blob" for one in served.recorder.sent) == 4


def test_a_save_whose_answer_is_lost_is_not_made_twice(served: Live, devices: Callable[[], Holder]) -> None:
    phone = devices()
    served.edge.cut_answer(*SAVE, times=1)
    phone.papers.write("once")
    assert phone.papers.titles() == ["once"]
    assert devices().papers.titles() == ["once"]
