"""What a holder does to show papers to one person alone, and to see what others show them."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.people.mailboxes import Receiving


class Trading(Receiving):
    """Showing to one person, as part of a Holder."""

    def says_an_address(self, name: str) -> str:
        """Twelve digits for a mailbox, from the list and back to it."""
        self.sees_the_mailbox(name)
        self.taps("main [data-ref=digits]")
        digits = self.waits_for("[data-ref=digits-box] [data-text=digits]").inner_text()
        self.is_at_the_list()
        return digits

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

    def gives_a_file(self, file: Path, address: str, name: str = "", *, sign: bool = True) -> None:
        """From the list, until the receipt; signed where that can be and is wished."""
        self.taps("[data-go=add]")
        self.taps("main [data-go=mailboxes]")
        self.taps("main [data-go=put]")
        self.addresses(address)
        self.page.set_input_files("main [data-ref=file]", str(file))
        self.hands_over(name, sign=sign)

    def gives_a_copy_of(self, title: str, address: str, who: str = "") -> None:
        """Of a paper in this wallet, until the receipt."""
        self.opens_paper(title)
        self.taps("main [data-ref=put]")
        self.addresses(address)
        self.page.fill("#put-from", who)
        self.hands_over()

    def addresses(self, address: str) -> None:
        """From the screen that asks to whom."""
        self.page.fill("#put-address", address)
        self.taps("main form button")
        self.waits_for("#put-name")

    def hands_over(self, name: str = "", *, sign: bool = True) -> None:
        """From the form to the receipt."""
        if name:
            self.page.fill("#put-name", name)
        if not sign:
            self.page.uncheck("main [data-ref=sign]")
        self.taps("main [data-ref=send]")
        self.waits_for("main [data-ref=done]")
