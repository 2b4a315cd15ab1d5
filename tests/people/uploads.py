"""What a holder sees of papers on their way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.people.holder import Holder

STOPPED = "[data-ref=retry]"


class Uploads:
    """The rows of uploads in the list of papers."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def said(self) -> str:
        """The sentence of the upload that came to nothing."""
        row = self.holder.page.locator(".upload").last
        row.locator(STOPPED).wait_for()
        return row.locator("[data-text=state]").inner_text()

    def try_again(self) -> None:
        """The upload that came to nothing; returns once it is in the wallet."""
        row = self.holder.page.locator(".upload").last
        row.locator(STOPPED).click()
        row.locator("[data-ref=label]").wait_for()

    def stop(self) -> None:
        """The upload, while it is on its way."""
        self.holder.taps(".upload [data-ref=cancel]")
