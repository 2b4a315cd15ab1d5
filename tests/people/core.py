"""The holder of a wallet: makes it, opens it, puts papers in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from tests.people.known import Known
from tests.people.seat import Seat, titled

LISTED = "[data-go=add]"  # only the list of papers has it


class Core(Seat):
    """Somebody with papers. What they keep in mind stays here: pictures or words, card and code."""

    name: list[str]
    secret: list[str]
    groups: list[str]
    code: str | None

    def makes_a_wallet(self, words: tuple[str, str] | None = None) -> None:
        """From the start page to the empty list; `words`: an own name and passphrase instead of pictures."""
        self.goes_to("open")
        self.begins_a_wallet(words)
        self.proves_the_card()
        self.waits_for(LISTED)

    def begins_a_wallet(self, words: tuple[str, str] | None = None) -> None:
        """Up to the card, from the wallet page's first screen."""
        self.taps("[data-go=before]")
        self.taps("[data-go=signup]")
        self.name = self._chooses(3, words and words[0])
        self.secret = self._chooses(6, words and words[1])
        self.waits_for(".steps")
        self.taps("main [data-ref=next]")
        self.gives_both(words is not None)
        self._copies_the_card()

    def proves_the_card(self) -> None:
        """Types the two groups that are asked for, and the code."""
        self.taps("main [data-ref=next]")
        for place in (1, 2):
            label = self.waits_for(f"[data-text=label{place}]").inner_text()
            number = int("".join(filter(str.isdigit, label)))
            self.page.fill(f"#proof-{place}", self.groups[number - 1])
        if self.code:
            self.page.fill("#proof-code", self.code)
        self.taps("main form button.primary")

    def takes_the_card(self) -> None:
        """Copies it, then types what is asked for."""
        self._copies_the_card()
        self.proves_the_card()

    def unlocks(self, words: bool = False) -> None:
        """With what they remember, from a fresh page."""
        self.goes_to("open")
        self.tries_to_unlock(words)
        self.waits_for(LISTED)

    def tries_to_unlock(self, words: bool = False) -> None:
        """Gives name and secret on the page that is open."""
        self.taps("[data-go=unlock]")
        if words:
            self.taps("[data-ref=switch]")
        self.gives_both(words)

    def unlocks_in_vain(self) -> None:
        """With what they remember, from a fresh page; returns at the sentence that says it opens nothing."""
        self.goes_to("open")
        self.tries_to_unlock()
        self.waits_for("dialog [data-text=what]")

    def unlocks_with_the_card(self) -> None:
        """Ten groups, and the code of a pocket card."""
        self.tries_the_card()
        self.waits_for(LISTED)

    def tries_the_card(self) -> None:
        """Types all of it, from a fresh page."""
        self.goes_to("open")
        self.taps("[data-go=unlock]")
        self.taps("[data-ref=card]")
        self.types_groups(self.groups)
        if self.code:
            self.page.fill("#card-code", self.code)
        self.taps("[data-ref=open]")

    def unlocks_with_the_card_in_vain(self) -> None:
        """Returns at the sentence that says it opens nothing."""
        self.tries_the_card()
        self.waits_for("dialog [data-text=what]")

    def types_groups(self, groups: list[str]) -> None:
        """Of a card or a part, into the fields of the screen."""
        for field, group in zip(self.page.locator(".group input").all(), groups, strict=True):
            field.fill(group)

    def finishes(self) -> None:
        """From the list to the start page."""
        self.taps("[data-ref=finish]")
        self.page.wait_for_url(f"**/{self.lang}/")

    def is_sent_to_the_start(self) -> None:
        """Taps once more where the wallet was closed from elsewhere."""
        self.page.mouse.click(5, 400)
        self.page.wait_for_url(f"**/{self.lang}/")

    def tells(self) -> Known:
        """What they keep in mind now."""
        return Known(list(self.name), list(self.secret), list(self.groups), self.code)

    def learns(self, known: Known) -> None:
        """Has it from somebody else, or from before."""
        self.name, self.secret, self.groups, self.code = known.name, known.secret, known.groups, known.code

    def is_at_the_list(self) -> None:
        """Back until the list of papers is seen."""
        back = self.waits_for(f"{LISTED}, main [data-back]").element_handle()
        while not self.sees(LISTED):
            back.click()
            back.wait_for_element_state("hidden")
            back = self.waits_for(f"{LISTED}, main [data-back]").element_handle()

    def adds(self, *files: str | Path) -> None:
        """Chooses files; returns once each is in the wallet."""
        before = self.how_many_papers()
        self.begins_to_add(*files)
        self.sees_papers(before + len(files))

    def begins_to_add(self, *files: str | Path) -> None:
        """Chooses files, without waiting."""
        self.taps("[data-go=add]")
        self.page.set_input_files("[data-ref=files]", [str(one) for one in files])

    def writes(self, note: str) -> None:
        """A note, written here."""
        before = self.how_many_papers()
        self.begins_to_write(note)
        self.sees_papers(before + 1)

    def begins_to_write(self, note: str) -> None:
        """A note, without waiting until it is kept."""
        self.taps("[data-go=add]")
        self.taps("[data-go=note]")
        self.page.fill("#note-text", note)
        self.taps("main form button.primary")

    def how_many_papers(self) -> int:
        """In the list, as it is filtered now."""
        return self.page.locator("[data-slot=papers] > li").count()

    def titles(self) -> list[str]:
        """Of the list, from top to bottom."""
        return self.reads("[data-slot=papers] > li [data-text=title]")

    def opens_paper(self, title: str) -> None:
        """From the list, until it is drawn."""
        self.taps_paper(title)
        self.waits_for("[data-look]")

    def taps_paper(self, title: str) -> None:
        """In the list."""
        self.lifts_the_veil()
        self.taps(f"[data-slot=papers] > li button:has({titled(title)})")

    def labels(self, title: str, **details: str) -> None:
        """Gives a paper's name, group, issued or expires; ends at the paper."""
        self.opens_paper(title)
        self.taps("[data-ref=details]")
        for place, text in details.items():
            self.page.fill(f"#detail-{place}", text)
        self.taps("main form button.primary")
        self.waits_for("[data-look]")

    def rewrites(self, note: str) -> None:
        """A newer version of the note that is open."""
        self.taps("main [data-ref=replace]")
        self.waits_for("#note-text").fill(note)
        self.taps("main form button.primary")
        self.waits_for("[data-look]")

    def is_of_kind(self, title: str, section: int, kind: int) -> None:
        """Chooses a kind of paper by its place; from the list and back to it."""
        self.opens_paper(title)
        self.taps("main [data-ref=details]")
        self.taps("main [data-ref=kind]")
        self.page.locator("[data-slot=kinds] button").nth(section).click()
        self.page.locator("[data-slot=kinds] li").nth(20).wait_for(state="detached")
        self.page.locator("[data-slot=kinds] button").nth(kind).click()
        self.taps("main form button.primary")
        self.waits_for("[data-look]")
        self.is_at_the_list()

    def puts_in_the_bin(self, title: str) -> None:
        """From the list, back to the list."""
        self.opens_paper(title)
        self.taps("main [data-ref=bin]")
        self.waits_for(LISTED)

    def removes_for_good(self, title: str) -> None:
        """Out of the bin, after being asked; back to the list."""
        self.taps("[data-go=bin]")
        row = self.page.locator(f"li:has({titled(title)})")
        self.lifts_the_veil()
        row.locator("[data-ref=remove]").click()
        self.taps("dialog [data-answer=yes]")
        row.wait_for(state="detached")
        self.is_at_the_list()

    def sees_papers(self, count: int) -> None:
        """Waits until the list has at least so many."""
        self.page.wait_for_function(
            "n => document.querySelectorAll('[data-slot=papers] > li').length >= n", arg=count
        )

    def gets_back(self, title: str) -> bytes:
        """The file of a paper, as it comes out of the wallet."""
        self.opens_paper(title)
        with self.page.expect_download() as saving:
            self.taps("main [data-ref=download]")
        taken = saving.value.path().read_bytes()
        self.is_at_the_list()
        return taken

    def chooses_anew(self) -> None:
        """Another name and secret, drawn and practised."""
        self.name = self._chooses(3, None)
        self.secret = self._chooses(6, None)
        self.page.locator(".drawn-one").first.wait_for(state="detached")
        self.taps("main [data-ref=next]")
        self.gives_both(words=False)

    def _copies_the_card(self) -> None:
        """Its groups and the code of a pocket card, from the screen that shows them."""
        self.waits_for(".paper-groups li")
        self.groups = self.reads(".paper-groups .number")
        self.code = self.page.inner_text("[data-text=code]") if self.sees("[data-text=code]") else None

    def _chooses(self, count: int, own: str | None) -> list[str]:
        """Keeps what was drawn, or types own words instead."""
        self.waits_for(f".drawn-one:nth-child({count})")
        if own is None:
            drawn = self.reads(".drawn-one b")
            self.taps("main [data-ref=next]")
            return drawn
        self.taps("[data-ref=own]")
        self.page.fill("#own-text", own)
        self.taps("main form button.primary")
        return [own]

    def gives_both(self, words: bool) -> None:
        """Name, then secret, on the screens that ask for them."""
        for said in (self.name, self.secret):
            if words:
                self.page.wait_for_function("() => document.querySelector('#entry-text')?.value === ''")
                self.page.fill("#entry-text", said[0])
                self.page.keyboard.press("Enter")
            else:
                self._taps_pictures(said)

    def _taps_pictures(self, said: Sequence[str]) -> None:
        self.page.wait_for_function(
            "() => document.querySelector('.picture') && !document.querySelector('[data-ref=picked] *')"
        )
        for one in said:
            self.taps(f".picture[aria-label={json.dumps(one, ensure_ascii=False)}]")
        if len(said) > 3:
            self.taps("[data-ref=done]")
