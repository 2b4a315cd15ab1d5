"""What somebody at work does: joins with a badge, signs in by phone or a written code, signs for others."""

from __future__ import annotations

import pyotp
from playwright.sync_api import Browser

from tests.live import Live
from tests.people.holder import Holder
from tests.people.seat import titled


class Employed(Holder):
    """A holder with a badge, and a phone beside the computer. Each method begins and ends at the list."""

    def __init__(self, browser: Browser, served: Live, lang: str = "nl") -> None:
        super().__init__(browser, served.origin, lang)
        self.served = served
        self.codes: list[str] = []
        self.phone = pyotp.TOTP(pyotp.random_base32())

    def looks_at_work(self) -> None:
        """The settings' screen of people at work; stays there."""
        self.taps("[data-go=settings]")
        self.taps("main [data-go=work]")

    def joins(self, invitation: str, name: str) -> None:
        """Sets the phone up, writes the codes down."""
        self.looks_at_work()
        self.taps("main [data-go=work-join]")
        self.page.fill("#work-name", name)
        self.page.fill("#work-invitation", invitation)
        self.taps("main form button.primary")
        self.takes_the_authenticator()
        self.waits_for("#work-code")
        self.taps("main [data-back]")
        self.waits_for("[data-go=add]")

    def takes_the_authenticator(self) -> None:
        """From the screen that shows it once to what follows."""
        self.waits_for("[data-screen=screen-work-codes] canvas.qr")
        secret = self.page.text_content("[data-text=secret]") or ""
        self.phone = pyotp.TOTP(secret.replace(" ", ""))
        self.codes = self.reads("[data-slot=codes] .number")
        self.taps("main [data-ref=next]")

    def types_a_code(self, code: str) -> None:
        """Into the screen for it; stays there."""
        self.page.fill("#work-code", code)
        self.taps("main [data-ref=enter]")

    def signs_in_by_phone(self) -> None:
        """From the notice above the list."""
        self.taps("main [data-ref=enter]")
        self.types_a_code(self.phone.at(self.served.clock()))
        self.is_in()

    def signs_in(self) -> None:
        """The same with the next written code: the phone's is good once."""
        self.taps("main [data-ref=enter]")
        self.types_a_code(self.codes.pop())
        self.is_in()

    def is_in(self) -> None:
        """Waits for the badge, or for the list where something is shown."""
        self.waits_for("[data-screen=screen-work-in], main [data-ref=see]")
        if self.sees("[data-screen=screen-work-in]"):
            self.is_at_the_list()

    def signs_out_at_work(self) -> None:
        self.shows_the_badge()
        self.taps("main [data-ref=leave]")
        self.waits_for("[data-go=add]")

    def shows_the_badge(self) -> None:
        """Stays there."""
        self.looks_at_work()
        self.waits_for("[data-screen=screen-work-in] canvas.qr")

    def badge(self) -> str:
        """Its address."""
        self.looks_at_work()
        self.waits_for("[data-screen=screen-work-in] canvas.qr")
        link: str = self.page.evaluate(
            "async () => { let said = '';"
            " Object.defineProperty(navigator, 'clipboard', {configurable: true,"
            "  value: {writeText: async (text) => { said = text; }}});"
            " document.querySelector('main [data-ref=copy]').click();"
            " while (!said) await new Promise((go) => setTimeout(go, 20)); return said; }"
        )
        self.is_at_the_list()
        return link

    def number(self) -> str:
        """What is read to whoever signs."""
        self.shows_the_badge()
        said = self.page.inner_text("[data-text=number]")
        self.is_at_the_list()
        return said

    def is_told_what_closing_everywhere_ends(self) -> None:
        """The badge and its mailbox."""
        self.taps("[data-go=settings]")
        self.taps("main [data-go=everywhere]")
        self.waits_for("main [data-ref=badge]")
        self.waits_for("main [data-ref=mailboxes]")
        self.is_at_the_list()

    def invites(self) -> str:
        """A colleague; the invitation."""
        self._sees_colleagues()
        self.taps("main [data-ref=invite]")
        self.waits_for("canvas.qr")
        said = self.page.inner_text("[data-text=invitation]")
        self.is_at_the_list()
        return said

    def looks_at_colleague(self, name: str) -> str:
        """Stays there; the number to compare."""
        self._sees_colleagues()
        self.taps(f"[data-slot=rows] button:has({titled(name)})")
        self.waits_for("main [data-ref=sign]")
        return self.page.inner_text("[data-text=number]")

    def signs_for(self, name: str, number: str) -> None:
        """After the numbers were compared."""
        assert self.looks_at_colleague(name) == number
        self.taps("main [data-ref=sign]")
        self.waits_for("#live.shown")
        self.is_at_the_list()

    def lets_go(self, name: str) -> None:
        self.looks_at_colleague(name)
        self.taps("main [data-ref=let-go]")
        self.taps("dialog [data-answer=yes]")
        self.waits_for("#live.shown")
        assert name not in self.reads("[data-slot=rows] [data-text=title]")
        self.is_at_the_list()

    def _sees_colleagues(self) -> None:
        self.shows_the_badge()
        self.taps("main [data-ref=colleagues]")
        self.waits_for("main [data-ref=invite]")
