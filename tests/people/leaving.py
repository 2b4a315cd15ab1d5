"""What a holder does who takes everything along, comes with a file of many papers, or closes the wallet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.people.holder import Holder


class Leaving:
    """Going, and coming from elsewhere. Each method begins at the list of papers."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def take_everything(self, folder: Path, *, sealed: bool = False) -> tuple[Path, str]:
        """Saves the file into `folder`; gives its path, and the digits that lock it. Ends at the list."""
        self.holder.taps("[data-go=settings]")
        self.holder.taps("main [data-go=export]")
        words = ""
        if sealed:
            self.holder.page.check("[name=form][value=sealed]")
        self.holder.taps("main form button.primary")
        if sealed:
            words = self.holder.waits_for("[data-text=words]").inner_text()
            self.holder.taps("main [data-ref=next]")
        self.holder.waits_for("[data-screen=screen-export-done]")
        with self.holder.page.expect_download() as saving:
            self.holder.taps("main [data-ref=save]")
        path = folder / saving.value.suggested_filename
        saving.value.save_as(path)
        self.holder.is_at_the_list()
        return path, words

    def bring_in(self, file: Path, *, digits: str = "", card: Sequence[str] = ()) -> dict[str, str]:
        """Chooses a file with many papers, opens it, and gives what was said at the end, by the part."""
        self.holder.taps("[data-go=add]")
        self.holder.taps("main [data-go=import]")
        page = self.holder.page
        page.set_input_files("main [data-ref=file]", str(file))
        if digits or card:
            self.opens_it(digits, card)
        self.holder.waits_for("[data-screen=screen-import-done]")
        said = {name: page.inner_text(f"[data-text={name}]") for name in ("added", "known")}
        said["refused"] = "\n".join(self.holder.reads("[data-slot=refused] li"))
        self.holder.taps("main [data-go=papers]")
        self.holder.waits_for_the_list()
        return said

    def opens_it(self, digits: str, card: Sequence[str]) -> None:
        """Types what a locked file needs."""
        self.holder.waits_for("[data-screen=screen-import-locked]")
        fields = self.holder.page.locator("main form input:visible")
        for at, text in enumerate([digits] if digits else card):
            fields.nth(at).fill(text)
        self.holder.taps("main form button.primary")

    def close_wallet(self) -> None:
        """For good, in two steps; ends at the start page."""
        self.holder.taps("[data-go=settings]")
        self.holder.taps("main [data-go=closing]")
        self.holder.taps("main [data-ref=close]")
        self.holder.taps("dialog [data-answer=yes]")
        self.holder.page.wait_for_url(f"**/{self.holder.lang}/")
