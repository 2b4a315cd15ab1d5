"""What a holder does to show papers to somebody, and sees of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Locator, expect

from tests.people.seat import titled

if TYPE_CHECKING:
    from tests.people.holder import Holder


class Shares:
    """What a holder shows."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def tick(self, *titles: str) -> None:
        """From the list to the terms, with these papers ticked."""
        self.holder.taps("[data-go=share-choose]")
        self.holder.lifts_the_veil()
        for title in titles:
            self.holder.page.locator(f"label.row:has({titled(title)}) input").check()
        self.holder.taps("main [data-ref=next]")
        self.holder.waits_for("input[name=until]")

    def show(self, *titles: str, name: str = "", note: str = "", may_print: bool = False) -> None:
        """From the list to the square code: 30 minutes, as preset."""
        self.tick(*titles)
        if may_print:
            self.holder.page.check("[data-ref=print]")
        if name or note:
            self.holder.taps("details.more summary")
            self.holder.page.fill("#terms-name", name)
            self.holder.page.fill("#terms-note", note)
        self.holder.taps("main form button.primary")
        self.holder.waits_for("canvas.qr")

    def square_code(self) -> bytes:
        """What a camera sees of the screen, as PNG."""
        return self.holder.page.locator("canvas.qr").screenshot()

    def digits(self) -> str:
        """Asks for the twelve digits and reads them out."""
        self.holder.taps("main [data-ref=digits]")
        return self.holder.waits_for(".said-digits [data-text=digits]").inner_text()

    def expect_events(self, *kinds: str) -> None:
        """From the list: what happened to the newest share is this, in this order."""
        self.holder.taps("[data-go=shares]")
        said = [self.holder.word(f"share.event.{kind}") for kind in kinds]
        expect(self._newest("what")).to_have_text(said)

    def expect_events_in_any_order(self, *kinds: str) -> None:
        """The same where two openings happened: within one minute they stand together, else one by one."""
        self.holder.taps("[data-go=shares]")
        expect(self._newest("what")).to_have_count(len(kinds))
        said = [self.holder.word(f"share.event.{kind}") for kind in kinds]
        assert sorted(self._newest("what").all_inner_texts()) == sorted(said)

    def hours(self) -> list[str]:
        """Beside the events of the newest share, on the screen that is open."""
        return self._newest("at").all_inner_texts()

    def stop(self) -> None:
        """Ends the newest running share; from the list."""
        self.holder.taps("[data-go=shares]")
        self.holder.taps(".showing-row [data-ref=end]")
        self.holder.waits_for("#live.shown")

    def _newest(self, text: str) -> Locator:
        """A text of each event of the newest share."""
        return self.holder.page.locator(".showing-row").first.locator(f"[data-text={text}]")
