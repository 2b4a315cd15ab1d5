"""What an observer sees is the same whether there is more or not, and this one cannot be fooled."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.worlds import (
    PAPERS,
    World,
    both_locked,
    locked,
    neither_locked,
    not_locked,
    with_a_stranger,
    with_another_secret,
)
from tests.live import Live, live
from tests.observer import Observer, Seen, differences
from tests.people.holder import Holder
from wallet.models import Door

pytestmark = pytest.mark.browser

WORDS = ("my story", "zaytuna")


def everyday(person: Holder, served: Live, *, then: Callable[[Observer], None] | None = None) -> Seen:
    """What anybody does on a morning, watched: opened, looked at, added, shown, tidied, left."""
    observer = Observer(person, served)
    person.goes_to("open")
    observer.looks("welcome")
    person.tries_to_unlock()
    person.waits_for("[data-slot=papers] > li")
    person.page.wait_for_load_state("networkidle")
    observer.looks("list")
    for title in PAPERS:
        person.papers.open(title)
        observer.looks(title)
        person.is_at_the_list()
    for name in ("", "cards", "card-new", "secret-change", "everywhere", "lock", "another", "log", "install"):
        person.settings.look_at(name)
        observer.looks(f"settings {name}")
        person.is_at_the_list()
    person.lock.come_to_the_last_yes(PAPERS[0])
    observer.looks("before the rest is closed")
    person.taps("dialog [data-answer=no]")
    person.is_at_the_list()
    person.mailboxes.show("school")
    observer.looks("mailbox")
    person.is_at_the_list()
    person.papers.write("of today")
    person.papers.label("of today", name="renamed")
    person.is_at_the_list()
    person.shares.show("renamed")
    person.shares.digits()
    observer.looks("shown")
    person.is_at_the_list()
    person.shares.stop()
    person.is_at_the_list()
    person.papers.throw_away("renamed")
    person.papers.remove("renamed")
    person.settings.sign_out_others()
    observer.looks("list at the end")
    if then:
        then(observer)
    observer.searches_memory(*WORDS)
    person.page.wait_for_load_state("networkidle")
    person.finishes()
    return observer.is_done()


@pytest.fixture
def watched(browser: Browser, tmp_path: Path) -> Callable[..., Seen]:
    """Plays a session in a world of its own."""

    def plays(make: Callable[[World], Holder], then: Callable[[Observer], None] | None = None) -> Seen:
        folder = tmp_path / f"world-{make.__name__}"
        folder.mkdir(exist_ok=True)
        with live(folder) as served:
            person = make(World(browser, served))
            seen = everyday(person, served, then=then)
            person.gets_up()
        return seen

    return plays


@pytest.fixture(scope="module")
def ordinary(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """One session, to plant differences in."""
    with live(tmp_path_factory.mktemp("ordinary")) as served:
        person = World(browser, served).somebody(*PAPERS)
        person.finishes()
        seen = everyday(person, served)
        person.gets_up()
    return seen


def a_larger_request(seen: Seen) -> None:
    at = next(n for n, one in enumerate(seen.requests) if one[:2] == ("PUT", "/v1/vault"))
    method, path, _size, *rest = seen.requests[at]
    seen.requests[at] = (method, path, 32768, *rest)


def one_request_more(seen: Seen) -> None:
    seen.requests.append(seen.requests[0])


def two_requests_swapped(seen: Seen) -> None:
    at = next(n for n, one in enumerate(seen.requests) if one[1] == "/v1/door/open")
    seen.requests[at - 1], seen.requests[at] = seen.requests[at], seen.requests[at - 1]


def one_door_more(seen: Seen) -> None:
    seen.rows["door"].append(seen.rows["door"][0])


def a_larger_list(seen: Seen) -> None:
    seen.rows["vault"][0][2] = "32768 bytes"


def a_word_on_a_screen(seen: Seen) -> None:
    name, shown = seen.screens[3]
    seen.screens[3] = (name, shown.replace("</main>", "<p>1</p></main>"))


def something_stored(seen: Seen) -> None:
    name, kept = seen.screens[2]
    seen.screens[2] = (name, kept.replace("[[], [], 0", '[["x"], [], 0'))


def a_line_in_the_log(seen: Seen) -> None:
    seen.log.append("opened")


PLANTED = [a_larger_request, one_request_more, two_requests_swapped, one_door_more, a_larger_list,
           a_word_on_a_screen, something_stored, a_line_in_the_log]  # fmt: skip


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_difference_is_seen(ordinary: Seen, plant: Callable[[Seen], None]) -> None:
    other = deepcopy(ordinary)
    assert differences(ordinary, other) == []
    plant(other)
    assert len(differences(ordinary, other)) == 1


def test_what_a_page_or_server_really_did_besides_is_seen(
    ordinary: Seen, watched: Callable[..., Seen]
) -> None:
    def plants(observer: Observer) -> None:
        page, database = observer.person.page, observer.served.parts.database
        page.evaluate("fetch('/v1/openapi.json').then(() => document.body.append('1'))")
        page.wait_for_function("document.body.lastChild.textContent === '1'")
        observer.looks("planted")
        with database.write() as session:
            session.add(Door(id=bytes(16), sealed=bytes(212), month=1))

    def somebody(world: World) -> Holder:
        person = world.somebody(*PAPERS)
        person.finishes()
        return person

    told = " ".join(differences(ordinary, watched(somebody, plants)))
    for place in ("number of screens", "requests:", "answers:", "table door"):
        assert place in told


def test_another_secret_cannot_be_told_from_a_stranger(watched: Callable[..., Seen]) -> None:
    assert differences(watched(with_another_secret), watched(with_a_stranger)) == []


def under_pressure(observer: Observer) -> None:
    """What somebody who presses has done: a paper away, another secret, no card."""
    person = observer.person
    person.papers.throw_away("lease")
    person.papers.remove("lease")
    person.settings.change_secret()
    person.settings.take_away_card(person.settings.cards()[0])
    observer.looks("list afterwards")


def test_a_lock_cannot_be_told_from_an_ordinary_wallet(watched: Callable[..., Seen]) -> None:
    assert differences(watched(locked, under_pressure), watched(not_locked, under_pressure)) == []


def test_a_lock_over_two_secrets_cannot_be_told_from_an_ordinary_wallet(watched: Callable[..., Seen]) -> None:
    assert differences(watched(both_locked, under_pressure), watched(neither_locked, under_pressure)) == []
