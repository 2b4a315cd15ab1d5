"""What a holder does to be helped by somebody with some kinds of papers."""

from __future__ import annotations

from tests.people.contacts import Trading


class Helped(Trading):
    """Being helped, as part of a Holder. Each method begins at the list of papers and ends there."""

    def is_of_kind(self, title: str, section: int, kind: int) -> None:
        """Chooses a kind of paper by its place."""
        self.opens_paper(title)
        self.taps("main [data-ref=details]")
        self.taps("main [data-ref=kind]")
        self.page.locator("[data-slot=kinds] button").nth(section).click()
        self.page.locator("[data-slot=kinds] li").nth(20).wait_for(state="detached")
        self.page.locator("[data-slot=kinds] button").nth(kind).click()
        self.taps("main form button.primary")
        self.waits_for("[data-look]")
        self.is_at_the_list()

    def begins_to_be_helped(self) -> None:
        """From the list to the choice of kinds."""
        self.taps("[data-go=shares]")
        self.taps("main [data-go=mandate-new]")
        self.waits_for("#mandate-helper")

    def is_helped_by(
        self, name: str, *, kinds: int, may_print: bool = False, may_add: bool = False
    ) -> tuple[str, str]:
        """For a month, with the first kinds there are; the card's link and the six digits."""
        self.begins_to_be_helped()
        self.page.fill("#mandate-helper", name)
        self.taps("fieldset details summary")
        boxes = self.page.locator("[data-ref=tick]")
        for number in range(kinds):
            boxes.nth(number).check()
        for ref, may in (("print", may_print), ("add", may_add)):
            self.page.set_checked(f"main [data-ref={ref}]", may)
        self.taps("main form button.primary")
        self.waits_for("canvas.qr")
        self.taps("main [data-ref=reveal]")
        code = self.page.inner_text("main .mandate-code [data-text=code]").replace(" ", "")
        link = self.copies_the_link()
        self.is_at_the_list()
        return link, code

    def copies_the_link(self) -> str:
        """What lies in the clipboard afterwards."""
        self.page.evaluate("() => navigator.clipboard.writeText = async (text) => void (copiedOfTest = text)")
        self.taps("main [data-ref=copy]")
        return str(self.page.evaluate("() => copiedOfTest"))
