"""The directory of organisations: in the order of their names, never ranked; the operator alone writes it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from wallet.crypto.bytes import unb64
from wallet.crypto.errors import FormatError
from wallet.errors import BadRequest, Exists, NotFound
from wallet.models import Mailbox, Organisation

LONGEST: Final = 80


@dataclass(frozen=True)
class Entry:
    """A name, and the address of a mailbox (43 characters)."""

    name: str
    address: str


def add(session: Session, name: str, address: str) -> None:
    """Puts one in. Raises BadRequest for no name or address, NotFound for no mailbox, Exists."""
    name, address = name.strip(), address.rpartition("#")[2].strip()
    if not 1 <= len(name) <= LONGEST or not name.isprintable():
        raise BadRequest
    try:
        both = unb64(address, 32)
    except FormatError as problem:
        raise BadRequest from problem
    if session.get(Mailbox, both[:16]) is None:
        raise NotFound
    if _find(session, name) is not None:
        raise Exists
    session.add(Organisation(id=secrets.token_bytes(16), name=name, address=address))


def remove(session: Session, name: str) -> None:
    """Takes one out. Raises NotFound."""
    found = _find(session, name.strip())
    if found is None:
        raise NotFound
    session.delete(found)


def listed(session: Session) -> Sequence[Entry]:
    """All of them by name."""
    rows = select(Organisation.name, Organisation.address).where(Organisation.name > "")
    return [Entry(*row) for row in session.execute(rows.order_by(Organisation.name))]


def _find(session: Session, name: str) -> Organisation | None:
    return session.scalar(select(Organisation).where(Organisation.name == name))
