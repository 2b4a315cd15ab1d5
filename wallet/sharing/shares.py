"""Shares: made with their doors, and read by their owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wallet import tokens
from wallet.clock import seconds
from wallet.errors import BadRequest, Exists, NotFound
from wallet.models import Share, ShareDoor
from wallet.sharing import doors, events, policy
from wallet.sharing.codes import Codes
from wallet.sharing.events import Event

NOBODY = bytes(32)


@dataclass(frozen=True)
class Wanted:
    """A share that is to be; its manifest is sealed."""

    id: bytes
    owner_hash: bytes
    not_before: int
    expires_at: int
    max_opens: int
    manifest: bytes


@dataclass(frozen=True)
class Code:
    """The digits that work now: when they end, and how many wrong tries they still take."""

    expires_at: int
    tries_left: int


@dataclass(frozen=True)
class Story:
    """All that the server knows of a share. Terms are None once it was ended or swept."""

    opens: int
    max_opens: int | None
    not_before: int | None
    expires_at: int | None
    ended: bool
    events: Sequence[Event]
    code: Code | None


def create(
    session: Session, codes: Codes, wanted: Wanted, wanted_doors: Sequence[doors.Wanted], now: datetime
) -> None:
    """Makes the share and its doors. Raises Exists, or BadRequest for terms that no share may have."""
    by_cards = doors.by_cards(wanted_doors)
    policy.check_terms(
        wanted.not_before, wanted.expires_at, wanted.max_opens, seconds(now), by_cards=by_cards
    )
    session.add(
        Share(
            id=wanted.id,
            owner_hash=wanted.owner_hash,
            not_before=wanted.not_before,
            expires_at=wanted.expires_at,
            max_opens=wanted.max_opens,
            opens=0,
            manifest=wanted.manifest,
        )
    )
    try:
        session.flush()
    except IntegrityError as problem:
        raise Exists from problem
    doors.add(session, codes, wanted.id, wanted.expires_at, wanted_doors, seconds(now))


def add_door(
    session: Session, codes: Codes, share_id: bytes, owner: bytes, door: doors.Wanted, now: datetime
) -> None:
    """One more door of a running share; new digits replace the former. Raises as `doors.add`, NotFound."""
    share = _running(session, share_id, owner, now)
    doors.add(session, codes, share_id, share.expires_at or 0, [door], seconds(now))


def change(session: Session, share_id: bytes, owner: bytes, manifest: bytes, now: datetime) -> None:
    """Another manifest for what opens by cards; a link or digits show what was ticked when they were made.

    Raises NotFound where it does not run, BadRequest where it has a door that is no card.
    """
    share = _running(session, share_id, owner, now)
    kinds = session.scalars(select(ShareDoor.kind).where(ShareDoor.share_id == share_id)).all()
    if set(kinds) != {doors.CARD}:
        raise BadRequest
    share.manifest = manifest


def _running(session: Session, share_id: bytes, owner: bytes, now: datetime) -> Share:
    share = owned(session, share_id, owner)
    if share.expires_at is None or share.expires_at <= seconds(now):
        raise NotFound
    return share


def owned(session: Session, share_id: bytes, owner: bytes) -> Share:
    """The share, held until the transaction ends. Raises NotFound: missing and wrong token are alike."""
    share = session.scalar(select(Share).where(Share.id == share_id).with_for_update())
    if not tokens.matches(owner, share.owner_hash if share else NOBODY) or share is None:
        raise NotFound
    return share


def story(session: Session, share_id: bytes, owner: bytes, now: datetime) -> Story:
    """What happened to the share, for its owner. Raises NotFound."""
    share = session.get(Share, share_id)
    if not tokens.matches(owner, share.owner_hash if share else NOBODY) or share is None:
        raise NotFound
    happened = events.told(session, share_id)
    ended = share.expires_at is None or share.expires_at <= seconds(now)
    return Story(
        opens=sum(event.kind == "opened" for event in happened) if share.opens is None else share.opens,
        max_opens=share.max_opens,
        not_before=share.not_before,
        expires_at=share.expires_at,
        ended=ended,
        events=happened,
        code=None if ended else _code(session, share_id, seconds(now)),
    )


def _code(session: Session, share_id: bytes, now: int) -> Code | None:
    living = (ShareDoor.share_id == share_id, ShareDoor.kind.in_(doors.DIGITS), ShareDoor.expires_at > now)
    found = session.execute(select(ShareDoor.expires_at, ShareDoor.tries).where(*living)).first()
    return None if found is None else Code(found.expires_at, max(0, policy.TRIES - found.tries))
