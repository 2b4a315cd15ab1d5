"""What a holder does to show papers to one person alone, and to see what others show them."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.people_mailboxes import Receiving


class Trading(Receiving):
    """Showing to one person, as part of a Holder."""

    def puts_into_the_mailbox(self, address: str, name: str = "") -> None:
        """From the square code of a share, and back to it; to somebody whose badge is not known yet."""
        self.taps("main [data-ref=send]")
        self.page.fill("#contact-address", address)
        self.taps("main form button")
        self.page.fill("#contact-name", name)
        self.taps("main form button.primary")
        self.waits_for("canvas.qr")

    def opens_what_is_shown(self) -> Page:
        """From the list; the window in which it opens, at its notice."""
        self.taps("main [data-ref=see]")
        with self.page.expect_popup() as opening:
            self.taps("[data-slot=rows] button")
        opening.value.wait_for_selector("main [data-ref=open]")
        return opening.value
