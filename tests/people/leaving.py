"""What a holder does who takes everything along, or comes from elsewhere with a file of many papers."""

from __future__ import annotations

from pathlib import Path

from tests.people.trusted import Trusting


class Leaving(Trusting):
    """Each method begins at the list of papers and ends there."""

    def takes_everything(self, folder: Path, *, sealed: bool = False) -> tuple[Path, str]:
        """Saves the file into `folder`; gives its path, and the digits that lock it."""
        self.taps("[data-go=settings]")
        self.taps("main [data-go=export]")
        words = ""
        if sealed:
            self.page.check("[name=form][value=sealed]")
        self.taps("main form button.primary")
        if sealed:
            words = self.waits_for("[data-text=words]").inner_text()
            self.taps("main [data-ref=next]")
        self.waits_for("[data-screen=screen-export-done]")
        with self.page.expect_download() as saving:
            self.taps("main [data-ref=save]")
        path = folder / saving.value.suggested_filename
        saving.value.save_as(path)
        self.is_at_the_list()
        return path, words

    def brings_in(self, file: Path) -> dict[str, str]:
        """Chooses a file with many papers; what was said of it at the end, by the part of the screen."""
        self.taps("[data-go=add]")
        self.taps("main [data-go=import]")
        self.page.set_input_files("main [data-ref=file]", str(file))
        self.waits_for("[data-screen=screen-import-done]")
        said = {name: self.page.inner_text(f"[data-text={name}]") for name in ("added", "known")}
        said["refused"] = "\n".join(self.reads("[data-slot=refused] li"))
        self.taps("main [data-go=papers]")
        self.waits_for("[data-go=add]")
        return said
