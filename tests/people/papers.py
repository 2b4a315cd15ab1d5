"""What a holder does with papers: puts them in, opens them, names them, throws them away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.people.seat import titled

if TYPE_CHECKING:
    from tests.people.holder import Holder


class Papers:
    """The papers of a holder. Each method begins at their list."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def add(self, *files: str | Path) -> None:
        """Chooses files; returns once each is in the wallet."""
        before = self.count()
        self.begin_to_add(*files)
        self.wait_for(before + len(files))

    def begin_to_add(self, *files: str | Path) -> None:
        """Chooses files, without waiting."""
        self.holder.taps("[data-go=add]")
        self.holder.page.set_input_files("[data-ref=files]", [str(one) for one in files])

    def write(self, note: str) -> None:
        """A note, written here."""
        before = self.count()
        self.begin_to_write(note)
        self.wait_for(before + 1)

    def begin_to_write(self, note: str) -> None:
        """A note, without waiting until it is kept."""
        self.holder.taps("[data-go=add]")
        self.holder.taps("[data-go=note]")
        self.holder.page.fill("#note-text", note)
        self.holder.taps("main form button.primary")

    def count(self) -> int:
        """How many the list has, as it is filtered now."""
        return self.holder.page.locator("[data-slot=papers] > li").count()

    def titles(self) -> list[str]:
        """Of the list, from top to bottom."""
        return self.holder.reads("[data-slot=papers] > li [data-text=title]")

    def wait_for(self, count: int) -> None:
        """Until the list has at least so many."""
        self.holder.page.wait_for_function(
            "n => document.querySelectorAll('[data-slot=papers] > li').length >= n", arg=count
        )

    def open(self, title: str) -> None:
        """From the list, until it is drawn."""
        self.tap(title)
        self.holder.waits_for("[data-look]")

    def tap(self, title: str) -> None:
        """In the list."""
        self.holder.lifts_the_veil()
        self.holder.taps(f"[data-slot=papers] > li button:has({titled(title)})")

    def label(self, title: str, **details: str) -> None:
        """Gives a paper's name, group, issued or expires; ends at the paper."""
        self.open(title)
        self.holder.taps("[data-ref=details]")
        for place, text in details.items():
            self.holder.page.fill(f"#detail-{place}", text)
        self.holder.taps("main form button.primary")
        self.holder.waits_for("[data-look]")

    def choose_kind(self, title: str, section: int, kind: int) -> None:
        """By its place; back to the list."""
        self.open(title)
        self.holder.taps("main [data-ref=details]")
        self.holder.taps("main [data-ref=kind]")
        kinds = self.holder.page.locator("[data-slot=kinds] button")
        kinds.nth(section).click()
        self.holder.page.locator("[data-slot=kinds] li").nth(20).wait_for(state="detached")
        kinds.nth(kind).click()
        self.holder.taps("main form button.primary")
        self.holder.waits_for("[data-look]")
        self.holder.is_at_the_list()

    def rewrite(self, note: str) -> None:
        """A newer version of the note that is open."""
        self.holder.taps("main [data-ref=replace]")
        self.holder.waits_for("#note-text").fill(note)
        self.holder.taps("main form button.primary")
        self.holder.waits_for("[data-look]")

    def get_back(self, title: str) -> bytes:
        """The file of a paper, as it comes out of the wallet; back to the list."""
        self.open(title)
        with self.holder.page.expect_download() as saving:
            self.holder.taps("main [data-ref=download]")
        taken = saving.value.path().read_bytes()
        self.holder.is_at_the_list()
        return taken

    def saved_as(self, title: str) -> str:
        """How the file of a paper is called when it is taken out; back to the list."""
        self.open(title)
        with self.holder.page.expect_download() as saving:
            self.holder.taps("main [data-ref=download]")
        self.holder.is_at_the_list()
        return saving.value.suggested_filename

    def throw_away(self, title: str) -> None:
        """Into the bin; from the list, back to the list."""
        self.open(title)
        self.holder.taps("main [data-ref=bin]")
        self.holder.waits_for_the_list()

    def remove(self, title: str) -> None:
        """For good, out of the bin, after being asked; back to the list."""
        self.holder.taps("[data-go=bin]")
        row = self.holder.page.locator(f"li:has({titled(title)})")
        self.holder.lifts_the_veil()
        row.locator("[data-ref=remove]").click()
        self.holder.taps("dialog [data-answer=yes]")
        row.wait_for(state="detached")
        self.holder.is_at_the_list()
