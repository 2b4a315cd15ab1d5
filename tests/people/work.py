"""What somebody at work does: joins with a badge, signs in by phone or a written code, signs for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyotp

from tests.people.seat import titled
from wallet.clock import Clock

if TYPE_CHECKING:
    from tests.people.holder import Holder


class Work:
    """A holder's badge, and a phone beside the computer. Each method begins and ends at the list."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder
        self.codes: list[str] = []
        self.phone = pyotp.TOTP(pyotp.random_base32())

    def look(self) -> None:
        """At the settings' screen of people at work; stays there."""
        self.holder.taps("[data-go=settings]")
        self.holder.taps("main [data-go=work]")

    def join(self, invitation: str, name: str) -> None:
        """Sets the phone up, writes the codes down."""
        self.look()
        self.holder.taps("main [data-go=work-join]")
        self.holder.page.fill("#work-name", name)
        self.holder.page.fill("#work-invitation", invitation)
        self.holder.taps("main form button.primary")
        self.take_authenticator()
        self.holder.waits_for("#work-code")
        self.holder.taps("main [data-back]")
        self.holder.waits_for_the_list()

    def take_authenticator(self) -> None:
        """From the screen that shows it once to what follows."""
        self.holder.waits_for("[data-screen=screen-work-codes] canvas.qr")
        secret = self.holder.page.text_content("[data-text=secret]") or ""
        self.phone = pyotp.TOTP(secret.replace(" ", ""))
        self.codes = self.holder.reads("[data-slot=codes] .number")
        self.holder.taps("main [data-ref=next]")

    def type_code(self, code: str) -> None:
        """Into the screen for it; stays there."""
        self.holder.page.fill("#work-code", code)
        self.holder.taps("main [data-ref=enter]")

    def sign_in_by_phone(self, clock: Clock) -> None:
        """From the notice above the list, with what the phone shows at that moment."""
        self.holder.taps("main [data-ref=enter]")
        self.type_code(self.phone.at(clock()))
        self.wait_until_in()

    def sign_in(self) -> None:
        """The same with the next written code: the phone's is good once."""
        self.holder.taps("main [data-ref=enter]")
        self.type_code(self.codes.pop())
        self.wait_until_in()

    def wait_until_in(self) -> None:
        """For the badge, or for the list where something is shown."""
        self.holder.waits_for("[data-screen=screen-work-in], main [data-ref=see]")
        if self.holder.sees("[data-screen=screen-work-in]"):
            self.holder.is_at_the_list()

    def sign_out(self) -> None:
        """With the button beside the badge."""
        self.show_badge()
        self.holder.taps("main [data-ref=leave]")
        self.holder.waits_for_the_list()

    def show_badge(self) -> None:
        """Stays there."""
        self.look()
        self.holder.waits_for("[data-screen=screen-work-in] canvas.qr")

    def badge(self) -> str:
        """Its address."""
        self.show_badge()
        link: str = self.holder.page.evaluate(
            "async () => { let said = '';"
            " Object.defineProperty(navigator, 'clipboard', {configurable: true,"
            "  value: {writeText: async (text) => { said = text; }}});"
            " document.querySelector('main [data-ref=copy]').click();"
            " while (!said) await new Promise((go) => setTimeout(go, 20)); return said; }"
        )
        self.holder.is_at_the_list()
        return link

    def number(self) -> str:
        """What is read to whoever signs."""
        self.show_badge()
        said = self.holder.page.inner_text("[data-text=number]")
        self.holder.is_at_the_list()
        return said

    def check_what_closing_ends(self) -> None:
        """Closing everywhere is said to end the badge and its mailbox."""
        self.holder.taps("[data-go=settings]")
        self.holder.taps("main [data-go=everywhere]")
        self.holder.waits_for("main [data-ref=badge]")
        self.holder.waits_for("main [data-ref=mailboxes]")
        self.holder.is_at_the_list()

    def invite(self) -> str:
        """A colleague; the invitation."""
        self._see_colleagues()
        self.holder.taps("main [data-ref=invite]")
        self.holder.waits_for("canvas.qr")
        said = self.holder.page.inner_text("[data-text=invitation]")
        self.holder.is_at_the_list()
        return said

    def look_at_colleague(self, name: str) -> str:
        """Stays there; the number to compare."""
        self._see_colleagues()
        self.holder.taps(f"[data-slot=rows] button:has({titled(name)})")
        self.holder.waits_for("main [data-ref=sign]")
        return self.holder.page.inner_text("[data-text=number]")

    def sign_for(self, name: str, number: str) -> None:
        """A colleague, after the numbers were compared."""
        assert self.look_at_colleague(name) == number
        self.holder.taps("main [data-ref=sign]")
        self.holder.waits_for("#live.shown")
        self.holder.is_at_the_list()

    def let_go(self, name: str) -> None:
        """A colleague, who stands in the list no more."""
        self.look_at_colleague(name)
        self.holder.taps("main [data-ref=let-go]")
        self.holder.taps("dialog [data-answer=yes]")
        self.holder.waits_for("#live.shown")
        assert name not in self.holder.reads("[data-slot=rows] [data-text=title]")
        self.holder.is_at_the_list()

    def _see_colleagues(self) -> None:
        self.show_badge()
        self.holder.taps("main [data-ref=colleagues]")
        self.holder.waits_for("main [data-ref=invite]")
