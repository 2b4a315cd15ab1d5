"""Worlds in pairs: in one the person whom an observer looks at has more, in the other somebody else."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests import mailbox_zero
from tests.live import Live
from tests.people.holder import Holder
from tests.people.known import Known

PAPERS = ("decision", "lease")
MORE = ("my story", "x" * 100_000)


class World:
    """A server with people on it, one of whom is looked at; a mailbox with the id zero is a trap for them."""

    def __init__(self, browser: Browser, served: Live) -> None:
        self.browser, self.served = browser, served
        mailbox_zero.put(served.parts, served.clock())

    def somebody(self, *papers: str) -> Holder:
        """With a wallet and these notes, opened once more since, as after a night."""
        person = Holder(self.browser, self.served.origin, "nl", reduced_motion="reduce")
        person.makes_a_wallet()
        for paper in papers:
            person.papers.write(paper)
            self.served.clock.forward(seconds=2)  # the list is in the order of seconds
        if papers:
            person.mailboxes.make("school")
        person.finishes()
        person.unlocks()
        person.page.wait_for_load_state("networkidle")
        return person

    def lives_on(self, person: Holder, known: Known, *papers: str) -> None:
        """Opens another wallet and puts papers in."""
        person.learns(known)
        person.unlocks()
        for paper in papers:
            person.papers.write(paper)
        person.finishes()


def with_two_secrets(world: World, *papers: str) -> tuple[Holder, Known, Known]:
    """Somebody, what opens these papers, and what opens more."""
    person = world.somebody(*papers)
    known, other = person.tells(), person.secrets.make()
    person.finishes()
    world.lives_on(person, other, *MORE)
    return person, known, other


def with_another_secret(world: World) -> Holder:
    person, known, _other = with_two_secrets(world, *PAPERS)
    person.learns(known)
    return person


def with_a_stranger(world: World) -> Holder:
    """The same, but what stands behind the other secret is somebody else's."""
    person, stranger = world.somebody(*PAPERS), world.somebody()
    person.finishes()
    stranger.finishes()
    world.lives_on(stranger, stranger.tells(), *MORE)
    stranger.gets_up()
    return person


def locked(world: World) -> Holder:
    """Somebody whose wallet is closed but for two papers, and somebody else who has just two."""
    world.somebody(*PAPERS).gets_up()
    person = world.somebody(*PAPERS, "my story")
    person.lock.close_the_rest(*PAPERS)
    person.finishes()
    return person


def not_locked(world: World) -> Holder:
    """The other way round: who is looked at has just two papers, and the lock is somebody else's."""
    person, stranger = world.somebody(*PAPERS), world.somebody(*PAPERS, "my story")
    stranger.lock.close_the_rest(*PAPERS)
    stranger.finishes()
    stranger.gets_up()
    person.finishes()
    return person


def closes_all_but_two(world: World) -> tuple[Holder, Known]:
    """Both wallets of somebody with another secret are closed, from the fuller one; what opens the other."""
    person, known, other = with_two_secrets(world, *PAPERS, "lawyer")
    person.learns(other)
    person.unlocks()
    person.lock.close_the_rest(*PAPERS)
    person.finishes()
    return person, known


def both_locked(world: World) -> Holder:
    """What is closed are two wallets of one person, and somebody else has just two papers."""
    world.somebody(*PAPERS).gets_up()
    person, known = closes_all_but_two(world)
    person.learns(known)
    return person


def neither_locked(world: World) -> Holder:
    """The other way round: what is closed are a stranger's two wallets."""
    person = world.somebody(*PAPERS)
    stranger, _known = closes_all_but_two(world)
    stranger.gets_up()
    person.finishes()
    return person
