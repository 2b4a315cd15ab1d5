"""A recorder that hears nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Playwright

from tests.browser.test_media import FAKE_DEVICES
from tests.live import Live
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]
NO_SOUND = """
const add = MediaRecorder.prototype.addEventListener;
MediaRecorder.prototype.addEventListener = function (name, hear) {
  return add.call(this, name, name === "dataavailable" ? () => hear({ data: new Blob([]) }) : hear);
};"""


def test_a_recording_without_a_sound_is_not_shown(playwright: Playwright, served: Live) -> None:
    phone = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", *FAKE_DEVICES]
    )
    silent = Holder(phone, served.origin, "nl")
    silent.page.add_init_script(NO_SOUND)
    silent.makes_a_wallet()
    silent.taps("[data-go=add]")
    silent.taps("[data-go=record]")
    silent.taps("main [data-ref=start]")
    silent.taps("main [data-ref=stop]")
    silent.waits_for("#live.shown")
    silent.waits_for("main [data-ref=start]")
    assert silent.media.in_use() == []
    silent.gets_up()
    assert silent.complaints == []
    phone.close()
