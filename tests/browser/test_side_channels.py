"""What a server could tell from the way it is asked: nothing that ties person, paper and share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.live import Live
from tests.observer import STILL
from tests.people.holder import Holder
from tests.people.worker import Worker
from tests.recorder import Sent

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["embedded"], indirect=True),
]

LOOSE = re.compile(r"/v1/(blob|grant|share|code|door/open|oprf|session$|session/nonce)(/|$)?")
NEEDS_SESSION = {"/v1/tickets", "/v1/session/end", "/v1/door/put"}
WORDS = "the grocer paints a purple ladder twice"
OTHER = "her uncle sells two broken accordions"

Comes = Callable[[], Holder]


@pytest.fixture
def comes(browser: Browser, served: Live) -> Iterator[Comes]:
    people: list[Holder] = []

    def come() -> Holder:
        people.append(Holder(browser, served.origin, "fr"))
        people[-1].page.add_init_script(STILL)
        return people[-1]

    yield come
    for one in people:
        one.gets_up()


def asked(served: Live, since: int = 0) -> list[Sent]:
    """The API's requests."""
    return [one for one in served.recorder.sent[since:] if one.path.startswith("/v1/")]


def keeps_and_shows(person: Holder, words: str, title: str, text: str) -> None:
    """A wallet with one note that is opened, named and shown."""
    person.makes_a_wallet(words)
    person.papers.write(title)
    person.papers.label(title, name=text, group=text[:20])
    person.is_at_the_list()
    person.shares.show(text)


def test_no_request_about_papers_or_shares_carries_a_session(
    comes: Comes, browser: Browser, served: Live
) -> None:
    person, worker = comes(), Worker(browser, served.origin, "nl")
    keeps_and_shows(person, WORDS, "one", "named")
    link, digits = worker.scans(person.shares.square_code()), person.shares.digits()
    worker.opens_link(link)
    worker.agrees()
    worker.closes()
    worker.types(digits)
    person.is_at_the_list()
    person.shares.stop()
    person.is_at_the_list()
    person.papers.throw_away("named")
    person.papers.remove("named")
    person.finishes()
    paths = {one.path for one in asked(served)}
    met = {"/v1/blob", "/v1/blob/get", "/v1/blob/delete", "/v1/grant/put", "/v1/grant/get", "/v1/share"}
    assert met | {"/v1/share/open", "/v1/share/end", "/v1/share/events", "/v1/code", "/v1/code/new"} <= paths
    for one in asked(served):
        if LOOSE.match(one.path):
            assert not one.with_session, one.path
    assert {one.path for one in asked(served) if one.with_session} >= NEEDS_SESSION
    assert not any(b"HTTP_COOKIE" in one.head or b"HTTP_REFERER" in one.head for one in asked(served))
    assert served.log == []
    worker.gets_up()


def test_before_unlock_nothing_is_asked_about_anybody(comes: Comes, served: Live) -> None:
    person = comes()
    person.makes_a_wallet()
    person.finishes()
    since = len(served.recorder.sent)
    person.goes_to("open")
    person.taps("[data-go=unlock]")
    person.waits_for(".picture")
    assert asked(served, since) == []
    person.page.reload()
    person.pictures = [*person.pictures[4::-1], *person.pictures[5:]]
    person.tries_to_unlock()
    person.waits_for("dialog")
    assert {one.path for one in asked(served, since)} == {"/v1/oprf", "/v1/door/open"}


def test_which_pictures_are_tapped_changes_no_request(comes: Comes, served: Live) -> None:
    heard = []
    for _ in range(2):
        person = comes()
        person.makes_a_wallet()
        person.finishes()
        since = len(served.recorder.sent)
        person.unlocks()
        person.page.wait_for_load_state("networkidle")
        fetched = [one for one in served.recorder.sent[since:] if "/brand/" not in one.path]
        heard.append(sorted((one.method, one.path, len(one.body)) for one in fetched))
    assert heard[0] == heard[1], set(heard[0]) ^ set(heard[1])


def test_two_wallets_with_other_words_of_the_same_bucket_ask_in_the_same_way(
    comes: Comes, served: Live
) -> None:
    heard = []
    for words, title, text in (
        (WORDS, "a", "x"),
        (OTHER, "much longer than it", "Attestation d'hebergement"),
    ):
        since = len(served.recorder.sent)
        keeps_and_shows(comes(), words, title, text)
        heard.append([(one.method, one.path, len(one.body)) for one in asked(served, since)])
    assert sorted(heard[0]) == sorted(heard[1])
    told = [row for row in heard[0] if row[1] in {"/v1/blob", "/v1/vault", "/v1/grant/put", "/v1/share"}]
    assert told == [
        row for row in heard[1] if row[1] in {"/v1/blob", "/v1/vault", "/v1/grant/put", "/v1/share"}
    ]


def test_address_and_history_never_change_while_a_wallet_is_open(comes: Comes, served: Live) -> None:
    person = comes()
    keeps_and_shows(person, WORDS, "one", "named")
    assert person.page.url == f"{served.origin}/fr/open"
    assert person.page.evaluate("history.state") is None
    assert person.page.title() == "Sacoche"
