"""What a holder sees of papers on their way in."""

from __future__ import annotations

from tests.people.seat import Seat

STOPPED = "[data-ref=retry]"


class Uploading(Seat):
    """Rows of uploads, as part of a Holder."""

    def is_told_in_the_row(self) -> str:
        """The sentence of the upload that came to nothing."""
        row = self.page.locator(".upload").last
        row.locator(STOPPED).wait_for()
        return row.locator("[data-text=state]").inner_text()

    def tries_again(self) -> None:
        """The upload that came to nothing; returns once it is in the wallet."""
        row = self.page.locator(".upload").last
        row.locator(STOPPED).click()
        row.locator("[data-ref=label]").wait_for()

    def stops_the_upload(self) -> None:
        """While it is on its way."""
        self.taps(".upload [data-ref=cancel]")
