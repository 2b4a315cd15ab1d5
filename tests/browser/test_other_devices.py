"""Two devices of one person: a list follows what the other did, and a closed tab leaves no session behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser

from tests.live import Live
from tests.people.holder import Holder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]

Comes = Callable[[], Holder]
ROW = "[data-slot=papers] > li button"
FOCUSED = "() => document.activeElement.querySelector('[data-text=title]')?.textContent"


@pytest.fixture
def comes(browser: Browser, served: Live) -> Iterator[Comes]:
    """Somebody at a device of their own, whose clock a test can move."""
    people: list[Holder] = []

    def come() -> Holder:
        people.append(Holder(browser, served.origin))
        return people[-1]

    yield come
    for one in people:
        one.gets_up()
    assert [one.complaints for one in people if one.complaints] == []


def tokens(served: Live) -> list[str]:
    """Every session token that the server was ever shown, newest last."""
    heads = b"\n".join(one.head for one in list(served.recorder.sent))
    return [one.decode() for one in re.findall(rb"HTTP_AUTHORIZATION: Bearer (\S+)", heads)]


def status(served: Live, token: str) -> int:
    """What the vault answers to this token."""
    request = Request(f"{served.origin}/v1/vault", headers={"Authorization": f"Bearer {token}"})
    try:
        with urlopen(request) as answer:
            return int(answer.status)
    except HTTPError as refusal:
        return refusal.code


def has_left(holder: Holder, served: Live, token: str) -> bool:
    """Waits for the goodbye of a page that is gone; false where none comes."""
    other = holder.context.new_page()
    other.goto(f"{served.origin}/nl/")
    for _ in range(50):
        if any(one.path == "/v1/session/leave" for one in list(served.recorder.sent)):
            return status(served, token) == 401
        other.wait_for_timeout(100)
    return False


@pytest.fixture
def mira(comes: Comes) -> Holder:
    mira = comes()
    mira.makes_a_wallet()
    mira.papers.write("a note")
    return mira


def test_a_closed_tab_ends_the_session_at_once(mira: Holder, served: Live) -> None:
    token = tokens(served)[-1]
    assert status(served, token) == 200
    mira.page.close()
    assert has_left(mira, served, token)


@pytest.mark.parametrize("line", ["quick", "slow"])
def test_the_quick_exit_ends_the_session_even_on_a_slow_line(mira: Holder, served: Live, line: str) -> None:
    token = tokens(served)[-1]
    if line == "slow":
        mira.context.route("**/v1/session/end", lambda route: None)  # the page is gone before it gets through
    mira.leaves_by_quick_exit()
    if line == "slow":
        assert has_left(mira, served, token)
        assert "/v1/session/end" not in {one.path for one in served.recorder.sent}
    else:
        assert status(served, token) == 401


def test_a_page_that_is_loaded_anew_ends_the_session_and_works(mira: Holder, served: Live) -> None:
    token = tokens(served)[-1]
    mira.page.reload()
    mira.waits_for("[data-go=unlock]")
    assert has_left(mira, served, token)
    mira.unlocks()
    assert mira.papers.titles() == ["a note"]


def test_the_page_knows_the_hash_and_not_the_token(mira: Holder, served: Live) -> None:
    token = tokens(served)[-1]
    mira.page.close()
    assert has_left(mira, served, token)
    [left] = [one for one in served.recorder.sent if one.path == "/v1/session/leave"]
    assert token.encode() not in bytes(left.body)
    assert not left.with_session


@pytest.fixture
def tablet(comes: Comes, mira: Holder) -> Holder:
    """Her other device, at its list."""
    tablet = comes()
    tablet.page.clock.install()
    tablet.pictures, tablet.phrase = mira.pictures, mira.phrase
    tablet.unlocks()
    tablet.page.clock.fast_forward(15_000)  # ui/alive.js asks again only then
    return tablet


def sees_two(tablet: Holder) -> None:
    """Waits for the second row."""
    tablet.page.wait_for_function("place => document.querySelectorAll(place).length === 2", arg=ROW)


def test_a_paper_from_elsewhere_appears_and_the_focus_stays(mira: Holder, tablet: Holder) -> None:
    tablet.page.focus(ROW)
    mira.papers.write("from elsewhere")
    tablet.page.keyboard.press("Shift")
    sees_two(tablet)
    assert tablet.papers.titles() == ["from elsewhere", "a note"]
    assert tablet.page.evaluate(FOCUSED) == "a note"


def test_nothing_moves_while_somebody_types_or_holds_a_finger_down(mira: Holder, tablet: Holder) -> None:
    mira.papers.write("from elsewhere")
    with tablet.page.expect_response("**/v1/vault"):
        tablet.page.locator("[data-ref=search]").press_sequentially("no")
    tablet.page.wait_for_timeout(600)  # longer than ui/fresh.js rests before it fills a screen again
    assert tablet.page.input_value("[data-ref=search]") == "no"
    assert tablet.page.evaluate("() => document.activeElement.matches('[data-ref=search]')")
    tablet.page.locator("[data-ref=search]").fill("")
    assert tablet.papers.count() == 1
    tablet.page.mouse.move(5, 400)
    tablet.page.mouse.down()
    tablet.page.wait_for_timeout(600)
    assert tablet.papers.count() == 1
    tablet.page.mouse.up()
    sees_two(tablet)
