"""What a holder does to be helped by somebody with some kinds of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.people.holder import Holder


class Mandates:
    """Being helped. Each method begins at the list of papers."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    def begin(self) -> None:
        """From the list to the choice of kinds."""
        self.holder.taps("[data-go=shares]")
        self.holder.taps("main [data-go=mandate-new]")
        self.holder.waits_for("#mandate-helper")

    def make(
        self, name: str, *, kinds: int, may_print: bool = False, may_add: bool = False
    ) -> tuple[str, str]:
        """For a month, with the first kinds there are; the card's link and six digits, at the list again."""
        self.begin()
        self.holder.page.fill("#mandate-helper", name)
        self.holder.taps("fieldset details summary")
        boxes = self.holder.page.locator("[data-ref=tick]")
        for number in range(kinds):
            boxes.nth(number).check()
        for ref, may in (("print", may_print), ("add", may_add)):
            self.holder.page.set_checked(f"main [data-ref={ref}]", may)
        self.holder.taps("main form button.primary")
        self.holder.waits_for("canvas.qr")
        self.holder.taps("main [data-ref=reveal]")
        code = self.holder.page.inner_text("main .mandate-code [data-text=code]").replace(" ", "")
        link = self._copy_link()
        self.holder.is_at_the_list()
        return link, code

    def _copy_link(self) -> str:
        """What lies in the clipboard afterwards."""
        page = self.holder.page
        page.evaluate("() => navigator.clipboard.writeText = async (text) => void (copiedOfTest = text)")
        self.holder.taps("main [data-ref=copy]")
        return str(page.evaluate("() => copiedOfTest"))
