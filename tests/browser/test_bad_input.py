"""Stored bytes that are not what they were: refused in one sentence, and nothing else is lost."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from tests.live import Live, live
from tests.people.holder import Holder
from tests.people.worker import Worker
from wallet.models import Blob, Share, Vault

pytestmark = pytest.mark.browser

Turn = Callable[[bytes, bytes], bytes]


def flip(data: bytes) -> bytes:
    """One bit of the last quarter is another."""
    at = len(data) * 3 // 4
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@dataclass
class House:
    """A server with a wallet of two notes that is open, and a stranger's with one."""

    server: Live
    holder: Holder
    vault: bytes
    bodies: dict[str, Path]

    @contextmanager
    def catalogue(self, sealed: bytes) -> Iterator[None]:
        """Serves another catalogue under a new etag, and the present one again afterwards."""
        before = self.replace(sealed)
        yield
        self.replace(before)

    def replace(self, sealed: bytes) -> bytes:
        """Gives the catalogue that stood there."""
        with self.server.parts.database.write() as session:
            vault = session.get_one(Vault, self.vault)
            before, vault.catalogue, vault.etag = vault.catalogue, sealed, secrets.token_urlsafe(16)
        return before

    @contextmanager
    def body(self, title: str, content: bytes) -> Iterator[None]:
        """Puts other bytes into the place of a note's."""
        path = self.bodies[title]
        before = path.read_bytes()
        path.write_bytes(content)
        yield
        path.write_bytes(before)

    def at_another_device(self, browser: Browser) -> Holder:
        """The same person at a browser of its own."""
        device = Holder(browser, self.server.origin, "fr")
        device.pictures, device.phrase = self.holder.pictures, self.holder.phrase
        return device


def newest_body(server: Live, known: set[str]) -> Path:
    """The file of the one blob that was not there before."""
    with server.parts.database.read() as session:
        (key,) = set(session.scalars(select(Blob.object_key))) - known
    return next((server.folder / "blobs").rglob(key))


@pytest.fixture(scope="module")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with live(tmp_path_factory.mktemp("house")) as server:
        holder, stranger = (Holder(browser, server.origin, "fr") for _ in range(2))
        bodies: dict[str, Path] = {}
        holder.makes_a_wallet()
        with server.parts.database.read() as session:
            vault = session.scalars(select(Vault.id)).one()
        stranger.makes_a_wallet()
        for person, title in ((holder, "first"), (holder, "second"), (stranger, "strange")):
            known = {path.name for path in bodies.values()}
            person.papers.write(title)
            bodies[title] = newest_body(server, known)
        stranger.gets_up()
        yield House(server, holder, vault, bodies)
        holder.gets_up()


BODIES: dict[str, Turn] = {
    "truncated": lambda own, _: own[:-100],
    "empty": lambda _own, _: b"",
    "a bit flipped": lambda own, _: flip(own),
    "in the header": lambda own, _: own[:60] + bytes([own[60] ^ 1]) + own[61:],
    "no age file": lambda own, _: b"%PDF-1.7\n" + own[9:],
    "another one": lambda _, other: other,
}


@pytest.mark.parametrize("how", BODIES)
def test_a_body_that_was_changed_is_refused_and_the_other_paper_still_opens(house: House, how: str) -> None:
    holder, bodies = house.holder, house.bodies
    turned = BODIES[how](bodies["first"].read_bytes(), bodies["second"].read_bytes())
    holder.is_at_the_list()
    with house.body("first", turned):
        holder.papers.tap("first")
        holder.is_told("problem.damaged")
        holder.is_at_the_list()
        holder.papers.open("second")
        assert holder.reads(".viewer-text") == ["second"]
        holder.is_at_the_list()
    holder.papers.open("first")
    assert holder.reads(".viewer-text") == ["first"]


def test_the_body_of_a_stranger_and_one_that_is_gone_are_refused(house: House) -> None:
    holder = house.holder
    holder.is_at_the_list()
    with house.body("second", house.bodies["strange"].read_bytes()):
        holder.papers.tap("second")
        holder.is_told("problem.damaged")
    holder.is_at_the_list()
    house.bodies["second"].rename(house.bodies["second"].with_suffix(".away"))
    holder.papers.tap("second")
    holder.is_told("problem.not_found")
    holder.is_at_the_list()
    house.bodies["second"].with_suffix(".away").rename(house.bodies["second"])
    holder.papers.open("second")


def test_the_older_version_of_a_paper_does_not_pass_for_the_newer_one(house: House) -> None:
    holder = house.holder
    holder.is_at_the_list()
    with house.server.parts.database.read() as session:
        known = set(session.scalars(select(Blob.object_key)))
    old = house.bodies["second"].read_bytes()
    holder.papers.open("second")
    holder.papers.rewrite("SECOND")
    house.bodies["second"] = newest_body(house.server, known)
    holder.is_at_the_list()
    with house.body("second", old):
        holder.papers.tap("second")
        holder.is_told("problem.damaged")
        holder.is_at_the_list()
    holder.papers.open("second")
    assert holder.reads(".viewer-text") == ["SECOND"]


CATALOGUES: dict[str, Turn] = {
    "truncated": lambda own, _: own[:-16],
    "a bit flipped": lambda own, _: flip(own),
    "a stranger's": lambda _, other: other,
}


@pytest.mark.parametrize("how", CATALOGUES)
def test_a_catalogue_that_was_changed_is_refused_and_opens_again_when_it_is_back(
    house: House, browser: Browser, how: str
) -> None:
    with house.server.parts.database.read() as session:
        own = session.get_one(Vault, house.vault).catalogue
        other = session.scalars(select(Vault.catalogue).where(Vault.id != house.vault)).one()
    device = house.at_another_device(browser)
    with house.catalogue(CATALOGUES[how](own, other)):
        device.goes_to("open")
        device.tries_to_unlock()
        device.waits_for("[data-screen=screen-list-damaged]")
    device.unlocks()
    assert set(device.papers.titles()) == {"first", "second"}
    device.gets_up()


def test_an_older_catalogue_does_not_pass_while_the_wallet_is_open(house: House, browser: Browser) -> None:
    device = house.at_another_device(browser)
    device.unlocks()
    with house.server.parts.database.read() as session:
        old = session.get_one(Vault, house.vault).catalogue
    device.papers.write("third")
    with house.catalogue(old):
        device.papers.begin_to_write("fourth")
        assert device.uploads.said() == device.word("problem.replayed")
    device.unlocks()
    assert set(device.papers.titles()) == {"first", "second", "third"}
    device.papers.throw_away("third")
    device.gets_up()


def test_a_door_that_was_changed_is_refused_and_the_card_still_opens(house: House, browser: Browser) -> None:
    device = house.at_another_device(browser)
    device.goes_to("open")
    house.server.edge.change("POST", "/v1/door/open", turned_box)
    device.tries_to_unlock()
    device.is_told("problem.damaged")
    device.groups, device.pocket = house.holder.groups, house.holder.pocket
    device.card.unlock()
    device.gets_up()


def turned_box(answer: bytes) -> bytes:
    """The box with another letter in its middle."""
    at = len(answer) // 2
    return answer[:at] + (b"A" if answer[at : at + 1] != b"A" else b"B") + answer[at + 1 :]


def test_whom_it_is_shown_to_sees_nothing_that_arrived_damaged(house: House, browser: Browser) -> None:
    holder, worker = house.holder, Worker(browser, house.server.origin, "nl")
    holder.is_at_the_list()
    holder.shares.show("first")
    link = worker.scans(holder.shares.square_code())
    with house.server.parts.database.write() as session:
        share = session.scalars(select(Share)).one()
        sealed, share.manifest = share.manifest, flip(share.manifest or b"")
    worker.opens_link(link)
    worker.taps("main [data-ref=open]")
    assert worker.waits_for("[data-text=what]").inner_text() == worker.word("stopped.damaged")
    with house.server.parts.database.write() as session:
        session.scalars(select(Share)).one().manifest = sealed

    house.server.edge.change("POST", "/v1/grant/get", flip)
    worker.taps("[data-ref=retry]")
    worker.agrees()
    assert worker.waits_for("[data-text=trouble]").inner_text() == worker.word("trouble.damaged")
    worker.taps("[data-ref=again]")
    assert worker.waits_for(".viewer-text").inner_text() == "first"
    worker.gets_up()
