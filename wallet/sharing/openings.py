"""Openings: counted in one statement before the first byte leaves, and refused in one way."""

import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, literal, or_, select, update
from sqlalchemy.orm import Session

from wallet import ids, notes, tokens
from wallet.clock import DAY, MINUTE
from wallet.db import Database
from wallet.ephemeral import Ephemeral
from wallet.errors import NotFound
from wallet.models import Share, ShareDoor
from wallet.sharing import events, policy
from wallet.sharing.cards import Cards
from wallet.sharing.codes import Codes
from wallet.sharing.doors import CARD, DIGITS, MAILBOX
from wallet.sharing.policy import Facts

RESUME: Final = "resume"
RESUME_LIFE: Final = 15 * MINUTE
NOBODY: Final = bytes(32)
_DOOR: Final = ShareDoor.__table__.c
_SHARE: Final = select(_DOOR.share_id).where(_DOOR.id == bindparam("door_id"))
"""Made once, and not for each request (decision 0031)."""


@dataclass(frozen=True)
class Knock:
    """Who wants in: a door, what it asks for, and the token of an earlier opening perhaps."""

    door_id: bytes
    open: bytes
    resume: bytes | None
    voucher: bytes | None = None
    """What a note in a mailbox holds besides."""
    worker_id: bytes | None = None
    """Whose session at work it is, if any."""


@dataclass(frozen=True)
class Opening:
    """What an opened door gives."""

    share_id: bytes
    kind: str
    sealed_m: bytes
    expires_at: int
    manifest: bytes
    resumed: bool


def open_now(database: Database, codes: Codes, knock: Knock, now: int) -> tuple[Opening, bytes]:
    """The opening, counted and noted, and its resume token.

    Raises NotFound for every reason not to open, after the same work; SlowDown in a pause after wrong digits.
    """
    codes.wait(knock.door_id, now)
    former = _share_of(codes.store, knock, now)
    with database.write() as session:
        opening = open_door(session, knock, former, now)
        resume = knock.resume if opening and opening.resumed else secrets.token_bytes(16)
        if opening is not None and resume is not None and not opening.resumed:
            remember(codes.store, resume, opening, knock.door_id, now)
    if opening is None or resume is None:
        codes.wrong(knock.door_id, now)
        raise NotFound
    if opening.kind == CARD:
        Cards(codes).opened(knock.door_id, now)
    return opening, resume


def open_door(session: Session, knock: Knock, former: bytes | None, now: int) -> Opening | None:
    """One opening, or None, and then a wrong try is charged; `former` is a share that was opened already."""
    share_id = session.scalar(_SHARE, {"door_id": knock.door_id}) or ids.NOWHERE
    facts, door = _facts(session, share_id, knock.door_id)
    right = tokens.matches(knock.open, door.open_hash if door else NOBODY) and policy.door_works(facts, now)
    resumed = former == share_id
    vouched = _vouched(session, door, knock)
    right = right and (resumed or vouched)
    opens = door is not None and right and policy.may_open(facts, now, resumed=resumed)
    counted = _count(session, share_id, 0 if resumed else 1, now, allowed=opens)
    if door is None:
        return None
    if counted is None:
        _refuse(session, door, charged=not right, now=now)
        return None
    if not resumed:
        events.add(session, share_id, "opened", now, door.id)
    return Opening(share_id, door.kind, door.sealed_m, counted[1], counted[0], resumed)


def remember(store: Ephemeral, resume: bytes, opening: Opening, door_id: bytes, now: int) -> None:
    """Lets this opening go on after a reload for 15 minutes, and be reported on until its share's end."""
    until = min(now + RESUME_LIFE, opening.expires_at)
    value = opening.share_id + door_id + until.to_bytes(8, "big")
    store.put(RESUME, tokens.hashed(resume), value, max(until, min(opening.expires_at, now + DAY) + MINUTE))


def report(
    session: Session, store: Ephemeral, share_id: bytes, resume: bytes, kind: events.Kind, now: int
) -> None:
    """Notes what the recipient's page says about an opening. Raises NotFound."""
    there = session.scalar(select(Share.id).where(Share.id == share_id).with_for_update())
    door_id = _was_opened(store, share_id, resume, now)
    if door_id is None or there is None:
        raise NotFound
    events.add(session, share_id, kind, now, door_id)


def still_runs(session: Session, store: Ephemeral, share_id: bytes, resume: bytes, now: int) -> None:
    """Returns while what was opened, a day ago at most, has not ended. Raises NotFound."""
    runs = session.scalar(select(Share.id).where(Share.id == share_id, Share.expires_at > now))
    if _was_opened(store, share_id, resume, now) is None or runs is None:
        raise NotFound


def _was_opened(store: Ephemeral, share_id: bytes, resume: bytes, now: int) -> bytes | None:
    """Through which door, or None."""
    value = store.get(RESUME, tokens.hashed(resume), now)
    return value[16:32] if value is not None and value[:16] == share_id else None


def _share_of(store: Ephemeral, knock: Knock, now: int) -> bytes | None:
    value = store.get(RESUME, tokens.hashed(knock.resume or b""), now)
    if value is None or value[16:32] != knock.door_id or int.from_bytes(value[32:], "big") <= now:
        return None
    return value[:16]


def _facts(session: Session, share_id: bytes, door_id: bytes) -> tuple[Facts, ShareDoor | None]:
    # The share first, then the door: whoever ends a share takes them in the same order.
    terms = select(Share.not_before, Share.expires_at, Share.max_opens, Share.opens).where(
        Share.id == share_id
    )
    share = session.execute(terms.with_for_update()).first()
    door = session.scalar(select(ShareDoor).where(ShareDoor.id == door_id).with_for_update())
    if share is None or door is None:
        return Facts(None, None, None, None), None
    return Facts(*share, door.expires_at, door.start, door.tries), door


def _count(session: Session, share_id: bytes, n: int, now: int, *, allowed: bool) -> tuple[bytes, int] | None:
    """Manifest and end, when the share could be opened at this very moment; the opening is counted then.

    Not `allowed`: the same work and never an answer, whatever share has that id.
    """
    open_now = (literal(allowed), Share.id == share_id, Share.not_before <= now, Share.expires_at > now)
    room = or_(Share.opens < Share.max_opens, literal(n) == 0)
    counting = update(Share).where(*open_now, room).values(opens=Share.opens + n)
    found = session.execute(counting.returning(Share.manifest, Share.expires_at)).first()
    if found is None or found.manifest is None or found.expires_at is None:
        return None
    return found.manifest, found.expires_at


def _refuse(session: Session, door: ShareDoor, *, charged: bool, now: int) -> None:
    if charged and door.kind in DIGITS and door.tries < policy.TRIES:
        door.tries += 1
    events.add(session, door.share_id, "refused", now, door.id)


def _vouched(session: Session, door: ShareDoor | None, knock: Knock) -> bool:
    """Whether a key that came into a mailbox lies there still; True, after the same work, for other doors.

    A note can be left for the voucher of nothing: it must not vouch for who shows none.
    """
    commit = door.voucher_commit if door else None
    found = notes.vouched(session, knock.voucher or ids.ZERO, commit or NOBODY, knock.worker_id)
    return door is None or door.kind != MAILBOX or (found and knock.voucher is not None)
