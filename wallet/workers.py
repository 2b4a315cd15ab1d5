"""People at work: they join by an invitation, and are let in by their badge's key and a code. Decision 0018.

Who cannot show the key learns nothing and cannot try a code, so a stranger keeps nobody out.
"""

import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import badges, second_factor
from wallet.clock import DAY, MINUTE
from wallet.crypto.at_rest import AtRest
from wallet.ephemeral import Ephemeral
from wallet.errors import Exists, NotFound, SlowDown
from wallet.invitations import Invitation
from wallet.models import Mailbox, Organisation, Worker
from wallet.pauses import Pauses
from wallet.second_factor import SetUp


@dataclass(frozen=True)
class Joined:
    """What a new worker is told."""

    organisation: str
    given: SetUp


@dataclass(frozen=True)
class Self:
    """A worker as they see themselves; `until` is the end of the badge, None while none is signed."""

    name: str
    organisation: str
    steward: bool
    until: int | None
    codes: int


@dataclass(frozen=True)
class Newcomer:
    """Somebody who has an invitation, and a mailbox for a badge."""

    mailbox_id: bytes
    name: str
    sign_pub: bytes


def join(session: Session, at_rest: AtRest, invitation: Invitation, newcomer: Newcomer) -> Joined:
    """A new account. Raises NotFound where organisation or giver is gone, Exists for somebody's badge."""
    organisation = session.get(Organisation, invitation.organisation_id, with_for_update=True)
    if organisation is None or not _stands(session, invitation):
        raise NotFound
    worker = Worker(
        id=secrets.token_bytes(16),
        organisation_id=organisation.id,
        mailbox_id=newcomer.mailbox_id,
        name=newcomer.name,
        steward=invitation.steward,
        sign_pub=newcomer.sign_pub,
    )
    given = second_factor.draw(worker, at_rest)
    session.add(worker)
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem
    return Joined(organisation.name, given)


def _stands(session: Session, invitation: Invitation) -> bool:
    """Whether who gave it still may: the operator, or a steward of that organisation, whose row is held."""
    if invitation.giver is None:
        return True
    giver = session.get(Worker, invitation.giver, with_for_update=True)
    if giver is None:
        return False
    return giver.steward and giver.organisation_id == invitation.organisation_id


def wrong_codes(store: Ephemeral) -> Pauses:
    """The pauses after wrong codes of whoever has the badge's key."""
    return Pauses(store, "worker_code", free=5, first=30, longest=15 * MINUTE, kept=DAY)


def enter(
    session: Session, store: Ephemeral, at_rest: AtRest, mailbox: Mailbox | None, code: str, now: int
) -> bytes:
    """The id of the worker whose badge's owner asks (None: nobody's). Raises NotFound, SlowDown."""
    worker = of_mailbox(session, mailbox.id) if mailbox else None
    if worker is None:
        raise NotFound
    pauses = wrong_codes(store)
    wait = pauses.enter(worker.id, now)
    if wait:
        raise SlowDown(retry_after=wait)
    if not second_factor.spend(worker, at_rest, code, now):
        raise NotFound
    pauses.right(worker.id)
    return worker.id


def of_mailbox(session: Session, mailbox_id: bytes) -> Worker | None:
    """Whose badge it is, None for an ordinary mailbox; the row is locked."""
    return session.scalar(select(Worker).where(Worker.mailbox_id == mailbox_id).with_for_update())


def oneself(session: Session, at_rest: AtRest, worker_id: bytes, now: int) -> Self:
    """Raises NotFound where the account has gone meanwhile."""
    found = session.get(Worker, worker_id)
    organisation = found and session.get(Organisation, found.organisation_id)
    if found is None or organisation is None:
        raise NotFound
    left = second_factor.codes_left(found, at_rest)
    return Self(found.name, organisation.name, found.steward, badges.until(session, found, now), left)


def renew(session: Session, at_rest: AtRest, worker_id: bytes) -> SetUp:
    """A new authenticator and new written codes. Raises NotFound."""
    found = session.get(Worker, worker_id, with_for_update=True)
    if found is None:
        raise NotFound
    return second_factor.draw(found, at_rest)
