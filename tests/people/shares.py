"""What a holder does to show papers to somebody, and sees of it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.people.seat import Seat, titled


class Sharing(Seat):
    """Sharing, as part of a Holder."""

    def ticks(self, *titles: str) -> None:
        """From the list to the terms, with these papers ticked."""
        self.taps("[data-go=share-choose]")
        self.lifts_the_veil()
        for title in titles:
            self.page.locator(f"label.row:has({titled(title)}) input").check()
        self.taps("main [data-ref=next]")
        self.waits_for("input[name=until]")

    def shows(self, *titles: str, name: str = "", note: str = "", may_print: bool = False) -> None:
        """From the list to the square code: 30 minutes, as preset."""
        self.ticks(*titles)
        if may_print:
            self.page.check("[data-ref=print]")
        if name or note:
            self.taps("details.more summary")
            self.page.fill("#share-name", name)
            self.page.fill("#share-note", note)
        self.taps("main form button.primary")
        self.waits_for("canvas.qr")

    def square_code(self) -> bytes:
        """What a camera sees of the screen, as PNG."""
        return self.page.locator("canvas.qr").screenshot()

    def digits(self) -> str:
        """Asks for the twelve digits and reads them out."""
        self.taps("main [data-ref=digits]")
        return self.waits_for(".share-digits [data-text=digits]").inner_text()

    def reads_that(self, *kinds: str) -> None:
        """From the list: what happened to the newest share is this, in this order."""
        self.taps("[data-go=shares]")
        told = self.page.locator(".share-row").first.locator("[data-text=what]")
        expect(told).to_have_text([self.word(f"share.event.{kind}") for kind in kinds])

    def reads_of(self, *kinds: str) -> None:
        """The same where two openings happened: within one minute they stand together, else one by one."""
        self.taps("[data-go=shares]")
        told = self.page.locator(".share-row").first.locator("[data-text=what]")
        expect(told).to_have_count(len(kinds))
        assert sorted(told.all_inner_texts()) == sorted(self.word(f"share.event.{kind}") for kind in kinds)

    def when_it_happened(self) -> list[str]:
        """The hours beside the events of the newest share, on the screen that is open."""
        return self.page.locator(".share-row").first.locator("[data-text=at]").all_inner_texts()

    def stops_showing(self) -> None:
        """Ends the newest running share; from the list."""
        self.taps("[data-go=shares]")
        self.taps(".share-row [data-ref=end]")
        self.waits_for("#live.shown")
