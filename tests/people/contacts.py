"""What a holder does to show papers to one person alone, and to see what others show them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page

if TYPE_CHECKING:
    from tests.people.holder import Holder


class Contacts:
    """Those to whom a holder shows or gives something."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def send(self, address: str, name: str = "") -> None:
        """From the square code of a share, and back to it; to somebody whose badge is not known yet."""
        self.holder.taps("main [data-ref=send]")
        self.holder.page.fill("#contact-address", address)
        self.holder.taps("main form button")
        self.holder.page.fill("#contact-name", name)
        self.holder.taps("main form button.primary")
        self.holder.waits_for("canvas.qr")

    def open_shown(self) -> Page:
        """From the list; the window in which it opens, at its notice."""
        self.holder.taps("main [data-ref=see]")
        with self.holder.page.expect_popup() as opening:
            self.holder.taps("[data-slot=rows] button")
        opening.value.wait_for_selector("main [data-ref=open]")
        return opening.value

    def give_file(self, file: Path, address: str, name: str = "", *, sign: bool = True) -> None:
        """From the list, until the receipt; signed where that can be and is wished."""
        self.holder.taps("[data-go=add]")
        self.holder.taps("main [data-go=mailboxes]")
        self.holder.taps("main [data-go=put]")
        self.type_address(address)
        self.holder.page.set_input_files("main [data-ref=file]", str(file))
        self.hand_over(name, sign=sign)

    def give_copy(self, title: str, address: str, who: str = "") -> None:
        """Of a paper in this wallet, until the receipt."""
        self.holder.papers.open(title)
        self.holder.taps("main [data-ref=put]")
        self.type_address(address)
        self.holder.page.fill("#put-from", who)
        self.hand_over()

    def type_address(self, address: str) -> None:
        """From the screen that asks to whom."""
        self.holder.page.fill("#put-address", address)
        self.holder.taps("main form button")
        self.holder.waits_for("#put-name")

    def hand_over(self, name: str = "", *, sign: bool = True) -> None:
        """From the form to the receipt."""
        if name:
            self.holder.page.fill("#put-name", name)
        if not sign:
            self.holder.page.uncheck("main [data-ref=sign]")
        self.holder.taps("main [data-ref=send]")
        self.holder.waits_for("main [data-ref=done]")
