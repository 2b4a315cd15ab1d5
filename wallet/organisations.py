"""The directory of organisations: in the order of their names, never ranked; the operator alone writes it."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from wallet import ids, invitations, stewards
from wallet.crypto.at_rest import AtRest
from wallet.crypto.bytes import b64, unb64
from wallet.crypto.errors import FormatError
from wallet.ephemeral import Ephemeral
from wallet.errors import BadRequest, Exists, NotFound
from wallet.invitations import Invitation
from wallet.models import Mailbox, Organisation, Worker

LONGEST: Final = 80
_LINK: Final = re.compile(r"(?:#|%23|^)\s*([\w-]{43})(?![\w-])", re.ASCII)
"""A mailbox's address behind the # of its link, or alone; words may stand around it."""


@dataclass(frozen=True)
class Entry:
    """A name, the address of the house's mailbox (43 characters) or None, and its stewards' keys (32)."""

    name: str
    address: str | None
    keys: list[bytes] = field(default_factory=list)


def add(session: Session, name: str, address: str) -> None:
    """Puts one in. Raises BadRequest for no name or address, NotFound for no mailbox, Exists."""
    link = _LINK.search(address)
    try:
        both = unb64(link[1] if link else "", 32)
    except FormatError as problem:
        raise BadRequest from problem
    if both[:16] == ids.ZERO or session.get(Mailbox, both[:16]) is None:
        raise NotFound
    found = admitted(session, name)
    if found.address is not None:
        raise Exists
    found.address = b64(both)


def admitted(session: Session, name: str) -> Organisation:
    """The organisation of this name, put in where it was missing. Raises BadRequest for no name."""
    name = name.strip()
    if not 1 <= len(name) <= LONGEST or not name.isprintable():
        raise BadRequest
    found = session.scalar(_named(name))
    if found is None:
        found = Organisation(id=secrets.token_bytes(16), name=name, address=None)
        session.add(found)
        session.flush()
    return found


def invite(session: Session, store: Ephemeral, name: str, now: int) -> str:
    """The operator's word for a steward of this one, put in where it was missing. Raises BadRequest."""
    return invitations.give(store, Invitation(admitted(session, name).id, steward=True, giver=None), now)


def remove(session: Session, store: Ephemeral, at_rest: AtRest, name: str, now: datetime) -> None:
    """Takes one out, with the accounts of its people and their mailboxes. Raises NotFound."""
    found = session.scalar(_named(name.strip()).with_for_update())  # nobody joins it meanwhile
    if found is None:
        raise NotFound
    people = session.scalars(select(Worker).where(Worker.organisation_id == found.id).order_by(Worker.id))
    stewards.close(session, store, at_rest, people.all(), now)
    session.delete(found)


def listed(session: Session) -> Sequence[Entry]:
    """All of them by name."""
    both = select(Organisation.name, Organisation.address, Worker.sign_pub).where(Organisation.name > "")
    rows = both.outerjoin(Worker, (Worker.organisation_id == Organisation.id) & Worker.steward)
    found: dict[str, Entry] = {}
    for name, address, key in session.execute(rows.order_by(Organisation.name, Worker.sign_pub)):
        entry = found.setdefault(name, Entry(name, address))
        entry.keys.extend([key] if key else [])
    return list(found.values())


def _named(name: str) -> Select[Organisation]:
    return select(Organisation).where(Organisation.name == name)
