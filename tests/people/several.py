"""What a holder of several secrets does."""

from __future__ import annotations

from tests.people.mandates import Helped
from tests.people.settings import Known


class Several(Helped):
    """A holder who makes another secret. Each method begins at the list of papers and ends there."""

    def makes_another_secret(self) -> Known:
        """Gives what opens the other papers; the person goes on with the secret they had."""
        here = self.tells()
        self.taps("[data-go=settings]")
        self.taps("main [data-go=another]")
        self.taps("main [data-ref=begin]")
        self.chooses_anew()
        self.waits_for("#another-code, main [data-go=papers]")
        code = None
        if self.sees("#another-code"):
            code = self.page.inner_text("[data-text=code]")
            self.page.fill("#another-code", code)
            self.taps("main form button.primary")
        self.taps("main [data-go=papers]")
        self.waits_for("[data-go=add]")
        other = Known(list(self.name), list(self.secret), list(here.groups), code)
        self.learns(here)
        return other

    def marked(self) -> list[str]:
        """The papers in the list that another secret opens too."""
        return self.reads("[data-slot=papers] > li:has(.beside) [data-text=title]")

    def moves(self, title: str) -> None:
        """To the other side."""
        self.opens_paper(title)
        self.taps("main [data-ref=move]")
        self.taps("dialog [data-answer=yes]")
        self.waits_for("[data-go=add]")

    def files_with_the_other(self, note: str) -> None:
        """A note that the other secret opens too."""
        before = self.how_many_papers()
        self.taps("[data-go=add]")
        self.page.check("[data-ref=beside]")
        self.taps("[data-go=note]")
        self.page.fill("#note-text", note)
        self.taps("main form button.primary")
        self.sees_papers(before + 1)

    def finds_again(self, known: Known) -> None:
        """Gives the secret of the papers that could not be opened."""
        here = self.tells()
        self.learns(known)
        self.taps("main [data-ref=find]")
        self.gives_both(words=False)
        self.waits_for("[data-go=add]")
        self.learns(here)

    def closes_both_everywhere(self) -> tuple[Known, Known]:
        """From the fuller side; what opens the other side and this one from now on."""
        self.begins_to_close_both()
        return self.goes_on_closing_both()

    def begins_to_close_both(self) -> None:
        """Up to the screen after the first of them."""
        self._opens("everywhere")
        self.taps("main [data-ref=begin]")
        self.chooses_anew()
        self._takes_the_card()
        self.waits_for("[data-screen=screen-everywhere-next]")

    def goes_on_closing_both(self) -> tuple[Known, Known]:
        """The second of them; what opens each from now on."""
        self.taps("main [data-ref=begin]")
        first = self.tells()
        self.chooses_anew()
        self.waits_for("#another-code")
        self.code = self.page.inner_text("[data-text=code]")
        self.page.fill("#another-code", self.code)
        self.taps("main form button.primary")
        self.taps("main [data-go=papers]")
        self.waits_for("[data-go=add]")
        return first, self.tells()
