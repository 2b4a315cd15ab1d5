"""Doors of a share: how they are made, and how many it may have."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete as sql_delete
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet.errors import BadRequest, Exists
from wallet.models import ShareDoor
from wallet.oprf import Door
from wallet.sharing import policy
from wallet.sharing.codes import Codes, Reserved
from wallet.sharing.holds import Term

LINK, CODE, ADDRESS, MAILBOX, CARD = "link", "code", "address", "mailbox", "card"
DIGITS = (CODE, ADDRESS)
"""Opened by twelve digits: of a share with papers, or of an address that is said."""


@dataclass(frozen=True)
class Wanted:
    """A door that is to be; `locator` is None but for digits, `voucher_commit` but for a mailbox."""

    id: bytes
    kind: str
    open_hash: bytes
    sealed_m: bytes
    locator: str | None
    voucher_commit: bytes | None


def check(doors: Sequence[Wanted]) -> None:
    """Raises BadRequest unless these doors go together: digits have a locator, and are there once.

    A key in a mailbox names it, and no other door does.
    Cards stand alone: what they open may last a year, and no link or digits may come in beside them.
    """
    codes = [door for door in doors if door.kind in DIGITS]
    if len(codes) > 1 or any((door.locator is None) == (door.kind in DIGITS) for door in doors):
        raise BadRequest
    if any((door.voucher_commit is None) == (door.kind == MAILBOX) for door in doors):
        raise BadRequest
    if not _alone([door.kind for door in doors]):
        raise BadRequest


def by_cards(doors: Sequence[Wanted]) -> bool:
    """Whether all of them are cards."""
    return all(door.kind == CARD for door in doors)


def add(
    session: Session, codes: Codes, share_id: bytes, expires_at: int, doors: Sequence[Wanted], now: int
) -> None:
    """Makes doors of a share that ends then; new digits replace the former. Raises Exists, BadRequest."""
    for door in doors:
        term = None
        if door.locator is not None:
            term = codes.claim(door.locator, Reserved(door.id, share_id, Door(door.kind)), expires_at, now)
            former = (ShareDoor.share_id == share_id, ShareDoor.kind.in_(DIGITS))
            session.execute(sql_delete(ShareDoor).where(*former))
        session.add(_row(share_id, door, term))
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem
    kinds = session.scalars(select(ShareDoor.kind).where(ShareDoor.share_id == share_id)).all()
    if len(kinds) > policy.DOORS or not _alone(kinds):
        raise BadRequest


def _alone(kinds: Sequence[str]) -> bool:
    return CARD not in kinds or set(kinds) == {CARD}


def _row(share_id: bytes, door: Wanted, term: Term | None) -> ShareDoor:
    return ShareDoor(
        id=door.id,
        share_id=share_id,
        kind=door.kind,
        open_hash=door.open_hash,
        sealed_m=door.sealed_m,
        locator=door.locator,
        start=term and term.start,
        expires_at=term and term.until,
        tries=0,
        voucher_commit=door.voucher_commit,
    )
