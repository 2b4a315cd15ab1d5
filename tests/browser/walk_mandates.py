"""The part of the walk where somebody helps with some papers."""

from __future__ import annotations

from collections.abc import Iterator

from tests.browser.walk_papers import Stop
from tests.people.holder import Holder


def be_helped(holder: Holder) -> Iterator[Stop]:
    holder.mandates.begin()
    yield "screen-mandate-new", ""
    holder.page.check("[name=mandate-until][value=other]")
    holder.page.fill("#mandate-day", "2001-01-01")
    holder.taps("main form button.primary")
    holder.waits_for("main [data-ref=no-day]")
    yield "screen-mandate-new", "wrong"
    holder.is_at_the_list()
    holder.mandates.begin()
    holder.page.fill("#mandate-helper", "Sofie")
    holder.page.locator("main [data-ref=tick]").first.check()
    holder.taps("main form button.primary")
    holder.waits_for("canvas.qr")
    yield "screen-mandate-out", ""
    holder.taps("main [data-ref=reveal]")
    yield "screen-mandate-out", "digits"
    holder.taps("main [data-ref=end]")
    holder.waits_for("[data-screen=screen-shares]")
    holder.is_at_the_list()
