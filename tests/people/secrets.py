"""What a holder of several secrets does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.people.known import Known

if TYPE_CHECKING:
    from tests.people.holder import Holder


class Secrets:
    """Another secret of a holder. Each method begins at the list of papers and ends there."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def make(self) -> Known:
        """Gives what opens the other papers; the person goes on with the secret they had."""
        here = self.holder.tells()
        self.holder.taps("[data-go=settings]")
        self.holder.taps("main [data-go=another]")
        self.holder.taps("main [data-ref=begin]")
        self.holder.entry.choose_anew()
        self.holder.taps("main [data-go=papers]")
        self.holder.waits_for_the_list()
        other = Known(list(self.holder.pictures), None, list(here.groups), here.pocket)
        self.holder.learns(here)
        return other

    def marked(self) -> list[str]:
        """The papers in the list that another secret opens too."""
        return self.holder.reads("[data-slot=papers] > li:has(.beside) [data-text=title]")

    def move(self, title: str) -> None:
        """A paper, to the other side."""
        self.holder.papers.open(title)
        self.holder.taps("main [data-ref=move]")
        self.holder.taps("dialog [data-answer=yes]")
        self.holder.waits_for_the_list()

    def write(self, note: str) -> None:
        """A note that the other secret opens too."""
        before = self.holder.papers.count()
        self.holder.taps("[data-go=add]")
        self.holder.page.check("[data-ref=beside]")
        self.holder.taps("[data-go=note]")
        self.holder.page.fill("#note-text", note)
        self.holder.taps("main form button.primary")
        self.holder.papers.wait_for(before + 1)

    def find(self, known: Known) -> None:
        """Gives the secret of the papers that could not be opened."""
        here = self.holder.tells()
        self.holder.learns(known)
        self.holder.taps("main [data-ref=find]")
        self.holder.entry.give()
        self.holder.waits_for_the_list()
        self.holder.learns(here)

    def close_both(self) -> tuple[Known, Known]:
        """Everywhere, from the fuller side; what opens the other side and this one from now on."""
        self.begin_to_close_both()
        return self.go_on_closing_both()

    def begin_to_close_both(self) -> None:
        """Up to the screen after the first of them."""
        self.holder.settings.enter("everywhere")
        self.holder.taps("main [data-ref=begin]")
        self.holder.entry.choose_anew()
        self.holder.card.take()
        self.holder.waits_for("[data-screen=screen-everywhere-next]")

    def go_on_closing_both(self) -> tuple[Known, Known]:
        """The second of them; what opens each from now on."""
        self.holder.taps("main [data-ref=begin]")
        first = self.holder.tells()
        self.holder.entry.choose_anew()
        self.holder.taps("main [data-go=papers]")
        self.holder.waits_for_the_list()
        return first, self.holder.tells()
