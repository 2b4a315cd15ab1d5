"""The end of a share: the owner's wish, or its time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import delete as sql_delete
from sqlalchemy.orm import Session

from wallet import grants
from wallet.clock import DAY, seconds
from wallet.models import Share, ShareDoor
from wallet.sharing import events, shares

REMEMBERED: Final = 30
"""Days that `id`, `owner_hash` and events stay after the end."""


def end(session: Session, share_id: bytes, owner: bytes, grant_ids: Sequence[bytes], now: datetime) -> None:
    """Ends the share and those of the named grants that are its own; may be repeated. Raises NotFound."""
    share = shares.owned(session, share_id, owner)
    grants.end(session, owner, grant_ids)
    wipe(session, share, seconds(now))


def wipe(session: Session, share: Share, now: int) -> None:
    """Leaves only what the owner may still read; nothing happens to a share that has ended already."""
    if share.expires_at is None:
        return
    ended_at = min(now, share.expires_at)
    session.execute(sql_delete(ShareDoor).where(ShareDoor.share_id == share.id))
    share.not_before = share.expires_at = share.max_opens = share.opens = share.manifest = None
    share.forget_on = ended_at // DAY + REMEMBERED
    events.add(session, share.id, "ended", ended_at)
