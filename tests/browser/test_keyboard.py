"""By keyboard alone: a wallet is made, a note is written and shown; somebody at work joins and signs in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.live import Live
from tests.people.seat import Seat

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]

SECRET = "nine blue cups and a very old drum"
MOST = 60
IS_THERE = "place => { const at = document.activeElement; return !!at && at.matches(place); }"

RING = "(look => `${look.outlineStyle} ${look.boxShadow}`)(getComputedStyle(document.activeElement))"


class Typist(Seat):
    """Somebody without a mouse and without a touch screen."""

    def reaches(self, selector: str) -> None:
        """Presses Tab until the focus is there, and can see where it is."""
        self.waits_for(selector)
        for _ in range(MOST):
            if self.page.evaluate(IS_THERE, selector):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"Tab does not reach {selector}")
        assert self.page.evaluate(RING) != "none none"

    def presses(self, selector: str, key: str = "Enter") -> None:
        """Reaches it and presses a key."""
        self.reaches(selector)
        self.page.keyboard.press(key)

    def types(self, selector: str, text: str) -> None:
        """Reaches a field and types."""
        self.reaches(selector)
        self.page.keyboard.type(text)


@pytest.fixture
def sofie(browser: Browser, served: Live) -> Iterator[Typist]:
    sofie = Typist(browser, served.origin, "nl")
    yield sofie
    sofie.gets_up()
    assert sofie.complaints == []


def makes_a_wallet(sofie: Typist) -> None:
    sofie.goes_to("")
    sofie.presses("main a[href='/nl/open']")
    sofie.presses("[data-go=before]")
    sofie.presses("[data-go=signup]")
    sofie.waits_for("[data-screen=screen-make-row]")
    sofie.presses("main [data-ref=own]")
    sofie.types("#own-text", SECRET)
    sofie.page.keyboard.press("Enter")
    sofie.waits_for(".drawn-one:nth-child(5):last-child")
    pictures = sofie.reads(".drawn-one b")
    sofie.presses("[data-screen=screen-make-five] [data-ref=next]")
    sofie.presses("[data-screen=screen-practise] [data-ref=next]")
    sofie.page.wait_for_function("() => document.querySelector('#entry-text')?.value === ''")
    sofie.types("#entry-text", SECRET)
    sofie.page.keyboard.press("Enter")
    finds_by_name(sofie, pictures[3:])
    finds_by_name(sofie, pictures[:3])
    sofie.presses("main [data-ref=done]")
    proves_the_card(sofie)


def finds_by_name(sofie: Typist, pictures: list[str]) -> None:
    """Types the name of each into the field above the pad, and takes it."""
    sofie.waits_for("main [data-ref=pictures]:visible")
    sofie.page.wait_for_function("() => !document.querySelector('[data-ref=picked] *')")
    for picture in pictures:
        sofie.types("main [data-ref=find]", picture)
        sofie.page.keyboard.press("Enter")


def proves_the_card(sofie: Typist) -> None:
    sofie.waits_for(".paper-groups li")
    groups = sofie.reads(".paper-groups .number")
    sofie.presses("[data-screen=screen-card] [data-ref=next]")
    for place in (1, 2):
        label = sofie.waits_for(f"[data-text=label{place}]").inner_text()
        sofie.types(f"#proof-{place}", groups[int("".join(filter(str.isdigit, label))) - 1])
    sofie.page.keyboard.press("Enter")


def test_everything_that_matters_is_done_by_keyboard(sofie: Typist) -> None:
    makes_a_wallet(sofie)
    sofie.presses("[data-go=add]")
    sofie.presses("main [data-go=note]")
    sofie.types("#note-text", "typed without a mouse")
    sofie.presses("main form button.primary")
    sofie.waits_for("[data-slot=papers] > li")
    sofie.presses("[data-go=share-choose]")
    sofie.presses("label.row input", "Space")
    sofie.presses("main [data-ref=next]")
    sofie.presses("[data-screen=screen-share-terms] form button.primary")
    sofie.presses("[data-screen=screen-share-out] [data-ref=digits]")
    sofie.waits_for(".said-digits [data-text=digits]")
    sofie.presses("main [data-back]")
    sofie.presses("[data-screen=screen-papers] [data-ref=finish]")
    sofie.page.wait_for_url("**/nl/")


def test_somebody_at_work_joins_signs_in_and_says_their_address_by_keyboard(
    sofie: Typist, served: Live
) -> None:
    makes_a_wallet(sofie)
    sofie.presses("[data-screen=screen-papers] [data-go=settings]")
    sofie.presses("main [data-go=work]")
    sofie.presses("main [data-go=work-join]")
    sofie.types("#work-name", "Sofie")
    sofie.types("#work-invitation", served.admits("Samusocial"))
    sofie.page.keyboard.press("Enter")
    sofie.waits_for("[data-slot=codes] .number")
    codes = sofie.reads("[data-slot=codes] .number")
    sofie.presses("[data-screen=screen-work-codes] [data-ref=next]")
    sofie.types("#work-code", codes[0])
    sofie.page.keyboard.press("Enter")
    sofie.presses("[data-screen=screen-work-in] [data-ref=digits]")
    sofie.waits_for(".said-digits [data-text=digits]")
    sofie.presses("main [data-ref=colleagues]")
    sofie.presses("[data-screen=screen-colleagues] [data-slot=rows] button")
    sofie.presses("[data-screen=screen-colleague] [data-ref=sign]")
    sofie.waits_for("#live.shown")
