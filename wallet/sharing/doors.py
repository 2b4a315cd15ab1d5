"""Doors of a share: how they are made, and how many it may have."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete as sql_delete
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet.errors import BadRequest, Exists
from wallet.models import ShareDoor
from wallet.sharing import policy
from wallet.sharing.codes import Codes

LINK, CODE, MAILBOX, CARD = "link", "code", "mailbox", "card"


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
    codes = [door for door in doors if door.kind == CODE]
    if len(codes) > 1 or any((door.locator is None) == (door.kind == CODE) for door in doors):
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
    until = policy.code_until(expires_at, now)
    for door in doors:
        if door.locator is not None:
            codes.claim(door.locator, door.id, until, now)
            former = (ShareDoor.share_id == share_id, ShareDoor.kind == CODE)
            session.execute(sql_delete(ShareDoor).where(*former))
        session.add(_row(share_id, door, until))
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem
    kinds = session.scalars(select(ShareDoor.kind).where(ShareDoor.share_id == share_id)).all()
    if len(kinds) > policy.DOORS or not _alone(kinds):
        raise BadRequest


def _alone(kinds: Sequence[str]) -> bool:
    return CARD not in kinds or set(kinds) == {CARD}


def _row(share_id: bytes, door: Wanted, until: int) -> ShareDoor:
    return ShareDoor(
        id=door.id,
        share_id=share_id,
        kind=door.kind,
        open_hash=door.open_hash,
        sealed_m=door.sealed_m,
        locator=door.locator,
        expires_at=until if door.kind == CODE else None,
        tries=0,
        voucher_commit=door.voucher_commit,
    )
